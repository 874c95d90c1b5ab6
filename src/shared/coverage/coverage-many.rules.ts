import type { InstantMs } from '../kernel/instant.ts'
import { mergeRanges, type TimeRange } from '../kernel/time-range.ts'
import type { FootageLane } from '../recordings/recordings.model.ts'
import { coverEvent, type EventCoverageResult, type EventWindow, windowOf } from './coverage.rules.ts'

/** Everything that a verdict within the clock's uncertainty looks at. */
export function reachOf(event: EventWindow): TimeRange {
  return {
    fromMs: windowOf(event, -event.uncertaintyMs).fromMs,
    toMs: windowOf(event, event.uncertaintyMs).toMs,
  }
}

/** Ends of stretches of footage, and their beginnings, at the same places: sorted and disjoint. */
type Stretches = { readonly fromMs: Float64Array; readonly toMs: Float64Array }

function stretchesOf(lanes: readonly FootageLane[]): Stretches {
  const filmed = mergeRanges(
    lanes.flatMap(({ spans }) => spans.filter(({ state }) => state === 'recorded' || state === 'backfilled')),
  )
  return {
    fromMs: Float64Array.from(filmed, ({ fromMs }) => fromMs),
    toMs: Float64Array.from(filmed, ({ toMs }) => toMs),
  }
}

/** Whether one stretch holds the whole range. Goes on from where the last search ended: events come in order. */
function createHolds({ fromMs, toMs }: Stretches): (range: TimeRange) => boolean {
  let next = 0
  return (range) => {
    while (next > 0 && (toMs[next - 1] ?? 0) > range.fromMs) next -= 1
    while (next < toMs.length && (toMs[next] ?? Infinity) <= range.fromMs) next += 1
    return next < toMs.length && (fromMs[next] ?? Infinity) <= range.fromMs && (toMs[next] ?? 0) >= range.toMs
  }
}

/**
 * {@link coverEvent} for many events that the same cameras saw, in one sweep: most windows lie within one stretch of
 * footage, and need nothing but to find it. Fastest with the events in order; right in any.
 * @param lanes each with spans sorted and disjoint
 */
export function coverMany(
  events: readonly EventWindow[],
  lanes: readonly FootageLane[],
  nowMs: InstantMs,
): EventCoverageResult[] {
  const holds = createHolds(stretchesOf(lanes))
  return events.map((event) => {
    const reach = reachOf(event)
    const untilMs = Math.min(reach.toMs, nowMs)
    if (reach.fromMs < untilMs && holds({ fromMs: reach.fromMs, toMs: untilMs })) {
      const window = windowOf(event)
      const coveredMs = Math.max(0, Math.min(window.toMs, nowMs) - window.fromMs)
      return { coveredMs, missing: [], verdict: 'covered', window, verdictDependsOnClock: false }
    }
    return coverEvent(event, lanes, nowMs)
  })
}
