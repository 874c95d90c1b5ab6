import {
  formatVietnamTime,
  fromVietnamDateTime,
  type InstantMs,
  SECOND_MS,
  toVietnamDateTime,
} from '#shared/kernel/instant.ts'

/** `09:15:22,4`. */
export function formatTenths(atMs: InstantMs): string {
  return `${formatVietnamTime(atMs)},${Math.floor((((atMs % SECOND_MS) + SECOND_MS) % SECOND_MS) / 100)}`
}

/** `1:02:03,4`, `6:10,0`: to the tenth, since that is how it was marked. */
export function formatLengthTenths(lengthMs: number): string {
  const tenths = Math.round(lengthMs / 100)
  const seconds = Math.floor(tenths / 10)
  const two = (value: number): string => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const head = hours > 0 ? `${hours}:${two(minutes)}` : String(minutes)
  return `${head}:${two(seconds % 60)},${tenths % 10}`
}

const TYPED = /^(?:(\d{1,2})\/(\d{1,2})\/(\d{4})\s+)?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d))?)?$/

/**
 * A time as people type it: `9:15`, `09:15:22`, `09:15:22,4` (or with a full stop), with `dd/MM/yyyy` before it where it is of
 * another day than `dayOfMs`. null for anything else, and for times that no clock shows.
 */
export function parseTimeOfDay(text: string, dayOfMs: InstantMs): InstantMs | null {
  const [, day, month, year, hour, minute, second = '0', tenth = '0'] = TYPED.exec(text.trim()) ?? []
  if (hour === undefined || minute === undefined) return null
  const today = toVietnamDateTime(dayOfMs)
  const whole = fromVietnamDateTime({
    year: year === undefined ? today.year : Number(year),
    month: month === undefined ? today.month : Number(month),
    day: day === undefined ? today.day : Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  })
  return whole === null ? null : whole + Number(tenth) * 100
}
