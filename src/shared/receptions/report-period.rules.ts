import { DAY_MS, fromVietnamDateTime } from '../kernel/instant.ts'
import type { TimeRange } from '../kernel/time-range.ts'
import type { PeriodPreset, ReportPeriod } from './report.model.ts'

const MONTHS: Readonly<Record<PeriodPreset, number>> = {
  month: 1,
  quarter: 3,
  half: 6,
  'nine-months': 9,
  year: 12,
}

/** Midnight in Vietnam; `month` counts from 1 and may run out of the year at either end. */
function midnight(year: number, month: number, day: number): number {
  const months = year * 12 + month - 1
  const whole = { year: Math.floor(months / 12), month: (((months % 12) + 12) % 12) + 1, day }
  return fromVietnamDateTime({ ...whole, hour: 0, minute: 0, second: 0 }) ?? 0
}

/**
 * The days of a reporting period. With a cut-off day each month ends with it: at 14 the first quarter runs from 15/12 of
 * the year before to 14/03.
 */
export function periodRange({ preset, year, index }: ReportPeriod, cutOffDay: number | null): TimeRange {
  const firstMonth = (index - 1) * MONTHS[preset] + 1
  const afterMonth = firstMonth + MONTHS[preset]
  if (cutOffDay === null)
    return { fromMs: midnight(year, firstMonth, 1), toMs: midnight(year, afterMonth, 1) }
  return {
    fromMs: midnight(year, firstMonth - 1, cutOffDay) + DAY_MS,
    toMs: midnight(year, afterMonth - 1, cutOffDay) + DAY_MS,
  }
}

/** Cùng kỳ: the same period of the year before. */
export function samePeriodBefore(period: ReportPeriod): ReportPeriod {
  return { ...period, year: period.year - 1 }
}
