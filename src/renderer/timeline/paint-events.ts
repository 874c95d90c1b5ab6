import { subtractRanges } from '#shared/kernel/time-range.ts'
import { clusterEvents, type EventCluster, type LaneBox, xOf } from './timeline-layout.ts'
import type { TimelineEvent, TimelineView } from './timeline.model.ts'
import type { TimelinePalette } from './timeline-palette.ts'

export const DIAMOND_PX = 6
export const CLUSTER_PX = 15
const BAR_PX = 5

/** Windows as bars at the foot of the lane, diamonds above them; the chosen event on top of all. */
export function paintEvents(
  context: CanvasRenderingContext2D,
  view: TimelineView,
  box: LaneBox,
  events: readonly TimelineEvent[],
  palette: TimelinePalette,
  selectedId: string | null,
): void {
  const selected = events.find((event) => event.id === selectedId)
  context.globalAlpha = 0.45
  for (const event of events) {
    if (event !== selected && event.window.toMs > view.fromMs && event.window.fromMs < view.toMs) {
      paintWindow(context, view, box, event, palette)
    }
  }
  context.globalAlpha = 1
  if (selected) paintWindow(context, view, box, selected, palette)
  for (const cluster of clusterEvents(events, view, CLUSTER_PX)) {
    paintCluster(
      context,
      box,
      cluster,
      palette,
      cluster.events.some((event) => event.id === selectedId),
    )
  }
}

function paintWindow(
  context: CanvasRenderingContext2D,
  view: TimelineView,
  box: LaneBox,
  event: TimelineEvent,
  palette: TimelinePalette,
): void {
  const y = box.y + box.height - BAR_PX
  const bar = (fromMs: number, toMs: number): void => {
    const x = Math.max(0, xOf(view, fromMs))
    context.fillRect(x, y, Math.max(1, Math.min(view.widthPx, xOf(view, toMs)) - x), BAR_PX)
  }
  context.fillStyle = palette.verdict.covered
  for (const part of subtractRanges(event.window, event.missing)) bar(part.fromMs, part.toMs)
  context.fillStyle = palette.verdict.missing
  for (const part of event.missing) bar(part.fromMs, part.toMs)
}

function diamond(context: CanvasRenderingContext2D, x: number, y: number, size: number): void {
  context.beginPath()
  context.moveTo(x, y - size)
  context.lineTo(x + size, y)
  context.lineTo(x, y + size)
  context.lineTo(x - size, y)
  context.closePath()
}

/** Full: covered · half: partial · empty: missing. */
function paintCluster(
  context: CanvasRenderingContext2D,
  box: LaneBox,
  cluster: EventCluster,
  palette: TimelinePalette,
  isSelected: boolean,
): void {
  const y = box.y + (box.height - BAR_PX) / 2
  const { x } = cluster
  const color = palette.verdict[cluster.verdict]
  const size = isSelected ? DIAMOND_PX + 2 : DIAMOND_PX
  diamond(context, x, y, size)
  context.fillStyle = cluster.verdict === 'covered' ? color : palette.halo
  context.fill()
  if (cluster.verdict === 'partial') {
    context.save()
    context.clip()
    context.fillStyle = color
    context.fillRect(x - size, y - size, size, size * 2)
    context.restore()
    diamond(context, x, y, size)
  }
  context.strokeStyle = isSelected ? palette.text : color
  context.lineWidth = isSelected ? 2 : 1.5
  context.stroke()
  if (cluster.events.length > 1) {
    context.fillStyle = palette.text
    context.font = '600 10px "Be Vietnam Pro", "Segoe UI", system-ui, sans-serif'
    context.textBaseline = 'middle'
    context.fillText(String(cluster.events.length), x + size + 2, y)
  }
}
