import type { InstantMs } from '../kernel/instant.ts'
import { intersect, mergeRanges, subtractRanges, type TimeRange, totalMs } from '../kernel/time-range.ts'
import type { FootageSpan } from '../recordings/recordings.model.ts'
import type { CameraHealth } from './health.model.ts'

/**
 * How much of a schedule has no footage, up to now. What the recorder is at this moment writing is not missing.
 * @param scheduled sorted and disjoint
 */
export function todayFigures(
  spans: readonly FootageSpan[],
  scheduled: readonly TimeRange[],
  nowMs: InstantMs,
): CameraHealth['today'] {
  const past = scheduled.flatMap((range) => intersect(range, { fromMs: 0, toMs: nowMs }) ?? [])
  const filmed = mergeRanges(
    spans.filter(
      ({ state, reason }) =>
        state === 'recorded' ||
        state === 'backfilled' ||
        (state === 'not-yet-fetched' && reason === 'in-progress'),
    ),
  )
  const missing = past.flatMap((range) => subtractRanges(range, filmed))
  return { scheduledMs: totalMs(past), missingMs: totalMs(missing), gaps: missing.length }
}
