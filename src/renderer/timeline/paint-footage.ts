import type { FootageSpan, FootageState } from '#shared/recordings/recordings.model.ts'
import { FOOTAGE_COLORS, type FootagePattern } from '#renderer/ui/theme.ts'
import type { LaneBox } from './lane-boxes.ts'
import { spanRects } from './span-rects.ts'
import type { TimelineView } from './timeline.model.ts'
import type { TimelinePalette } from './timeline-palette.ts'

const TILE_PX = 6

/** One tile of a pattern in the pen's colours; tiles beside it go on where it ends. */
function drawTile(pen: CanvasRenderingContext2D, pattern: FootagePattern): void {
  pen.beginPath()
  if (pattern === 'dots') {
    pen.fillStyle = pen.strokeStyle
    pen.arc(TILE_PX / 2, TILE_PX / 2, 1.3, 0, 2 * Math.PI)
    pen.fill()
    return
  }
  if (pattern === 'barred') {
    pen.moveTo(1, -1)
    pen.lineTo(1, TILE_PX + 1)
  }
  for (const shift of [-TILE_PX, 0, TILE_PX]) {
    if (pattern === 'hatched' || pattern === 'crossed') {
      pen.moveTo(shift - 1, TILE_PX + 1)
      pen.lineTo(shift + TILE_PX + 1, -1)
    }
    if (pattern === 'counter-hatched' || pattern === 'crossed') {
      pen.moveTo(shift - 1, -1)
      pen.lineTo(shift + TILE_PX + 1, TILE_PX + 1)
    }
  }
  pen.stroke()
}

/** A patterned tile as `--footage-…` in CSS looks: stripes of the mark on the fill. A plain colour where it is solid. */
export function footageFill(
  context: CanvasRenderingContext2D,
  state: FootageState,
  scheme: 'light' | 'dark',
): CanvasPattern | string {
  const { pattern, [scheme]: colors } = FOOTAGE_COLORS[state]
  if (pattern === 'solid' || pattern === 'line' || pattern === 'dotted-edge') return colors.fill
  const tile = document.createElement('canvas')
  const ratio = window.devicePixelRatio || 1
  tile.width = Math.round(TILE_PX * ratio)
  tile.height = tile.width
  const pen = tile.getContext('2d')
  if (!pen) return colors.mark
  pen.scale(tile.width / TILE_PX, tile.width / TILE_PX)
  pen.fillStyle = colors.fill
  pen.fillRect(0, 0, TILE_PX, TILE_PX)
  pen.strokeStyle = colors.mark
  pen.lineWidth = pattern === 'crossed' ? 1 : 2
  drawTile(pen, pattern)
  const made = context.createPattern(tile, 'repeat')
  made?.setTransform(new DOMMatrix().scale(1 / ratio))
  return made ?? colors.mark
}

/** Narrower than this a pattern is not seen, and a plain mark of its colour says more. */
const PATTERN_FROM_PX = 3

export function paintFootage(
  context: CanvasRenderingContext2D,
  view: TimelineView,
  box: LaneBox,
  spans: readonly FootageSpan[],
  palette: TimelinePalette,
  patternOf: (state: FootageState) => CanvasPattern | string,
): void {
  for (const { x: start, width, state } of spanRects(spans, view)) {
    const { pattern, [palette.scheme]: colors } = FOOTAGE_COLORS[state]
    // Whole pixels: half of one would be half as visible.
    const x = Math.floor(start)
    const widthPx = Math.max(1, Math.round(start + width) - x)
    const isThin = widthPx < PATTERN_FROM_PX && pattern !== 'solid'
    context.fillStyle = isThin ? colors.mark : patternOf(state)
    context.fillRect(x, box.y, widthPx, box.height)
    if (isThin) continue
    if (pattern === 'line') {
      context.fillStyle = colors.mark
      context.fillRect(x, box.y + box.height / 2 - 1, widthPx, 2)
    } else if (pattern === 'dotted-edge') {
      context.strokeStyle = colors.mark
      context.lineWidth = 1
      context.setLineDash([2, 2])
      context.strokeRect(x + 0.5, box.y + 0.5, Math.max(0, widthPx - 1), box.height - 1)
      context.setLineDash([])
    }
  }
}
