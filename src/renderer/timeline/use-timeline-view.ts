import { useCallback, useEffect, useRef, useState } from 'react'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { keepInside, pageTo, panBy, xOf, zoomAround } from './timeline-layout.ts'
import type { TimelineView } from './timeline.model.ts'

/** A jump this long is a seek, not playing. */
const SEEK_JUMP_MS = 3000

export type TimelineViewControl = {
  readonly view: TimelineView
  /** Around a pixel, or around the playhead when none is given. */
  readonly zoom: (factor: number, x?: number) => void
  readonly pan: (dx: number) => void
  readonly show: (range: TimeRange) => void
}

/**
 * Which stretch is shown. It turns the page when the playhead runs out of it or is sent elsewhere, but never moves
 * under a person who looks at another stretch.
 */
export function useTimelineView(
  bounds: TimeRange,
  initial: TimeRange,
  atMs: InstantMs,
  widthPx: number,
): TimelineViewControl {
  const [range, setRange] = useState(() => pageTo(initial, atMs, bounds))
  const lastAtMs = useRef(atMs)
  const atRef = useRef(atMs)
  const { fromMs, toMs } = bounds

  useEffect(() => {
    const before = lastAtMs.current
    lastAtMs.current = atMs
    atRef.current = atMs
    setRange((shown) => {
      const wasInside = shown.fromMs <= before && before < shown.toMs
      const isSeek = Math.abs(atMs - before) > SEEK_JUMP_MS
      return before !== atMs && (wasInside || isSeek) ? pageTo(shown, atMs, { fromMs, toMs }) : shown
    })
  }, [atMs, fromMs, toMs])

  const zoom = useCallback(
    (factor: number, x?: number) =>
      setRange((shown) => {
        const view = { ...shown, widthPx }
        const playheadX = xOf(view, atRef.current)
        const around = x ?? (playheadX >= 0 && playheadX <= widthPx ? playheadX : widthPx / 2)
        return zoomAround(view, around, factor, { fromMs, toMs })
      }),
    [widthPx, fromMs, toMs],
  )
  const pan = useCallback(
    (dx: number) => setRange((shown) => panBy({ ...shown, widthPx }, dx, { fromMs, toMs })),
    [widthPx, fromMs, toMs],
  )
  const show = useCallback((next: TimeRange) => setRange(keepInside(next, { fromMs, toMs })), [fromMs, toMs])
  return { view: { ...range, widthPx }, zoom, pan, show }
}
