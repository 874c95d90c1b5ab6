import type { ZonePoint } from './presence.model.ts'
import { CELL_COLUMNS, CELL_ROWS, CELLS } from './grey-picture.model.ts'

/** Points per side of a cell that are looked at. */
const SAMPLES = 4

/** Even–odd rule. */
export function isInside(polygon: readonly ZonePoint[], x: number, y: number): boolean {
  let inside = false
  for (let index = 0, before = polygon.length - 1; index < polygon.length; before = index, index += 1) {
    const [x1, y1] = polygon[index] ?? [0, 0]
    const [x2, y2] = polygon[before] ?? [0, 0]
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside
  }
  return inside
}

/** A zone as the picture's cells see it: which cells, and how much of each lies inside (0–1]. */
export type ZoneCells = {
  readonly cells: Uint16Array
  readonly shares: Float32Array
  /** Sum of the shares, in cells. */
  readonly area: number
}

/** @returns with area 0 when the polygon is smaller than the grid can see */
export function cellsOfZone(polygon: readonly ZonePoint[]): ZoneCells {
  const cells: number[] = []
  const shares: number[] = []
  for (let cell = 0; cell < CELLS; cell += 1) {
    let hits = 0
    for (let sample = 0; sample < SAMPLES * SAMPLES; sample += 1) {
      const x = ((cell % CELL_COLUMNS) + ((sample % SAMPLES) + 0.5) / SAMPLES) / CELL_COLUMNS
      const y = (Math.floor(cell / CELL_COLUMNS) + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) / CELL_ROWS
      if (isInside(polygon, x, y)) hits += 1
    }
    if (hits === 0) continue
    cells.push(cell)
    shares.push(hits / (SAMPLES * SAMPLES))
  }
  return {
    cells: Uint16Array.from(cells),
    shares: Float32Array.from(shares),
    area: shares.reduce((sum, share) => sum + share, 0),
  }
}
