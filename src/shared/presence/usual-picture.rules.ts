import { type CellDifference, compareCell, meansOfCells } from './cell-statistics.rules.ts'
import { CELL_PX, CELLS, firstPixelOf, PICTURE_WIDTH_PX, PIXELS } from './grey-picture.model.ts'

/** Below it two cells show the same, apart from noise. */
const SAME_STRUCTURE = 0.3
const SAME_BRIGHTNESS = 8
const NOISE_FLOOR = 12

type Sampled = { readonly pixels: Float32Array; readonly means: Float32Array; readonly brightness: number }

function look(picture: Uint8Array): Sampled {
  const pixels = Float32Array.from(picture)
  const means = new Float32Array(CELLS)
  meansOfCells(pixels, means)
  return { pixels, means, brightness: Math.max(1, means.toSorted()[CELLS >> 1] ?? 1) }
}

function areAlike(cell: number, one: Sampled, other: Sampled, difference: CellDifference): boolean {
  const gain = one.brightness / other.brightness
  const [first, second] = [one.means[cell] ?? 0, other.means[cell] ?? 0]
  if (Math.abs(first / gain - second) > SAME_BRIGHTNESS) return false
  compareCell(
    cell,
    { pixels: one.pixels, mean: first },
    { pixels: other.pixels, mean: second },
    gain,
    difference,
  )
  const { structure, firstVariance, secondVariance } = difference
  return structure <= SAME_STRUCTURE * (firstVariance + secondVariance) + NOISE_FLOOR
}

/** The picture in which this cell looks as it does most often; the newest of equals. */
function mostUsual(cell: number, sampled: readonly Sampled[]): Sampled | undefined {
  const difference: CellDifference = { structure: 0, firstVariance: 0, secondVariance: 0 }
  let best = sampled[0]
  let most = -1
  for (const one of sampled) {
    const alike = sampled.filter((other) => areAlike(cell, one, other, difference)).length
    if (alike < most) continue
    most = alike
    best = one
  }
  return best
}

/**
 * What the camera shows when nobody is there, put together cell by cell from pictures of different times: an empty chair
 * comes back as it was, people do not. A place that was taken most of the time by somebody who sat still is not told apart.
 * @param pictures some dozens, spread over hours; the cost grows with their square
 */
export function usualPicture(pictures: readonly Uint8Array[]): Float32Array {
  const sampled = pictures.map(look)
  const reference = sampled.at(-1)?.brightness ?? 1
  const usual = new Float32Array(PIXELS)
  for (let cell = 0; cell < CELLS; cell += 1) {
    const chosen = mostUsual(cell, sampled)
    if (!chosen) continue
    const gain = reference / chosen.brightness
    let at = firstPixelOf(cell)
    for (let y = 0; y < CELL_PX; y += 1, at += PICTURE_WIDTH_PX - CELL_PX)
      for (let x = 0; x < CELL_PX; x += 1, at += 1) usual[at] = (chosen.pixels[at] ?? 0) * gain
  }
  return usual
}
