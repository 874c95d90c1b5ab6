import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { moveMark } from './in-out-marks.ts'
import { type LaneBox, RULER_PX } from './lane-boxes.ts'
import { SpacedAct } from './spaced-act.ts'
import { handleAt, hitAt, type MarkEnd, type TimelineHit } from './timeline-hit.ts'
import { instantAt } from './timeline-layout.ts'
import { chooseTicks } from './timeline-ticks.ts'
import type { InOutMarks, TimelineEvent } from './timeline.model.ts'
import type { TimelineViewControl } from './use-timeline-view.ts'

const DRAG_START_PX = 4
const WHEEL_ZOOM = 0.0016
/** Two fingers on a touch pad come as small steps of a wheel with Ctrl. */
const PINCH_WHEEL_ZOOM = 0.012
const KEY_ZOOM = 0.6
/** While the pointer scrubs: about as often as a picture can come. */
const SCRUB_EVERY_MS = 100

type Drag = {
  readonly kind: 'pan' | 'scrub' | MarkEnd
  readonly startX: number
  readonly lastX: number
  readonly hasMoved: boolean
}

export type Hover = {
  readonly x: number
  readonly y: number
  readonly hit: TimelineHit
  /** The mark that is under the pointer or being dragged. */
  readonly handle: MarkEnd | null
}

export type GestureOptions = {
  readonly canvas: RefObject<HTMLCanvasElement | null>
  readonly control: TimelineViewControl
  readonly boxes: readonly LaneBox[]
  readonly session: TimeRange
  readonly atMs: InstantMs
  readonly marks: InOutMarks
  readonly onSeek: (atMs: InstantMs) => void
  readonly onPickEvent: (event: TimelineEvent) => void
  readonly onMarks: (marks: InOutMarks) => void
}

function useWheel({ canvas, control }: GestureOptions): void {
  const { zoom, pan } = control
  useEffect(() => {
    const element = canvas.current
    if (!element) return
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault()
      if (event.ctrlKey) zoom(Math.exp(event.deltaY * PINCH_WHEEL_ZOOM), event.offsetX)
      else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
        pan(event.deltaX || event.deltaY)
      else zoom(Math.exp(event.deltaY * WHEEL_ZOOM), event.offsetX)
    }
    // React listens passively, and the page must not scroll.
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [canvas, zoom, pan])
}

function keyHandler({ control, session, atMs, onSeek }: GestureOptions) {
  return (event: KeyboardEvent<HTMLElement>): void => {
    const { view, zoom, pan } = control
    const stepMs = chooseTicks(view, 76).minorMs
    const actions: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => onSeek(Math.max(session.fromMs, atMs - stepMs)),
      ArrowRight: () => onSeek(Math.min(session.toMs - 1, atMs + stepMs)),
      ArrowUp: () => zoom(KEY_ZOOM),
      ArrowDown: () => zoom(1 / KEY_ZOOM),
      Home: () => onSeek(session.fromMs),
      End: () => onSeek(session.toMs - 1),
      '+': () => zoom(KEY_ZOOM),
      '=': () => zoom(KEY_ZOOM),
      '-': () => zoom(1 / KEY_ZOOM),
      PageUp: () => pan(-0.8 * view.widthPx),
      PageDown: () => pan(0.8 * view.widthPx),
    }
    const action =
      event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key !== '+')
        ? undefined
        : actions[event.key]
    if (!action) return
    event.preventDefault()
    action()
  }
}

type Finger = { readonly x: number }

