import { intersect, mergeRanges, type TimeRange, totalMs } from '../kernel/time-range.ts'
import type { ActivityCell, CameraActivity } from './presence.model.ts'

/** Cells a range may be told in: more than a screen has pixels. */
const MOST_CELLS = 4000

/**
 * How much of each stretch somebody was in any zone, as a share of the time that was looked at. Cells that nobody looked at
 * are left out, and neighbours of one share are one cell: an empty night is a single row.
 */
export function activityDensity(
  activities: readonly CameraActivity[],
  range: TimeRange,
  wantedCellMs: number,
): ActivityCell[] {
  const cellMs = Math.max(wantedCellMs, Math.ceil((range.toMs - range.fromMs) / MOST_CELLS))
  const looked = mergeRanges(activities.flatMap((activity) => activity.looked))
  const stays = mergeRanges(activities.flatMap(({ zones }) => zones.flatMap((zone) => zone.stays)))
  const lookedOf = cellsWith(looked, range, cellMs)
  const busyOf = cellsWith(stays, range, cellMs)
  const cells: ActivityCell[] = []
  for (const [index, lookedMs] of lookedOf) {
    const fromMs = range.fromMs + index * cellMs
    const toMs = Math.min(range.toMs, fromMs + cellMs)
    const share = Math.min(1, Math.round(((busyOf.get(index) ?? 0) / lookedMs) * 1000) / 1000)
    const last = cells.at(-1)
    if (last?.toMs === fromMs && last.share === share) last.toMs = toMs
    else cells.push({ fromMs, toMs, share })
  }
  return cells
}

/** Milliseconds of the ranges (sorted, disjoint) in each cell that they touch, by the cell's index. */
function cellsWith(ranges: readonly TimeRange[], whole: TimeRange, cellMs: number): Map<number, number> {
  const sums = new Map<number, number>()
  for (const each of ranges) {
    const inside = intersect(each, whole)
    if (!inside) continue
    const last = Math.floor((inside.toMs - 1 - whole.fromMs) / cellMs)
    for (let index = Math.floor((inside.fromMs - whole.fromMs) / cellMs); index <= last; index += 1) {
      const fromMs = whole.fromMs + index * cellMs
      const part = intersect(inside, { fromMs, toMs: fromMs + cellMs })
      sums.set(index, (sums.get(index) ?? 0) + (part ? totalMs([part]) : 0))
    }
  }
  return sums
}
