import { formatVietnamDate, formatVietnamTime, type InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { FootageState } from '#shared/recordings/recordings.model.ts'
import { paintEvents } from './paint-events.ts'
import { paintFootage } from './paint-footage.ts'
import { chooseTicks, type LaneBox, RULER_PX, type TickLabel, ticksOf, xOf } from './timeline-layout.ts'
import type { InOutMarks, TimelineMark, TimelineView } from './timeline.model.ts'
import type { TimelinePalette } from './timeline-palette.ts'

const LABEL_SPACING_PX = 76
const FONT = '500 11px "Be Vietnam Pro", "Segoe UI", system-ui, sans-serif'

export type TimelinePicture = {
  readonly view: TimelineView
  readonly heightPx: number
  readonly boxes: readonly LaneBox[]
  readonly palette: TimelinePalette
  /** Hatching per state, made once for a context. */
  readonly patternOf: (state: FootageState) => CanvasPattern | string
  readonly atMs: InstantMs
  readonly marks: InOutMarks
  readonly selectedEventId: string | null
}

export function tickText(atMs: InstantMs, label: TickLabel): string {
  switch (label) {
    case 'date':
      return formatVietnamDate(atMs).slice(0, 5)
    case 'time-minute':
      return formatVietnamTime(atMs).slice(0, 5)
    case 'time-second':
      return formatVietnamTime(atMs)
    case 'time-tenth':
      return `${formatVietnamTime(atMs)},${Math.floor((atMs % 1000) / 100)}`
  }
}

/** Draws everything anew; a whole picture takes well under a frame. */
export function paintTimeline(context: CanvasRenderingContext2D, picture: TimelinePicture): void {
  const { view, heightPx, boxes, palette } = picture
  context.clearRect(0, 0, view.widthPx, heightPx)
  paintRuler(context, picture)
  for (const box of boxes) {
    context.fillStyle = palette.sunken
    context.fillRect(0, box.y, view.widthPx, box.height)
    switch (box.lane.kind) {
      case 'footage':
        paintFootage(context, view, box, box.lane.spans, palette, picture.patternOf)
        break
      case 'events':
        paintEvents(context, view, box, box.lane.events, palette, picture.selectedEventId)
        break
      case 'marks':
        for (const mark of box.lane.marks) paintMark(context, view, box, mark, palette)
        break
    }
  }
  paintInOut(context, picture)
  paintPlayhead(context, picture)
}

function paintRuler(context: CanvasRenderingContext2D, { view, heightPx, palette }: TimelinePicture): void {
  const scale = chooseTicks(view, LABEL_SPACING_PX)
  context.font = FONT
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

function paintMark(
  context: CanvasRenderingContext2D,
  view: TimelineView,
  box: LaneBox,
  mark: TimelineMark,
  palette: TimelinePalette,
): void {
  if (mark.toMs <= view.fromMs || mark.fromMs >= view.toMs) return
  const x = xOf(view, mark.fromMs)
  const width = Math.max(4, xOf(view, mark.toMs) - x)
  const color = mark.isLocked ? palette.locked : palette.dimmed
  context.fillStyle = color
  context.globalAlpha = 0.22
  context.fillRect(x, box.y + 2, width, box.height - 4)
  context.globalAlpha = 1
  context.strokeStyle = color
  context.lineWidth = 2
  context.strokeRect(x + 1, box.y + 3, width - 2, box.height - 6)
}

function paintInOut(context: CanvasRenderingContext2D, picture: TimelinePicture): void {
  const { view, heightPx, palette, marks } = picture
  const { inMs, outMs } = marks
  if (inMs !== null && outMs !== null && inMs < outMs)
    paintRange(context, picture, { fromMs: inMs, toMs: outMs })
  context.font = `700 ${FONT.slice(4)}`
  for (const [atMs, letter] of [
    [inMs, 'I'],
    [outMs, 'O'],
  ] as const) {
    if (atMs === null || atMs < view.fromMs || atMs > view.toMs) continue
    const x = Math.round(xOf(view, atMs))
    context.fillStyle = palette.locked
    context.fillRect(x - 1, 0, 2, heightPx)
    const flagX = letter === 'I' ? x : x - 14
    context.fillRect(flagX, 0, 14, 14)
    context.fillStyle = palette.onMark
    context.fillText(letter, flagX + (letter === 'I' ? 6 : 3), 7.5)
  }
}

function paintRange(
  context: CanvasRenderingContext2D,
  { view, heightPx, palette }: TimelinePicture,
  range: TimeRange,
): void {
  const x = Math.max(0, xOf(view, range.fromMs))
  context.fillStyle = palette.locked
  context.globalAlpha = 0.16
  context.fillRect(x, 0, Math.min(view.widthPx, xOf(view, range.toMs)) - x, heightPx)
  context.globalAlpha = 1
}

function paintPlayhead(
  context: CanvasRenderingContext2D,
  { view, heightPx, palette, atMs }: TimelinePicture,
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
