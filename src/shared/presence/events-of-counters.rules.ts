import type { TimeRange } from '../kernel/time-range.ts'
import { distanceTo, type LoggedEvent, wasLookedAt } from './presence-matrix.rules.ts'

export type CounterView = {
  readonly counterId: string
  /** Sorted and disjoint, as `analysed`. */
  readonly stays: readonly TimeRange[]
  readonly analysed: readonly TimeRange[]
}

export type PlacedEvent = LoggedEvent & { readonly counterId: string | null }

/** Which counter speaks for an event whose counter the log does not name. */
function counterFor(counters: readonly CounterView[], event: LoggedEvent): CounterView | undefined {
  let nearest: { readonly counter: CounterView; readonly distanceMs: number } | null = null
  for (const counter of counters)
    for (const stay of counter.stays) {
      const distanceMs = distanceTo(stay, event)
      if (distanceMs !== null && (!nearest || distanceMs < nearest.distanceMs))
        nearest = { counter, distanceMs }
    }
  // Somebody may have sat where nobody looked: then it is said of that counter that it was not looked at.
  return nearest?.counter ?? counters.find(({ analysed }) => !wasLookedAt(analysed, event)) ?? counters[0]
}

/**
 * The events of each counter. One without a counter goes to where somebody sat at its time; where nobody did, to one
 * that was not looked at then; else to the first.
 */
export function eventsOfCounters(
  counters: readonly CounterView[],
  events: readonly PlacedEvent[],
): Map<string, LoggedEvent[]> {
  const found = new Map<string, LoggedEvent[]>(counters.map(({ counterId }) => [counterId, []]))
  for (const { counterId, ...event } of events)
    found.get(counterId ?? counterFor(counters, event)?.counterId ?? '')?.push(event)
  return found
}
