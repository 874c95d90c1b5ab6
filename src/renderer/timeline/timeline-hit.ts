import type { InstantMs } from '#shared/kernel/instant.ts'
import type { FootageSpan } from '#shared/recordings/recordings.model.ts'
import { CLUSTER_PX, DIAMOND_PX } from './paint-events.ts'
import { clusterEvents, instantAt, type LaneBox, laneAt, xOf } from './timeline-layout.ts'
import type { TimelineEvent, TimelineMark, TimelineView } from './timeline.model.ts'

export type TimelineHit = { readonly atMs: InstantMs } & (
  | { readonly kind: 'ruler' }
  | { readonly kind: 'footage'; readonly name: string; readonly span: FootageSpan | null }
  | { readonly kind: 'events'; readonly events: readonly TimelineEvent[] }
  | { readonly kind: 'marks'; readonly marks: readonly TimelineMark[] }
)

const MARK_REACH_PX = 3

/** What lies under the pointer. An event is hit at its diamond, or else anywhere in its window. */
export function hitAt(boxes: readonly LaneBox[], view: TimelineView, x: number, y: number): TimelineHit {
  const atMs = instantAt(view, x)
  const lane = laneAt(boxes, y)?.lane
  switch (lane?.kind) {
    case undefined:
      return { kind: 'ruler', atMs }
    case 'footage':
      return { kind: 'footage', atMs, name: lane.name, span: spanAt(lane.spans, view, x) }
    case 'events': {
      const cluster = clusterEvents(lane.events, view, CLUSTER_PX).find(
        (one) => Math.abs(one.x - x) <= DIAMOND_PX + 3,
      )
      return { kind: 'events', atMs, events: cluster?.events ?? [] }
    }
    case 'marks':
      return { kind: 'marks', atMs, marks: lane.marks.filter((mark) => isNear(mark, view, x)) }
  }
}

/** The span at a pixel; where several share the pixel, the absence, since that is what is painted. */
function spanAt(spans: readonly FootageSpan[], view: TimelineView, x: number): FootageSpan | null {
  const fromMs = instantAt(view, x - 0.5)
  const toMs = instantAt(view, x + 0.5)
  const under = spans.filter((span) => span.fromMs < Math.max(toMs, fromMs + 1) && fromMs < span.toMs)
  return under.find((span) => span.state !== 'recorded' && span.state !== 'backfilled') ?? under[0] ?? null
}

function isNear(mark: TimelineMark, view: TimelineView, x: number): boolean {
  return xOf(view, mark.fromMs) - MARK_REACH_PX <= x && x <= xOf(view, mark.toMs) + MARK_REACH_PX
}
