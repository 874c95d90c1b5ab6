import type { TimeRange } from '#shared/kernel/time-range.ts'
import { subtractRanges } from '#shared/kernel/time-range.ts'
import { clusterEvents, type EventCluster, windowsOf } from './event-clusters.ts'
import type { LaneBox } from './lane-boxes.ts'
import { stripsOf } from './timeline-layout.ts'
import type { EventWindows, TimelineEvent, TimelineView } from './timeline.model.ts'
import type { TimelinePalette } from './timeline-palette.ts'

export const DIAMOND_PX = 6
/** Room for a diamond and the number beside it. */
export const CLUSTER_PX = 26
const BAR_PX = 5

/** Of lists that were shown: a month has thousands of windows, and every frame wants them joined. */
const joined = new WeakMap<readonly TimelineEvent[], EventWindows>()

function joinedWindows(events: readonly TimelineEvent[]): EventWindows {
  const known = joined.get(events) ?? windowsOf(events)
  joined.set(events, known)
  return known
}

/** Windows as bars at the foot of the lane, diamonds above them; the chosen event on top of all. */
export function paintEvents(
  context: CanvasRenderingContext2D,
  view: TimelineView,
  box: LaneBox,
  events: readonly TimelineEvent[],
  palette: TimelinePalette,
  selectedId: string | null,
  told: EventWindows | null,
): void {
  const windows = told ?? joinedWindows(events)
  const chosen = selectedId === null ? -1 : events.findIndex((event) => event.id === selectedId)
  const selected = events[chosen]
  context.globalAlpha = 0.45
  paintBars(context, view, box, windows, palette)
  context.globalAlpha = 1
  if (selected) {
    const { window, missing } = selected
    paintBars(context, view, box, { covered: subtractRanges(window, missing), missing }, palette)
  }
  for (const cluster of clusterEvents(events, view, CLUSTER_PX))
    paintCluster(context, box, cluster, palette, cluster.first <= chosen && chosen <= cluster.last)
}

/** What is missing lies over what is there, and is never thinner than a pixel. */
function paintBars(
  context: CanvasRenderingContext2D,
  view: TimelineView,
  box: LaneBox,
  { covered, missing }: EventWindows,
  palette: TimelinePalette,
): void {
  const y = box.y + box.height - BAR_PX
  const bars = (ranges: readonly TimeRange[], color: string): void => {
    context.fillStyle = color
    for (const { x, width } of stripsOf(ranges, view, 1)) context.fillRect(x, y, width, BAR_PX)
  }
  bars(covered, palette.verdict.covered)
  bars(missing, palette.verdict.missing)
}

export function diamond(context: CanvasRenderingContext2D, x: number, y: number, size: number): void {
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
  const { x, verdict } = cluster
  const color = palette.verdict[verdict]
  const size = isSelected ? DIAMOND_PX + 2 : DIAMOND_PX
  diamond(context, x, y, size)
  context.fillStyle = verdict === 'covered' ? color : palette.halo
  context.fill()
  if (verdict === 'partial') {
    context.beginPath()
    context.moveTo(x, y - size)
    context.lineTo(x - size, y)
    context.lineTo(x, y + size)
    context.closePath()
    context.fillStyle = color
    context.fill()
    diamond(context, x, y, size)
  }
  context.strokeStyle = isSelected ? palette.text : color
  context.lineWidth = isSelected ? 2 : 1.5
  context.stroke()
  if (cluster.count > 1) {
    context.fillStyle = palette.text
    context.font = palette.lettering.count
    context.textBaseline = 'middle'
    context.fillText(cluster.count > 999 ? '999+' : String(cluster.count), x + size + 2, y)
  }
}
