import { z } from 'zod'
import { idSchema } from '#shared/kernel/ids.ts'
import { DAY_MS, type InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { PERIOD_KINDS, periodOf } from '#shared/reports/period.rules.ts'
import { report06aCellSchema } from '#shared/reports/report-06a.model.ts'

const dayText = z.iso.date().optional().catch(undefined)
/** Only what differs from the usual stands in the address. */
const off = z.literal('off').optional().catch(undefined)

/** Where `/reports` stands: period, place, basis, the vendor's favours, and the number that is open. */
export const reportsSearchSchema = z.object({
  period: z
    .enum([...PERIOD_KINDS, 'custom'])
    .optional()
    .catch(undefined),
  /** Any day of the period; absent: today. */
  day: dayText,
  /** Of `custom`; `to` belongs to it. */
  from: dayText,
  to: dayText,
  commune: idSchema.optional().catch(undefined),
  instant: z.enum(['finished', 'returned']).optional().catch(undefined),
  resolution: z.enum(['date', 'timestamp']).optional().catch(undefined),
  withdrawn: off,
  supplement: off,
  noDue: off,
  /** The number whose dossiers are shown, or the dossiers that depend on the basis. */
  cell: z
    .union([report06aCellSchema, z.literal('differences')])
    .optional()
    .catch(undefined),
  unit: idSchema.optional().catch(undefined),
})
export type ReportsSearch = z.infer<typeof reportsSearchSchema>

const midnight = (day: string): InstantMs => Date.parse(`${day}T00:00:00+07:00`)

/** The period of the address. A custom one that is not whole or runs backwards is this month's. */
export function reportPeriod(search: ReportsSearch, nowMs: InstantMs): TimeRange {
  const { period = 'month', day, from, to } = search
  if (period === 'custom') {
    const isWhole = from !== undefined && to !== undefined && from <= to
    return isWhole ? { fromMs: midnight(from), toMs: midnight(to) + DAY_MS } : periodOf('month', nowMs)
  }
  return periodOf(period, day === undefined ? nowMs : midnight(day))
}

/** What the host is asked. */
export function reportScope(search: ReportsSearch, nowMs: InstantMs) {
  return {
    ...reportPeriod(search, nowMs),
    ...(search.commune === undefined ? {} : { communeUnitId: search.commune }),
    instant: search.instant ?? ('finished' as const),
    resolution: search.resolution ?? ('date' as const),
    withdrawnOnTime: search.withdrawn === undefined,
    supplementInTime: search.supplement === undefined,
    noDueOnTime: search.noDue === undefined,
  }
}
export type ReportQuery = ReturnType<typeof reportScope>
