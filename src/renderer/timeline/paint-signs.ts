import { densityBars } from './density-bars.ts'
import { firstFrom, stripsOf, xOf } from './timeline-layout.ts'
import type { LaneBox } from './lane-boxes.ts'
import { diamond } from './paint-events.ts'
import type { TimelineDensity, TimelineMark, TimelineSign, TimelineView } from './timeline.model.ts'
import type { TimelinePalette } from './timeline-palette.ts'

export const SIGN_PX = 5
/** Signs nearer than this are drawn once: they would hide one another. */
const SIGN_SPACE_PX = 7

/** Amber diamonds, and red flags where a person confirmed; the confirmed ones on top. */
export function paintSigns(
  context: CanvasRenderingContext2D,
  view: TimelineView,
  box: LaneBox,
  signs: readonly TimelineSign[],
  palette: TimelinePalette,
): void {
  const y = box.y + box.height / 2
  for (const isConfirmed of [false, true]) {
    let lastX = Number.NEGATIVE_INFINITY
    for (let index = firstFrom(signs, view.fromMs); index < signs.length; index += 1) {
      const sign = signs[index]
      if (!sign || sign.atMs > view.toMs) break
      if (sign.isConfirmed !== isConfirmed) continue
      const x = xOf(view, sign.atMs)
      if (x - lastX < SIGN_SPACE_PX) continue
      lastX = x
      if (isConfirmed) paintFlag(context, x, y, palette)
      else {
        diamond(context, x, y, SIGN_PX)
        context.fillStyle = palette.suggestion
        context.fill()
      }
    }
  }
}

function paintFlag(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  { confirmed }: TimelinePalette,
): void {
  context.fillStyle = confirmed
  context.fillRect(x - 1, y - 7, 2, 14)
  context.beginPath()
  context.moveTo(x + 1, y - 7)
  context.lineTo(x + 9, y - 3.5)
  context.lineTo(x + 1, y)
  context.closePath()
  context.fill()
}

/** Bars as high as the stretch was busy; where nobody looked the ground alone. */
export function paintDensity(
  context: CanvasRenderingContext2D,
  view: TimelineView,
  box: LaneBox,
  cells: readonly TimelineDensity[],
  palette: TimelinePalette,
): void {
  const bottom = box.y + box.height
  context.fillStyle = palette.line
  const looked = cells.filter((cell) => cell.share !== null)
  for (const { x, width } of stripsOf(looked, view, 1)) context.fillRect(x, bottom - 1, width, 1)
  context.fillStyle = palette.activity
  for (const { x, width, share } of densityBars(cells, view)) {
    const height = Math.max(1, share * (box.height - 2))
    context.fillRect(x, bottom - height, width, height)
  }
}

/** Gold edge: locked. */
export function paintMark(
  context: CanvasRenderingContext2D,
  view: TimelineView,
  box: LaneBox,
  mark: TimelineMark,
  palette: TimelinePalette,
): void {
  if (mark.toMs <= view.fromMs || mark.fromMs >= view.toMs) return
  const x = Math.max(-4, xOf(view, mark.fromMs))
  const width = Math.max(4, Math.min(view.widthPx + 4, xOf(view, mark.toMs)) - x)
  const color = mark.isLocked ? palette.locked : palette.dimmed
  context.fillStyle = color
  context.globalAlpha = 0.22
  context.fillRect(x, box.y + 2, width, box.height - 4)
  context.globalAlpha = 1
  context.strokeStyle = color
  context.lineWidth = 2
  context.strokeRect(x + 1, box.y + 3, Math.max(2, width - 2), box.height - 6)
}
