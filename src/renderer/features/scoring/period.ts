import { fromVietnamDateTime, type InstantMs, toVietnamDateTime } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'

const MONTHS_OF_QUARTER = 3

function firstOfMonth(year: number, month: number): InstantMs {
  const atMs = fromVietnamDateTime({ year, month, day: 1, hour: 0, minute: 0, second: 0 })
  return atMs ?? 0
}

/** The quarter of the year, from 1, that holds an instant, and its range in Vietnamese time. */
export function quarterOf(atMs: InstantMs): TimeRange & { readonly quarter: number; readonly year: number } {
  const { year, month } = toVietnamDateTime(atMs)
  const quarter = Math.ceil(month / MONTHS_OF_QUARTER)
  const fromMs = firstOfMonth(year, (quarter - 1) * MONTHS_OF_QUARTER + 1)
  const toMs = quarter === 4 ? firstOfMonth(year + 1, 1) : firstOfMonth(year, quarter * MONTHS_OF_QUARTER + 1)
  return { fromMs, toMs, quarter, year }
}
