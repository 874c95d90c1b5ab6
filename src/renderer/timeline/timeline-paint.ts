import type { InstantMs } from '#shared/kernel/instant.ts'
import { subtractRanges, type TimeRange } from '#shared/kernel/time-range.ts'
import type { FootageState } from '#shared/recordings/recordings.model.ts'
import { type LaneBox, RULER_PX } from './lane-boxes.ts'
import { paintEvents } from './paint-events.ts'
import { paintFootage } from './paint-footage.ts'
import { paintDensity, paintMark, paintSigns } from './paint-signs.ts'
import { stripsOf, xOf } from './timeline-layout.ts'
import { chooseTicks, tickText, ticksOf } from './timeline-ticks.ts'
import type { InOutMarks, TimelineView } from './timeline.model.ts'
import type { TimelinePalette } from './timeline-palette.ts'

/** What changes with the view and the data alone. */
export type TimelinePicture = {
  readonly view: TimelineView
  readonly heightPx: number
  readonly boxes: readonly LaneBox[]
  readonly palette: TimelinePalette
  /** Hatching per state, made once for a context. */
  readonly patternOf: (state: FootageState) => CanvasPattern | string
  readonly selectedEventId: string | null
  /** When the office is open; sorted and disjoint. */
  readonly officeHours: readonly TimeRange[]
  /** What can be played without going to another day. */
  readonly session: TimeRange
}

/** What runs over the picture. */
export type TimelineOverlay = {
  readonly view: TimelineView
  readonly heightPx: number
  readonly palette: TimelinePalette
  readonly atMs: InstantMs
  readonly marks: InOutMarks
}

export function paintTimeline(context: CanvasRenderingContext2D, picture: TimelinePicture): void {
  const { view, heightPx, boxes, palette } = picture
  context.clearRect(0, 0, view.widthPx, heightPx)
  paintOfficeHours(context, picture)
  paintRuler(context, picture)
  for (const box of boxes) paintLane(context, picture, box)
  paintOutside(context, picture)
  context.fillStyle = palette.line
  context.fillRect(0, RULER_PX, view.widthPx, 1)
}

function paintLane(context: CanvasRenderingContext2D, picture: TimelinePicture, box: LaneBox): void {
  const { view, palette } = picture
  const { lane } = box
  context.fillStyle = palette.sunken
  context.globalAlpha = 0.6
  context.fillRect(0, box.y, view.widthPx, box.height)
  context.globalAlpha = 1
  switch (lane.kind) {
    case 'footage':
      return paintFootage(context, view, box, lane.spans, palette, picture.patternOf)
    case 'density':
      if (lane.absence !== null) return paintAbsence(context, box, lane.absence, palette)
      return paintDensity(context, view, box, lane.cells, palette)
    case 'events':
      return paintEvents(context, view, box, lane.events, palette, picture.selectedEventId, lane.windows)
    case 'signs':
      return paintSigns(context, view, box, lane.signs, palette)
    case 'marks':
      for (const mark of lane.marks) paintMark(context, view, box, mark, palette)
  }
}

/** Why there is nothing, where it would be. */
function paintAbsence(
  context: CanvasRenderingContext2D,
  box: LaneBox,
  text: string,
  palette: TimelinePalette,
): void {
  context.font = palette.lettering.label
  context.textBaseline = 'middle'
  context.textAlign = 'left'
  context.fillStyle = palette.dimmed
  context.fillText(text, 8, box.y + box.height / 2 + 0.5)
}

function paintOfficeHours(context: CanvasRenderingContext2D, picture: TimelinePicture): void {
  const { view, heightPx, palette, officeHours } = picture
  context.fillStyle = palette.office
  for (const { x, width } of stripsOf(officeHours, view, 0)) context.fillRect(x, 0, width, heightPx)
}

/** Other days: there to look for a moment, paler than the day that is open. */
function paintOutside(context: CanvasRenderingContext2D, picture: TimelinePicture): void {
  const { view, heightPx, palette, session } = picture
  const outside = subtractRanges(view, [session])
  context.fillStyle = palette.halo
  context.globalAlpha = 0.4
  for (const { x, width } of stripsOf(outside, view, 0))
    context.fillRect(x, RULER_PX + 1, width, heightPx - RULER_PX - 1)
  context.globalAlpha = 1
  if (outside.length === 0) return
  context.fillStyle = palette.dimmed
  for (const edgeMs of [session.fromMs, session.toMs])
    if (edgeMs > view.fromMs && edgeMs < view.toMs)
      context.fillRect(Math.round(xOf(view, edgeMs)), RULER_PX, 1, heightPx - RULER_PX)
}

function paintRuler(context: CanvasRenderingContext2D, { view, heightPx, palette }: TimelinePicture): void {
  const scale = chooseTicks(view, palette.lettering.labelSpacingPx)
  context.font = palette.lettering.label
  context.textBaseline = 'middle'
  context.textAlign = 'left'
  context.fillStyle = palette.line
  for (const tick of ticksOf(view, scale.minorMs))
    context.fillRect(Math.round(xOf(view, tick)), RULER_PX - 4, 1, 4)
  for (const tick of ticksOf(view, scale.stepMs)) {
    const x = Math.round(xOf(view, tick))
    context.fillStyle = palette.line
    context.fillRect(x, 2, 1, heightPx - 2)
    context.fillStyle = palette.dimmed
    context.fillText(tickText(tick, scale.label), x + 4, RULER_PX / 2)
  }
}

export function paintOverlay(context: CanvasRenderingContext2D, overlay: TimelineOverlay): void {
  context.clearRect(0, 0, overlay.view.widthPx, overlay.heightPx)
  paintInOut(context, overlay)
  paintPlayhead(context, overlay)
}

const FLAG_PX = 14

function paintInOut(context: CanvasRenderingContext2D, overlay: TimelineOverlay): void {
  const { view, heightPx, palette, marks } = overlay
  const { inMs, outMs } = marks
  if (inMs !== null && outMs !== null && inMs < outMs) {
    context.fillStyle = palette.locked
    context.globalAlpha = 0.16
    for (const { x, width } of stripsOf([{ fromMs: inMs, toMs: outMs }], view, 1))
      context.fillRect(x, 0, width, heightPx)
    context.globalAlpha = 1
  }
  context.font = palette.lettering.flag
  context.textBaseline = 'middle'
  for (const [atMs, letter] of [
    [inMs, 'I'],
    [outMs, 'O'],
  ] as const) {
    if (atMs === null || atMs < view.fromMs || atMs > view.toMs) continue
    const x = Math.round(xOf(view, atMs))
    context.fillStyle = palette.locked
    context.fillRect(x - 1, 0, 2, heightPx)
    const flagX = letter === 'I' ? x : x - FLAG_PX
    context.fillRect(flagX, 0, FLAG_PX, FLAG_PX)
    context.fillStyle = palette.onMark
    context.fillText(letter, flagX + (letter === 'I' ? 6 : 3), 7.5)
  }
}

function paintPlayhead(
  context: CanvasRenderingContext2D,
  { view, heightPx, palette, atMs }: TimelineOverlay,
): void {
  if (atMs < view.fromMs || atMs > view.toMs) return
  const x = Math.round(xOf(view, atMs))
  context.fillStyle = palette.halo
  context.fillRect(x - 2, 8, 5, heightPx)
  context.fillStyle = palette.text
  context.fillRect(x - 1, 8, 2, heightPx)
  context.beginPath()
  context.moveTo(x - 6, 1)
  context.lineTo(x + 6, 1)
  context.lineTo(x, 11)
  context.closePath()
  context.fill()
}
