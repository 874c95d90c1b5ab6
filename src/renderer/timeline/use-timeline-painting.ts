import { useComputedColorScheme } from '@mantine/core'
import { type RefObject, useEffect, useMemo, useReducer } from 'react'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { FootageState } from '#shared/recordings/recordings.model.ts'
import type { LaneBox } from './lane-boxes.ts'
import { onThemeChange } from './on-theme-change.ts'
import { footageFill } from './paint-footage.ts'
import { paintOverlay, paintTimeline } from './timeline-paint.ts'
import { readPalette, type TimelinePalette } from './timeline-palette.ts'
import type { InOutMarks, TimelineView } from './timeline.model.ts'

type Layer = RefObject<HTMLCanvasElement | null>

export type PaintedProps = {
  readonly atMs: InstantMs
  readonly marks: InOutMarks
  readonly selectedEventId: string | null
  readonly officeHours: readonly TimeRange[]
  readonly session: TimeRange
}

/** A context whose unit is a CSS pixel, sharp on any screen. */
function contextOf(
  canvas: HTMLCanvasElement,
  widthPx: number,
  heightPx: number,
): CanvasRenderingContext2D | null {
  const ratio = window.devicePixelRatio || 1
  const [width, height] = [Math.round(widthPx * ratio), Math.round(heightPx * ratio)]
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  const context = canvas.getContext('2d')
  context?.setTransform(ratio, 0, 0, ratio, 0, 0)
  return context
}

type Brushes = {
  readonly palette: TimelinePalette
  readonly patternOf: (context: CanvasRenderingContext2D, state: FootageState) => CanvasPattern | string
}

/** Colours and patterns of one theme, read when they are first wanted: styles are slow to ask for, frame after frame. */
function createBrushes(canvas: Layer, scheme: 'light' | 'dark'): () => Brushes | null {
  const patterns = new Map<FootageState, CanvasPattern | string>()
  const patternOf: Brushes['patternOf'] = (context, state) => {
    const known = patterns.get(state) ?? footageFill(context, state, scheme)
    patterns.set(state, known)
    return known
  }
  let made: Brushes | null = null
  return () => {
    if (!made && canvas.current) made = { palette: readPalette(canvas.current, scheme), patternOf }
    return made
  }
}

/** Counts changes of theme. */
function useThemeVersion(): number {
  const [version, next] = useReducer((count: number) => count + 1, 0)
  useEffect(() => onThemeChange(next), [])
  return version
}

/** Made anew for each theme. */
function useBrushes(canvas: Layer): { readonly of: () => Brushes | null; readonly version: number } {
  const scheme = useComputedColorScheme('light')
  const version = useThemeVersion()
  return useMemo(() => ({ of: createBrushes(canvas, scheme), version }), [canvas, scheme, version])
}

/** Two layers: what hangs on view and data below, what runs with the playhead above. Each is drawn when its own part changed. */
export function useTimelinePainting(
  { base, overlay }: { readonly base: Layer; readonly overlay: Layer },
  { atMs, marks, selectedEventId, officeHours, session }: PaintedProps,
  view: TimelineView,
  boxes: readonly LaneBox[],
  heightPx: number,
): void {
  const brushes = useBrushes(base)
  const { fromMs, toMs, widthPx } = view
  useEffect(() => {
    const own = brushes.of()
    const context = base.current && widthPx > 0 ? contextOf(base.current, widthPx, heightPx) : null
    if (!own || !context) return
    paintTimeline(context, {
      view: { fromMs, toMs, widthPx },
      heightPx,
      boxes,
      palette: own.palette,
      patternOf: (state) => own.patternOf(context, state),
      selectedEventId,
      officeHours,
      session,
    })
  }, [base, brushes, fromMs, toMs, widthPx, heightPx, boxes, selectedEventId, officeHours, session])
  useEffect(() => {
    const own = brushes.of()
    const context = overlay.current && widthPx > 0 ? contextOf(overlay.current, widthPx, heightPx) : null
    if (!own || !context) return
    const shown = { fromMs, toMs, widthPx }
    paintOverlay(context, { view: shown, heightPx, palette: own.palette, atMs, marks })
  }, [overlay, brushes, fromMs, toMs, widthPx, heightPx, atMs, marks])
}
