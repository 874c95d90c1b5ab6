import { firstEndingAfter, xOf } from './timeline-layout.ts'
import type { TimelineDensity, TimelineView } from './timeline.model.ts'

export type DensityBar = { readonly x: number; readonly width: number; readonly share: number }

/** Bars of whole pixels: of the cells that share one the busiest is drawn, so that a short visit does not vanish in a month. */
export function densityBars(cells: readonly TimelineDensity[], view: TimelineView): DensityBar[] {
  const widthPx = Math.max(1, Math.ceil(view.widthPx))
  const busiest = new Float64Array(widthPx)
  for (let index = firstEndingAfter(cells, view.fromMs); index < cells.length; index += 1) {
    const cell = cells[index]
    if (!cell || cell.fromMs >= view.toMs) break
    const share = cell.share ?? 0
    const end = Math.min(widthPx, xOf(view, cell.toMs))
    for (let x = Math.max(0, Math.floor(xOf(view, cell.fromMs))); x < end; x += 1)
      if (share > (busiest[x] ?? 0)) busiest[x] = share
  }
  const bars: DensityBar[] = []
  for (let x = 0; x < widthPx; ) {
    const share = busiest[x] ?? 0
    let end = x + 1
    while (end < widthPx && busiest[end] === share) end += 1
    if (share > 0) bars.push({ x, width: end - x, share })
    x = end
  }
  return bars
}
