import {
  CELL_COLUMNS,
  CELL_PX,
  CELL_ROWS,
  CELLS,
  type GreyPixels,
  PICTURE_HEIGHT_PX,
  PICTURE_WIDTH_PX,
} from './grey-picture.model.ts'

/** What of a picture stays when the light changes, and goes when the camera is turned, covered or out of focus. */
export type PictureFeatures = {
  /** Edge strength of each cell over the picture's brightness: level and upright edges apart, 2 × {@link CELLS}. */
  readonly edges: Float32Array
  /** Mean of `edges`. */
  readonly sharpness: number
  /** Mean brightness, 0–255. */
  readonly brightness: number
}

export function featuresOf(pixels: GreyPixels): PictureFeatures {
  const edges = new Float32Array(2 * CELLS)
  let light = 0
  for (let y = 0; y < PICTURE_HEIGHT_PX - 1; y += 1) {
    const cells = Math.floor(y / CELL_PX) * CELL_COLUMNS
    let at = y * PICTURE_WIDTH_PX
    for (let column = 0; column < CELL_COLUMNS; column += 1) {
      let [level, upright] = [0, 0]
      // The last pixel of a row has none beside it.
      const width = column === CELL_COLUMNS - 1 ? CELL_PX - 1 : CELL_PX
      for (let x = 0; x < width; x += 1, at += 1) {
        const here = pixels[at] ?? 0
        light += here
        level += Math.abs((pixels[at + 1] ?? 0) - here)
        upright += Math.abs((pixels[at + PICTURE_WIDTH_PX] ?? 0) - here)
      }
      const cell = cells + column
      edges[cell] = (edges[cell] ?? 0) + level
      edges[CELLS + cell] = (edges[CELLS + cell] ?? 0) + upright
    }
  }
  const brightness = Math.max(4, light / ((PICTURE_HEIGHT_PX - 1) * (PICTURE_WIDTH_PX - 1)))
  const scale = 1 / (CELL_PX * CELL_PX * brightness)
  let sum = 0
  for (let index = 0; index < edges.length; index += 1) {
    const edge = (edges[index] ?? 0) * scale
    edges[index] = edge
    sum += edge
  }
  return { edges, sharpness: sum / edges.length, brightness }
}

/**
 * How well two pictures' edges agree when the second is moved by whole cells, −1 to 1; 1: the same.
 * Cells that fall outside are left out.
 */
export function edgeAgreement(
  first: PictureFeatures,
  second: PictureFeatures,
  shiftX = 0,
  shiftY = 0,
): number {
  let [count, sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0, 0]
  for (let y = Math.max(0, -shiftY); y < CELL_ROWS - Math.max(0, shiftY); y += 1)
    for (let x = Math.max(0, -shiftX); x < CELL_COLUMNS - Math.max(0, shiftX); x += 1)
      for (let plane = 0; plane <= CELLS; plane += CELLS) {
        const a = first.edges[plane + y * CELL_COLUMNS + x] ?? 0
        const b = second.edges[plane + (y + shiftY) * CELL_COLUMNS + x + shiftX] ?? 0
        count += 1
        sumA += a
        sumB += b
        sumAA += a * a
        sumBB += b * b
        sumAB += a * b
      }
  const covariance = sumAB - (sumA * sumB) / count
  const spread = Math.sqrt((sumAA - (sumA * sumA) / count) * (sumBB - (sumB * sumB) / count))
  return spread > 0 ? covariance / spread : 0
}
