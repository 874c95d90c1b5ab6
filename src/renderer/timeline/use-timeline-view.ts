import { useCallback, useEffect, useRef, useState } from 'react'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { keepInside, pageTo, panBy, xOf, zoomAround } from './timeline-layout.ts'
import type { TimelineView } from './timeline.model.ts'

/** A jump this long is a seek, not playing. */
const SEEK_JUMP_MS = 3000
/** A view is where it was sent to after about three times this. */
const EASE_MS = 45
/** Nearer than this to where it goes, as a share of its length, it is there. */
const ARRIVED = 0.002

export type TimelineViewControl = {
  readonly view: TimelineView
  /** Around a pixel, or around the playhead when none is given. */
  readonly zoom: (factor: number, x?: number) => void
  readonly pan: (dx: number) => void
  readonly show: (range: TimeRange) => void
}

const wantsNoMotion = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches

function isThere(shown: TimeRange, goal: TimeRange): boolean {
  const off = Math.abs(shown.fromMs - goal.fromMs) + Math.abs(shown.toMs - goal.toMs)
  return off <= Math.max(1, ARRIVED * (goal.toMs - goal.fromMs))
}

/** A range that glides to where it was sent, some of the way at every frame; `pan` and turned pages jump. */
function useGlide(initial: () => TimeRange) {
  const [range, setRange] = useState(initial)
  const shown = useRef(range)
  const goal = useRef(range)
  const frame = useRef<number | null>(null)

  const place = useCallback((next: TimeRange) => {
    shown.current = next
    setRange(next)
  }, [])

  const jump = useCallback(
    (next: TimeRange) => {
      goal.current = next
      place(next)
    },
    [place],
  )

  const glide = useCallback(
    (next: TimeRange) => {
      if (wantsNoMotion()) return jump(next)
      goal.current = next
      if (frame.current !== null) return
      let lastMs = performance.now()
      const step = (): void => {
        const nowMs = performance.now()
        const share = 1 - Math.exp(-(nowMs - lastMs) / EASE_MS)
        lastMs = nowMs
        const { fromMs, toMs } = shown.current
        const ahead = goal.current
        const moved = {
          fromMs: Math.round(fromMs + (ahead.fromMs - fromMs) * share),
          toMs: Math.round(toMs + (ahead.toMs - toMs) * share),
        }
        const isLast = isThere(moved, ahead)
        place(isLast ? ahead : moved)
        frame.current = isLast ? null : requestAnimationFrame(step)
      }
      frame.current = requestAnimationFrame(step)
    },
    [jump, place],
  )
  useEffect(
    () => () => {
      if (frame.current !== null) cancelAnimationFrame(frame.current)
    },
    [],
  )
  return { range, goal, glide, jump }
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
  const { range, goal, glide, jump } = useGlide(() => keepInside(initial, bounds))
  const lastAtMs = useRef(atMs)
  const { fromMs, toMs } = bounds

  useEffect(() => {
    const before = lastAtMs.current
    lastAtMs.current = atMs
    const shown = goal.current
    const wasInside = shown.fromMs <= before && before < shown.toMs
    const isSeek = Math.abs(atMs - before) > SEEK_JUMP_MS
    if (before === atMs || !(wasInside || isSeek)) return
    const paged = pageTo(shown, atMs, { fromMs, toMs })
    if (paged !== shown) jump(paged)
  }, [atMs, fromMs, toMs, goal, jump])

  const zoom = useCallback(
    (factor: number, x?: number) => {
      const view = { ...goal.current, widthPx }
      const playheadX = xOf(view, lastAtMs.current)
      const around = x ?? (playheadX >= 0 && playheadX <= widthPx ? playheadX : widthPx / 2)
      glide(zoomAround(view, around, factor, { fromMs, toMs }))
    },
    [widthPx, fromMs, toMs, goal, glide],
  )
  const pan = useCallback(
    (dx: number) => jump(panBy({ ...goal.current, widthPx }, dx, { fromMs, toMs })),
    [widthPx, fromMs, toMs, goal, jump],
  )
  const show = useCallback(
    (next: TimeRange) => glide(keepInside(next, { fromMs, toMs })),
    [fromMs, toMs, glide],
  )
  return { view: { ...range, widthPx }, zoom, pan, show }
}
