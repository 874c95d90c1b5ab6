import { cleanText } from '../kernel/clean-text.ts'
import { foldWords } from '../kernel/fold-words.ts'
import { DAY_MS, fromVietnamDateTime, type InstantMs, VIETNAM_OFFSET_MS } from '../kernel/instant.ts'
import type { TimeRange } from '../kernel/time-range.ts'
import { parseLogDate } from './log-values.rules.ts'

const LAST_MINUTE = 1440
const MINUTES_PER_HOUR = 60
/** Fraction of a day, as a workbook keeps a time that lost its format. */
const DAY_FRACTION = /^0?\.\d+$/

/** `07:30`, `7h30`, `7h`, `7 giờ 30 phút`, `07:30:00`: seconds from midnight; null: no time of day. */
export function parseTimeOfDay(text: string): number | null {
  const cleaned = cleanText(text).toLowerCase()
  if (DAY_FRACTION.test(cleaned)) return Math.round(Number(cleaned) * 86_400)
  const match = /^(\d{1,2})(?:\s*(?::|h|g|giờ)\s*(\d{2})?(?::(\d{2})|\s*(?:'|p|ph|phút))?)$/.exec(cleaned)
  if (!match) return null
  const [hour = 0, minute = 0, second = 0] = match.slice(1).map((part) => Number(part ?? 0))
  if (hour > 24 || minute > 59 || second > 59 || (hour === 24 && minute + second > 0)) return null
  return (hour * MINUTES_PER_HOUR + minute) * 60 + second
}

export type MinuteRange = { readonly fromMinute: number; readonly toMinute: number }

/** `07h30 - 11h30`, `Từ 7 giờ 30 đến 11 giờ 30`, `13:30–17:00`; null: no range, or one that is empty. */
export function parseMinuteRange(text: string): MinuteRange | null {
  const parts = cleanText(text)
    .toLowerCase()
    .replace(/^từ\s+/, '')
    .split(/\s*(?:-|–|—|→|đến)\s*/)
  const [from, to] = parts.map(parseTimeOfDay)
  if (parts.length !== 2 || typeof from !== 'number' || typeof to !== 'number') return null
  const range = { fromMinute: Math.floor(from / 60), toMinute: Math.floor(to / 60) }
  return range.fromMinute < range.toMinute && range.toMinute <= LAST_MINUTE ? range : null
}

/** Midnight in Vietnam of a date cell: `26/11/2026`, `Thứ Năm, 26/11/2026`, or `26/11` inside a known period. */
export function parseDay(text: string, period: TimeRange | null): InstantMs | null {
  const cleaned = cleanText(text).replace(/^(?:thứ\s+\p{L}+|thứ\s+\d|chủ nhật)[\s,(-]+/iu, '')
  const atMs = parseLogDate(cleaned.replace(/\)$/, '')) ?? withYearOf(period, cleaned)
  return atMs === null ? null : startOfVietnamDay(atMs)
}

export function startOfVietnamDay(atMs: InstantMs): InstantMs {
  return atMs - ((atMs + VIETNAM_OFFSET_MS) % DAY_MS)
}

function midnight(day: number, month: number, year: number): InstantMs | null {
  return fromVietnamDateTime({ year, month, day, hour: 0, minute: 0, second: 0 })
}

function withYearOf(period: TimeRange | null, text: string): InstantMs | null {
  const match = /^(\d{1,2})\/(\d{1,2})$/.exec(text)
  if (!match || !period) return null
  const firstYear = new Date(period.fromMs + VIETNAM_OFFSET_MS).getUTCFullYear()
  const candidates = [firstYear, firstYear + 1].map((year) =>
    midnight(Number(match[1]), Number(match[2]), year),
  )
  return candidates.find((atMs) => atMs !== null && atMs >= period.fromMs && atMs < period.toMs) ?? null
}

const WEEKDAYS: ReadonlyMap<string, number> = new Map([
  ['chu nhat', 0],
  ['cn', 0],
  ...['hai', 'ba', 'tu', 'nam', 'sau', 'bay'].flatMap((name, index): [string, number][] => [
    [name, index + 1],
    [`thu ${name}`, index + 1],
    [`thu ${index + 2}`, index + 1],
    [`t${index + 2}`, index + 1],
    [`${index + 2}`, index + 1],
  ]),
])

/** 0: Sunday … 6: Saturday, for `Thứ Hai`, `Thứ 2`, `T2`, `2`, `CN`. */
export function parseWeekday(text: string): number | null {
  return WEEKDAYS.get(foldWords(text)) ?? null
}

export function weekdayOf(dayMs: InstantMs): number {
  return new Date(dayMs + VIETNAM_OFFSET_MS).getUTCDay()
}
