import type { InstantMs } from '#shared/kernel/instant.ts'
import { mergeRanges, subtractRanges } from '#shared/kernel/time-range.ts'
import { firstFrom, xOf } from './timeline-layout.ts'
import type { EventWindows, TimelineEvent, TimelineVerdict, TimelineView } from './timeline.model.ts'

export type EventCluster = {
  readonly x: number
  /** The cluster's events are `events[first]` … `events[last]`: at least one, in order of time. */
  readonly first: number
  readonly last: number
  /** How many events that is. */
  readonly count: number
  /** The worst among them. */
  readonly verdict: TimelineVerdict
}

const BADNESS: Readonly<Record<TimelineVerdict, number>> = { covered: 0, partial: 1, missing: 2 }

/**
 * Events whose diamonds would cover each other stand together; `events` is sorted by time. Counted from the first event on,
 * not from the edge of the view, so that nothing changes places while the view moves.
 */
export function clusterEvents(
  events: readonly TimelineEvent[],
  view: TimelineView,
  minDistancePx: number,
): EventCluster[] {
  const minMs = (minDistancePx * (view.toMs - view.fromMs)) / Math.max(1, view.widthPx)
  const clusters: EventCluster[] = []
  for (let first = 0; first < events.length; ) {
    const startMs = events[first]?.atMs ?? 0
    if (startMs > view.toMs) break
    let last = first
    while ((events[last + 1]?.atMs ?? Number.POSITIVE_INFINITY) - startMs < minMs) last += 1
    if ((events[last]?.atMs ?? 0) >= view.fromMs) clusters.push(clusterOf(events, view, first, last))
    first = last + 1
  }
  return clusters
}

function clusterOf(
  events: readonly TimelineEvent[],
  view: TimelineView,
  first: number,
  last: number,
): EventCluster {
  let count = 0
  let verdict: TimelineVerdict = 'covered'
  for (let index = first; index <= last; index += 1) {
    const event = events[index]
    if (!event) continue
    count += event.count
    if (BADNESS[event.verdict] > BADNESS[verdict]) verdict = event.verdict
  }
  return { x: xOf(view, events[first]?.atMs ?? 0), first, last, count, verdict }
}

/** Windows of all events together, sorted and disjoint: where one of them has footage, and where one of them has none. */
export function windowsOf(events: readonly TimelineEvent[]): EventWindows {
  return {
    covered: mergeRanges(events.flatMap(({ window, missing }) => subtractRanges(window, missing))),
    missing: mergeRanges(events.flatMap(({ missing }) => missing)),
  }
}

/** Of things sorted by time those whose sign is within reach of a pixel. */
export function nearPixel<Item extends { readonly atMs: InstantMs }>(
  items: readonly Item[],
  view: TimelineView,
  x: number,
  reachPx: number,
): Item[] {
  const msPerPx = (view.toMs - view.fromMs) / Math.max(1, view.widthPx)
  const atMs = view.fromMs + x * msPerPx
  const from = firstFrom(items, atMs - reachPx * msPerPx)
  return items.slice(from, firstFrom(items, atMs + reachPx * msPerPx))
}
