import { isOutside } from '#renderer/ui/footage-word.ts'
import {
  DAY_MS,
  HOUR_MS,
  type InstantMs,
  MINUTE_MS,
  SECOND_MS,
  VIETNAM_OFFSET_MS,
} from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { FootageSpan, FootageState } from '#shared/recordings/recordings.model.ts'
import type { TimelineEvent, TimelineLane, TimelineVerdict, TimelineView } from './timeline.model.ts'

/** One second across the whole widget is as near as it goes; 31 days as far. */
export const MIN_VIEW_MS = SECOND_MS
export const MAX_VIEW_MS = 31 * DAY_MS

export function xOf(view: TimelineView, atMs: InstantMs): number {
  return ((atMs - view.fromMs) / (view.toMs - view.fromMs)) * view.widthPx
}

/** The instant under a pixel, to the millisecond. */
export function instantAt(view: TimelineView, x: number): InstantMs {
  return Math.round(view.fromMs + (x / view.widthPx) * (view.toMs - view.fromMs))
}

/** Shifts a range so that it lies inside the bounds, or fills them when it is longer. */
export function keepInside(range: TimeRange, bounds: TimeRange): TimeRange {
  const lengthMs = Math.min(range.toMs - range.fromMs, bounds.toMs - bounds.fromMs)
  const fromMs = Math.min(Math.max(range.fromMs, bounds.fromMs), bounds.toMs - lengthMs)
  return { fromMs, toMs: fromMs + lengthMs }
}

/** Zooms by `factor` (< 1: nearer) and keeps the instant under `x` where it is, as far as the bounds allow. */
export function zoomAround(view: TimelineView, x: number, factor: number, bounds: TimeRange): TimeRange {
  const lengthMs = view.toMs - view.fromMs
  const boundsMs = bounds.toMs - bounds.fromMs
  const longestMs = Math.min(MAX_VIEW_MS, boundsMs)
  const nextMs = Math.min(
    Math.max(Math.round(lengthMs * factor), Math.min(MIN_VIEW_MS, longestMs)),
    longestMs,
  )
  const share = view.widthPx > 0 ? x / view.widthPx : 0.5
  const fromMs = Math.round(view.fromMs + share * (lengthMs - nextMs))
  return keepInside({ fromMs, toMs: fromMs + nextMs }, bounds)
}

/** Moves the view by pixels; positive `dx` shows later time. */
export function panBy(view: TimelineView, dx: number, bounds: TimeRange): TimeRange {
  const shiftMs = Math.round((dx / Math.max(1, view.widthPx)) * (view.toMs - view.fromMs))
  return keepInside({ fromMs: view.fromMs + shiftMs, toMs: view.toMs + shiftMs }, bounds)
}

/** The view turned like a page when the instant has left it; the same range while it is inside. */
export function pageTo(range: TimeRange, atMs: InstantMs, bounds: TimeRange): TimeRange {
  if (range.fromMs <= atMs && atMs < range.toMs) return range
  const lengthMs = range.toMs - range.fromMs
  const fromMs = Math.round(atMs - lengthMs * 0.1)
  return keepInside({ fromMs, toMs: fromMs + lengthMs }, bounds)
}

/** Steps that people count in. */
export const TICK_STEPS_MS: readonly number[] = [
  100,
  200,
  500,
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS),
  ...[1, 2, 7, 14].map((days) => days * DAY_MS),
]

/** `time-tenth` 09:15:22,4 · `time-second` 09:15:22 · `time-minute` 09:15 · `date` 22/11. */
export type TickLabel = 'time-tenth' | 'time-second' | 'time-minute' | 'date'

export type TickScale = { readonly stepMs: number; readonly minorMs: number; readonly label: TickLabel }

/** The finest step whose ticks stand at least `minSpacingPx` apart. */
export function chooseTicks(view: TimelineView, minSpacingPx: number): TickScale {
  const msPerPx = (view.toMs - view.fromMs) / Math.max(1, view.widthPx)
  const steps = TICK_STEPS_MS
  const found = steps.findIndex((stepMs) => stepMs / msPerPx >= minSpacingPx)
  const index = found < 0 ? steps.length - 1 : found
  const stepMs = steps[index] ?? DAY_MS
  const minorMs =
    steps.findLast((other) => other < stepMs && stepMs % other === 0 && other / msPerPx >= 8) ?? stepMs
  return { stepMs, minorMs, label: labelOf(stepMs) }
}