/** Two fingers: the instants under them stay under them. */
function usePinch(control: TimelineViewControl) {
  const fingers = useRef(new Map<number, Finger>())
  return {
    down: (id: number, x: number): void => void fingers.current.set(id, { x }),
    up: (id: number): void => void fingers.current.delete(id),
    /** @returns whether two fingers are on the canvas: then nothing else is meant */
    move: (id: number, x: number): boolean => {
      const held = fingers.current
      if (held.size !== 2 || !held.has(id)) return false
      const other = [...held].find(([otherId]) => otherId !== id)?.[1].x ?? x
      const before = held.get(id)?.x ?? x
      held.set(id, { x })
      const spread = Math.abs(before - other)
      const now = Math.max(1, Math.abs(x - other))
      if (spread > 1) control.zoom(spread / now, other)
      return true
    },
    isPinching: (): boolean => fingers.current.size >= 2,
  }
}

/**
 * Wheel and pinch zoom around the pointer, dragging pans, dragging the ruler scrubs, dragging a mark moves it, a click seeks
 * or picks an event.
 */
export function useTimelineGestures(options: GestureOptions) {
  const { control, boxes, session, marks, onSeek, onPickEvent, onMarks } = options
  const drag = useRef<Drag | null>(null)
  const [hover, setHover] = useState<Hover | null>(null)
  const pinch = usePinch(control)
  const [scrub] = useState(() => new SpacedAct(SCRUB_EVERY_MS))
  useEffect(() => () => scrub.stop(), [scrub])
  useWheel(options)

  const placeOf = (event: PointerEvent<HTMLCanvasElement>): { x: number; y: number } => ({
    x: event.nativeEvent.offsetX,
    y: event.nativeEvent.offsetY,
  })
  const hoverAt = (x: number, y: number, handle: MarkEnd | null): void =>
    setHover({ x, y, hit: hitAt(boxes, control.view, x, y), handle })

  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const { x, y } = placeOf(event)
    pinch.down(event.pointerId, x)
    if (pinch.isPinching()) {
      drag.current = null
      return
    }
    const kind = handleAt(marks, control.view, x, y) ?? (y < RULER_PX ? 'scrub' : 'pan')
    drag.current = { kind, startX: x, lastX: x, hasMoved: false }
    if (kind === 'scrub') scrub.wish(() => onSeek(instantAt(control.view, x)))
  }

  const dragTo = (held: Drag, x: number): void => {
    const atMs = instantAt(control.view, x)
    if (held.kind === 'pan') control.pan(held.lastX - x)
    else if (held.kind === 'scrub') scrub.wish(() => onSeek(atMs))
    else onMarks(moveMark(marks, held.kind, atMs, session))
  }

  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>): void => {
    const { x, y } = placeOf(event)
    if (pinch.move(event.pointerId, x)) return setHover(null)
    const held = drag.current
    if (!held) return hoverAt(x, y, handleAt(marks, control.view, x, y))
    const hasMoved = held.hasMoved || Math.abs(x - held.startX) > DRAG_START_PX
    if (hasMoved) dragTo(held, x)
    drag.current = { ...held, lastX: hasMoved ? x : held.lastX, hasMoved }
    // While scrubbing and marking the picture under the pointer is what one looks for.
    if (held.kind === 'pan') setHover(null)
    else hoverAt(x, y, held.kind === 'scrub' ? null : held.kind)
  }

  const onPointerUp = (event: PointerEvent<HTMLCanvasElement>): void => {
    const { x, y } = placeOf(event)
    pinch.up(event.pointerId)
    const held = drag.current
    drag.current = null
    scrub.flush()
    if (!held || held.hasMoved || held.kind !== 'pan') return
    const hit = hitAt(boxes, control.view, x, y)
    const picked = hit.kind === 'events' ? hit.events[0] : undefined
    const sign = hit.kind === 'signs' ? hit.signs[0] : undefined
    if (picked) onPickEvent(picked)
    else onSeek(sign?.atMs ?? hit.atMs)
  }

  return {
    hover,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: (event: PointerEvent<HTMLCanvasElement>) => {
        pinch.up(event.pointerId)
        drag.current = null
      },
      onPointerLeave: () => setHover(null),
    },
    onKeyDown: keyHandler(options),
  }
}
