import { DAY_MS, type InstantMs, SECOND_MS } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { TimelineView } from './timeline.model.ts'

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

/** The view that holds a range with some air on both sides. */
export function viewAround(range: TimeRange, bounds: TimeRange): TimeRange {
  const airMs = Math.max(MIN_VIEW_MS / 2, (range.toMs - range.fromMs) * 0.1)
  return keepInside(
    { fromMs: Math.round(range.fromMs - airMs), toMs: Math.round(range.toMs + airMs) },
    bounds,
  )
}

/** Index of the first range that ends after an instant; ranges are sorted and disjoint. */
export function firstEndingAfter(ranges: readonly TimeRange[], atMs: InstantMs): number {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ranges[middle]?.toMs ?? 0) > atMs) high = middle
    else low = middle + 1
  }
  return low
}

export type Strip = { readonly x: number; readonly width: number }

/**
 * Where sorted, disjoint ranges stand in the view. None is thinner than `leastPx`, and those with less than half a pixel
 * between them become one: there are never more strips than pixels, and no range is lost.
 */
export function stripsOf(ranges: readonly TimeRange[], view: TimelineView, leastPx: number): Strip[] {
  const strips: Strip[] = []
  let [from, end] = [0, Number.NEGATIVE_INFINITY]
  for (let index = firstEndingAfter(ranges, view.fromMs); index < ranges.length; index += 1) {
    const range = ranges[index]
    if (!range || range.fromMs >= view.toMs) break
    const x = Math.max(0, xOf(view, range.fromMs))
    const right = Math.max(x + leastPx, Math.min(view.widthPx, xOf(view, range.toMs)))
    if (x - end < 0.5) end = Math.max(end, right)
    else {
      if (end > from) strips.push({ x: from, width: end - from })
      from = x
      end = right
    }
  }
  if (end > from) strips.push({ x: from, width: end - from })
  return strips
}

/** Index of the first item that stands at an instant or after it; items are sorted by it. */
export function firstFrom(items: readonly { readonly atMs: InstantMs }[], atMs: InstantMs): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((items[middle]?.atMs ?? 0) >= atMs) high = middle
    else low = middle + 1
  }
  return low
}
