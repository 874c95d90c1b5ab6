import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { type TimelineHit, hitAt } from './timeline-hit.ts'
import { chooseTicks, instantAt, type LaneBox, RULER_PX } from './timeline-layout.ts'
import type { TimelineViewControl } from './use-timeline-view.ts'

const DRAG_START_PX = 4
const WHEEL_ZOOM = 0.0016
const KEY_ZOOM = 0.6

type Drag = {
  readonly kind: 'pan' | 'scrub'
  readonly startX: number
  readonly lastX: number
  readonly hasMoved: boolean
}

export type Hover = { readonly x: number; readonly y: number; readonly hit: TimelineHit }

export type GestureOptions = {
  readonly canvas: RefObject<HTMLCanvasElement | null>
  readonly control: TimelineViewControl
  readonly boxes: readonly LaneBox[]
  readonly atMs: InstantMs
  readonly onSeek: (atMs: InstantMs) => void
  readonly onPickEvent: (eventId: string) => void
}

function useWheel({ canvas, control }: GestureOptions): void {
  const { zoom, pan } = control
  useEffect(() => {
    const element = canvas.current
    if (!element) return
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault()
      if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) pan(event.deltaX || event.deltaY)
      else zoom(Math.exp(event.deltaY * WHEEL_ZOOM), event.offsetX)
    }
    // React listens passively, and the page must not scroll.
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [canvas, zoom, pan])
}

function keyHandler({ control, atMs, onSeek }: GestureOptions) {
  return (event: KeyboardEvent<HTMLElement>): void => {
    const { view, zoom, pan } = control
    const stepMs = chooseTicks(view, 76).minorMs
    const actions: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => onSeek(atMs - stepMs),
      ArrowRight: () => onSeek(atMs + stepMs),
      '+': () => zoom(KEY_ZOOM),
      '=': () => zoom(KEY_ZOOM),
      '-': () => zoom(1 / KEY_ZOOM),
      PageUp: () => pan(-0.8 * view.widthPx),
      PageDown: () => pan(0.8 * view.widthPx),
    }
    const action =
      event.ctrlKey || event.metaKey || event.altKey || event.shiftKey ? undefined : actions[event.key]
    if (!action) return
    event.preventDefault()
    action()
  }
}

/** Wheel zooms around the pointer, dragging pans, dragging the ruler scrubs, a click seeks or picks an event. */
export function useTimelineGestures(options: GestureOptions) {
  const { control, boxes, onSeek, onPickEvent } = options
  const drag = useRef<Drag | null>(null)
  const [hover, setHover] = useState<Hover | null>(null)
  useWheel(options)

  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const { offsetX, offsetY } = event.nativeEvent
    const kind = offsetY < RULER_PX ? 'scrub' : 'pan'
    drag.current = { kind, startX: offsetX, lastX: offsetX, hasMoved: false }
    if (kind === 'scrub') onSeek(instantAt(control.view, offsetX))
  }

  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>): void => {
    const { offsetX: x, offsetY: y } = event.nativeEvent
    const held = drag.current
    if (!held) return setHover({ x, y, hit: hitAt(boxes, control.view, x, y) })
    const hasMoved = held.hasMoved || Math.abs(x - held.startX) > DRAG_START_PX
    if (hasMoved && held.kind === 'pan') control.pan(held.lastX - x)
    if (hasMoved && held.kind === 'scrub') onSeek(instantAt(control.view, x))
    drag.current = { ...held, lastX: hasMoved ? x : held.lastX, hasMoved }
    setHover(null)
  }

  const onPointerUp = (event: PointerEvent<HTMLCanvasElement>): void => {
    const held = drag.current
    drag.current = null
    if (!held || held.hasMoved || held.kind === 'scrub') return
    const hit = hitAt(boxes, control.view, event.nativeEvent.offsetX, event.nativeEvent.offsetY)
    const picked = hit.kind === 'events' ? hit.events[0] : undefined
    if (picked) onPickEvent(picked.id)
    else onSeek(hit.atMs)
  }

  return {
    hover,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: () => {
        drag.current = null
      },
      onPointerLeave: () => setHover(null),
    },
    onKeyDown: keyHandler(options),
  }
}