function labelOf(stepMs: number): TickLabel {
  if (stepMs < SECOND_MS) return 'time-tenth'
  if (stepMs < MINUTE_MS) return 'time-second'
  return stepMs < DAY_MS ? 'time-minute' : 'date'
}

/** Instants of the view that stand on a step counted from midnight in Vietnam. */
export function ticksOf(range: TimeRange, stepMs: number): InstantMs[] {
  const first = Math.ceil((range.fromMs + VIETNAM_OFFSET_MS) / stepMs) * stepMs - VIETNAM_OFFSET_MS
  const ticks: InstantMs[] = []
  for (let atMs = first; atMs < range.toMs; atMs += stepMs) ticks.push(atMs)
  return ticks
}

export type SpanRect = { readonly x: number; readonly width: number; readonly state: FootageState }

const isFootage = (state: FootageState): boolean => state === 'recorded' || state === 'backfilled'

/** Index of the first span that ends after an instant; spans are sorted and disjoint. */
function firstEndingAfter(spans: readonly FootageSpan[], atMs: InstantMs): number {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((spans[middle]?.toMs ?? 0) > atMs) high = middle
    else low = middle + 1
  }
  return low
}

/**
 * What to paint of a lane: nothing where the camera did not have to record. Neighbours of one state become one rectangle. An absence is never thinner than a pixel: a
 * gap must not vanish because the view is wide.
 */
export function spanRects(spans: readonly FootageSpan[], view: TimelineView): SpanRect[] {
  const footage: SpanRect[] = []
  const absences: SpanRect[] = []
  for (let index = firstEndingAfter(spans, view.fromMs); index < spans.length; index += 1) {
    const span = spans[index]
    if (!span || span.fromMs >= view.toMs) break
    if (isOutside(span)) continue
    const x = Math.max(0, xOf(view, span.fromMs))
    const end = Math.min(view.widthPx, xOf(view, span.toMs))
    const rects = isFootage(span.state) ? footage : absences
    const width = isFootage(span.state) ? end - x : Math.max(1, end - x)
    const last = rects.at(-1)
    if (last && last.state === span.state && x - (last.x + last.width) < 0.5) {
      rects[rects.length - 1] = {
        x: last.x,
        width: Math.max(last.width, x + width - last.x),
        state: span.state,
      }
    } else {
      rects.push({ x, width, state: span.state })
    }
  }
  return [...footage, ...absences]
}

export type EventCluster = {
  readonly x: number
  /** At least one; in order of time. */
  readonly events: readonly TimelineEvent[]
  /** The worst among them. */
  readonly verdict: TimelineVerdict
}

const BADNESS: Readonly<Record<TimelineVerdict, number>> = { covered: 0, partial: 1, missing: 2 }

/** Events whose diamonds would cover each other stand together. `events` is sorted by time. */
export function clusterEvents(
  events: readonly TimelineEvent[],
  view: TimelineView,
  minDistancePx: number,
): EventCluster[] {
  const clusters: { x: number; events: TimelineEvent[]; verdict: TimelineVerdict }[] = []
  for (const event of events) {
    if (event.atMs < view.fromMs || event.atMs > view.toMs) continue
    const x = xOf(view, event.atMs)
    const last = clusters.at(-1)
    if (last && x - last.x < minDistancePx) {
      last.events.push(event)
      if (BADNESS[event.verdict] > BADNESS[last.verdict]) last.verdict = event.verdict
    } else {
      clusters.push({ x, events: [event], verdict: event.verdict })
    }
  }
  return clusters
}

export const RULER_PX = 22
const LANE_HEIGHTS_PX = { footage: 20, events: 24, marks: 16 } as const
const LANE_SPACE_PX = 4

export type LaneBox = { readonly lane: TimelineLane; readonly y: number; readonly height: number }

/** Lanes from the top, below the ruler. */
export function laneBoxes(lanes: readonly TimelineLane[]): LaneBox[] {
  let y = RULER_PX + LANE_SPACE_PX
  return lanes.map((lane) => {
    const box = { lane, y, height: LANE_HEIGHTS_PX[lane.kind] }
    y += box.height + LANE_SPACE_PX
    return box
  })
}

export function timelineHeight(lanes: readonly TimelineLane[]): number {
  const last = laneBoxes(lanes).at(-1)
  return (last ? last.y + last.height : RULER_PX) + LANE_SPACE_PX
}

export function laneAt(boxes: readonly LaneBox[], y: number): LaneBox | null {
  return (
    boxes.find((box) => box.y - LANE_SPACE_PX / 2 <= y && y < box.y + box.height + LANE_SPACE_PX / 2) ?? null
  )
}
