import {
  fromVietnamDateTime,
  type InstantMs,
  startOfVietnamDay,
  toVietnamDateTime,
} from '../kernel/instant.ts'
import type { TimeRange } from '../kernel/time-range.ts'

/** Tháng, quý, 6 tháng, 9 tháng, năm: what offices report on. The last two count from January. */
export const PERIOD_KINDS = ['month', 'quarter', 'six-months', 'nine-months', 'year'] as const
export type PeriodKind = (typeof PERIOD_KINDS)[number]

const MONTHS: Readonly<Record<PeriodKind, number>> = {
  month: 1,
  quarter: 3,
  'six-months': 6,
  'nine-months': 9,
  year: 12,
}

/** Midnight in Vietnam of the first of a month; months beyond December run on into the next year. */
function firstOf(year: number, month: number): InstantMs {
  const [wholeYears, rest] = [Math.floor((month - 1) / 12), (month - 1) % 12]
  const parts = { year: year + wholeYears, month: rest + 1, day: 1, hour: 0, minute: 0, second: 0 }
  return fromVietnamDateTime(parts) ?? 0
}

/** The period of a kind that holds the instant; of 6 and 9 months that from January of its year. */
export function periodOf(kind: PeriodKind, atMs: InstantMs): TimeRange {
  const { year, month } = toVietnamDateTime(atMs)
  const length = MONTHS[kind]
  const first = length <= 3 ? month - ((month - 1) % length) : 1
  return { fromMs: firstOf(year, first), toMs: firstOf(year, first + length) }
}

/** The same moment of the day a year earlier; 29/02 becomes 28/02. */
function yearEarlier(atMs: InstantMs): InstantMs {
  const parts = toVietnamDateTime(atMs)
  const earlier = { ...parts, year: parts.year - 1 }
  const sinceMidnightMs = atMs - startOfVietnamDay(atMs)
  const midnight = { hour: 0, minute: 0, second: 0 }
  const dayMs =
    fromVietnamDateTime({ ...earlier, ...midnight }) ??
    fromVietnamDateTime({ ...earlier, ...midnight, day: parts.day - 1 })
  return (dayMs ?? 0) + sinceMidnightMs
}

/** Cùng kỳ: the same days of the year before. */
export function samePeriodLastYear({ fromMs, toMs }: TimeRange): TimeRange {
  return { fromMs: yearEarlier(fromMs), toMs: yearEarlier(toMs) }
}
