import type { CoverageDay, MissingCause } from '#shared/coverage/coverage.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'

/** Figures of some rooms and days together. */
export type CoverageSum = Omit<CoverageDay, 'roomId' | 'dayMs'>

const NOTHING: CoverageSum = {
  events: 0,
  covered: 0,
  partial: 0,
  missing: 0,
  coveredMs: 0,
  missingMs: 0,
  missingMsByCause: {},
}

export function sumOfDays(days: readonly CoverageDay[]): CoverageSum {
  const byCause = new Map<MissingCause, number>()
  const sum = { ...NOTHING }
  for (const day of days) {
    sum.events += day.events
    sum.covered += day.covered
    sum.partial += day.partial
    sum.missing += day.missing
    sum.coveredMs += day.coveredMs
    sum.missingMs += day.missingMs
    for (const [cause, ms] of causesOfSum(day)) byCause.set(cause, (byCause.get(cause) ?? 0) + ms)
  }
  return { ...sum, missingMsByCause: Object.fromEntries(byCause) }
}

const CAUSES = [
  'unknown',
  'camera-offline',
  'recorder-down',
  'disk-full',
  'obstructed',
  'purged',
  'expired',
  'not-yet-fetched',
  'no-camera',
  'not-scheduled',
] as const satisfies readonly MissingCause[]

/** Missing time by cause, the longest first. */
export function causesOfSum({
  missingMsByCause,
}: Pick<CoverageSum, 'missingMsByCause'>): [MissingCause, number][] {
  return CAUSES.flatMap((cause): [MissingCause, number][] => {
    const ms = missingMsByCause[cause] ?? 0
    return ms > 0 ? [[cause, ms]] : []
  }).toSorted((left, right) => right[1] - left[1])
}

/** Of the time that had to be filmed, what was. null: no event. */
export function coveredShare({ coveredMs, missingMs }: CoverageSum): number | null {
  return coveredMs + missingMs === 0 ? null : coveredMs / (coveredMs + missingMs)
}

export type HeatRow = {
  readonly id: Id
  readonly name: string
  readonly byDay: ReadonlyMap<InstantMs, CoverageSum>
  readonly sum: CoverageSum
}

/** One row for each place, one cell for each day with events. */
export function heatRows(
  days: readonly CoverageDay[],
  placeOfRoom: (roomId: Id) => { readonly id: Id; readonly name: string } | null,
): HeatRow[] {
  const placed = days.flatMap((day) => {
    const place = placeOfRoom(day.roomId)
    return place ? [{ day, place }] : []
  })
  const collator = new Intl.Collator('vi', { numeric: true })
  return [...Map.groupBy(placed, ({ place }) => place.id)]
    .map(([id, ofPlace]) => ({
      id,
      name: ofPlace[0]?.place.name ?? '',
      byDay: new Map(
        [...Map.groupBy(ofPlace, ({ day }) => day.dayMs)].map(([dayMs, ofDay]) => [
          dayMs,
          sumOfDays(ofDay.map(({ day }) => day)),
        ]),
      ),
      sum: sumOfDays(ofPlace.map(({ day }) => day)),
    }))
    .toSorted((left, right) => collator.compare(left.name, right.name))
}
