import type { InstantMs } from '#shared/kernel/instant.ts'
import type { FootageSpan } from '#shared/recordings/recordings.model.ts'
import { clusterEvents, nearPixel } from './event-clusters.ts'
import { type LaneBox, laneAt, RULER_PX } from './lane-boxes.ts'
import { CLUSTER_PX, DIAMOND_PX } from './paint-events.ts'
import { SIGN_PX } from './paint-signs.ts'
import { firstEndingAfter, instantAt, xOf } from './timeline-layout.ts'
import type {
  InOutMarks,
  TimelineDensity,
  TimelineEvent,
  TimelineMark,
  TimelineSign,
  TimelineView,
} from './timeline.model.ts'

export type TimelineHit = { readonly atMs: InstantMs } & (
  | { readonly kind: 'ruler' }
  | {
      readonly kind: 'footage'
      readonly laneId: string
      readonly name: string
      readonly span: FootageSpan | null
    }
  | { readonly kind: 'density'; readonly absence: string | null; readonly cell: TimelineDensity | null }
  | { readonly kind: 'events'; readonly events: readonly TimelineEvent[] }
  | { readonly kind: 'signs'; readonly signs: readonly TimelineSign[] }
  | { readonly kind: 'marks'; readonly marks: readonly TimelineMark[] }
)

const MARK_REACH_PX = 3
const SIGN_REACH_PX = SIGN_PX + 3

/** What lies under the pointer. An event is hit at its diamond, or else anywhere in its window. */
export function hitAt(boxes: readonly LaneBox[], view: TimelineView, x: number, y: number): TimelineHit {
  const atMs = instantAt(view, x)
  const lane = laneAt(boxes, y)?.lane
  switch (lane?.kind) {
    case undefined:
      return { kind: 'ruler', atMs }
    case 'footage':
      return { kind: 'footage', atMs, laneId: lane.id, name: lane.name, span: spanAt(lane.spans, view, x) }
    case 'density': {
      const cell = lane.cells[firstEndingAfter(lane.cells, atMs)]
      const isUnder = cell !== undefined && cell.fromMs <= atMs
      return { kind: 'density', atMs, absence: lane.absence, cell: isUnder ? cell : null }
    }
    case 'events': {
      const cluster = clusterEvents(lane.events, view, CLUSTER_PX).find(
        (one) => Math.abs(one.x - x) <= DIAMOND_PX + 3,
      )
      return {
        kind: 'events',
        atMs,
        events: cluster ? lane.events.slice(cluster.first, cluster.last + 1) : [],
      }
    }
    case 'signs':
      return { kind: 'signs', atMs, signs: nearPixel(lane.signs, view, x, SIGN_REACH_PX) }
    case 'marks':
      return { kind: 'marks', atMs, marks: lane.marks.filter((mark) => isNear(mark, view, x)) }
  }
}

/** The span at a pixel; where several share the pixel, the absence, since that is what is painted. */
function spanAt(spans: readonly FootageSpan[], view: TimelineView, x: number): FootageSpan | null {
  const fromMs = instantAt(view, x - 0.5)
  const toMs = Math.max(instantAt(view, x + 0.5), fromMs + 1)
  let found: FootageSpan | null = null
  for (let index = firstEndingAfter(spans, fromMs); index < spans.length; index += 1) {
    const span = spans[index]
    if (!span || span.fromMs >= toMs) break
    if (span.state !== 'recorded' && span.state !== 'backfilled') return span
    found ??= span
  }
  return found
}

function isNear(mark: TimelineMark, view: TimelineView, x: number): boolean {
  return xOf(view, mark.fromMs) - MARK_REACH_PX <= x && x <= xOf(view, mark.toMs) + MARK_REACH_PX
}

const HANDLE_REACH_PX = 5
const FLAG_PX = 14

export type MarkEnd = 'in' | 'out'

/** Which of the two marks a pointer takes hold of: at its flag in the ruler, or near its line. */
export function handleAt(marks: InOutMarks, view: TimelineView, x: number, y: number): MarkEnd | null {
  const ends = [
    ['in', marks.inMs, 0, FLAG_PX],
    ['out', marks.outMs, FLAG_PX, 0],
  ] as const
  for (const [end, atMs, left, right] of ends) {
    if (atMs === null) continue
    const offPx = x - xOf(view, atMs)
    const [before, after] = y < RULER_PX ? [left, right] : [0, 0]
    if (offPx >= -HANDLE_REACH_PX - before && offPx <= HANDLE_REACH_PX + after) return end
  }
  return null
}
