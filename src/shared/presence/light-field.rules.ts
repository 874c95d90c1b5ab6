import { CELL_COLUMNS, CELL_ROWS, CELLS } from './grey-picture.model.ts'
import { upperMedian } from './upper-median.rules.ts'

/** Places at which the light is measured; between them it is interpolated. */
const COLUMNS = 5
const ROWS = 4
/** Half the sides of the window around each place, in cells: larger than a person, smaller than a room. */
const REACH_X = 9
const REACH_Y = 6
/** A black cell says nothing about the light. */
const DARKEST = 6

/**
 * How bright each part of a picture is against the background: 1 the same, 0.5 half. People are small against the window
 * of each measurement, and a median does not see them; a lamp that lights one side of the room it does see.
 * @param isStrange cells that are known to show something else than the background; they are left out where enough others are
 */
export function lightField(
  means: Float32Array,
  background: Float32Array,
  isStrange: Uint8Array,
  field: Float32Array,
): void {
  const places = new Float32Array(COLUMNS * ROWS)
  const ratios = new Float32Array((2 * REACH_X + 1) * (2 * REACH_Y + 1))
  for (let place = 0; place < places.length; place += 1) {
    const centreX = ((place % COLUMNS) / (COLUMNS - 1)) * (CELL_COLUMNS - 1)
    const centreY = (Math.floor(place / COLUMNS) / (ROWS - 1)) * (CELL_ROWS - 1)
    const count = gather(means, background, isStrange, centreX, centreY, ratios)
    places[place] = upperMedian(ratios, count)
  }
  const known = places.filter((value) => !Number.isNaN(value))
  const fallback = known.length === 0 ? 1 : upperMedian(known, known.length)
  spread(
    places.map((value) => (Number.isNaN(value) ? fallback : value)),
    field,
  )
}

function gather(
  means: Float32Array,
  background: Float32Array,
  isStrange: Uint8Array,
  centreX: number,
  centreY: number,
  ratios: Float32Array,
): number {
  let count = 0
  const fromY = Math.max(0, Math.ceil(centreY - REACH_Y))
  const toY = Math.min(CELL_ROWS - 1, Math.floor(centreY + REACH_Y))
  const fromX = Math.max(0, Math.ceil(centreX - REACH_X))
  const toX = Math.min(CELL_COLUMNS - 1, Math.floor(centreX + REACH_X))
  for (let y = fromY; y <= toY; y += 1)
    for (let x = fromX; x <= toX; x += 1) {
      const cell = y * CELL_COLUMNS + x
      const behind = background[cell] ?? 0
      if (behind < DARKEST || isStrange[cell]) continue
      ratios[count] = (means[cell] ?? 0) / behind
      count += 1
    }
  return count
}

/** Bilinear between the places. */
function spread(places: Float32Array, field: Float32Array): void {
  for (let cell = 0; cell < CELLS; cell += 1) {
    const x = ((cell % CELL_COLUMNS) / (CELL_COLUMNS - 1)) * (COLUMNS - 1)
    const y = (Math.floor(cell / CELL_COLUMNS) / (CELL_ROWS - 1)) * (ROWS - 1)
    const left = Math.min(COLUMNS - 2, Math.floor(x))
    const top = Math.min(ROWS - 2, Math.floor(y))
    const at = (column: number, row: number): number => places[row * COLUMNS + column] ?? 1
    const upper = at(left, top) + (at(left + 1, top) - at(left, top)) * (x - left)
    const lower = at(left, top + 1) + (at(left + 1, top + 1) - at(left, top + 1)) * (x - left)
    field[cell] = Math.min(8, Math.max(0.08, upper + (lower - upper) * (y - top)))
  }
}
