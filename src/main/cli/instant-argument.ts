import { AppError } from '#shared/kernel/app-error.ts'
import { DAY_MS, type InstantMs, parseVietnamDateTime, startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'

/** `dd/MM/yyyy[ HH:mm[:ss]]` in Vietnamese time, ISO 8601, or epoch milliseconds. */
export function parseInstant(text: string): InstantMs {
  const atMs = parseVietnamDateTime(text) ?? (/^\d{11,}$/.test(text) ? Number(text) : Date.parse(text))
  if (Number.isNaN(atMs)) throw new AppError('invalid', 'instant.unreadable', { text })
  return atMs
}

/** The range of `--from` and `--to`; today in Vietnam when both are absent. */
export function rangeOf(from: string | undefined, to: string | undefined, nowMs: InstantMs): TimeRange {
  const today = startOfVietnamDay(nowMs)
  const range = {
    fromMs: from === undefined ? today : parseInstant(from),
    toMs: to === undefined ? today + DAY_MS : parseInstant(to),
  }
  if (range.fromMs >= range.toMs) throw new AppError('invalid', 'range.empty')
  return range
}
