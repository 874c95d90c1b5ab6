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
  for (const pixel of pixels) light += pixel
  const brightness = Math.max(4, light / pixels.length)
  for (let y = 0; y < PICTURE_HEIGHT_PX - 1; y += 1)
    for (let x = 0; x < PICTURE_WIDTH_PX - 1; x += 1) {
      const at = y * PICTURE_WIDTH_PX + x
      const cell = Math.floor(y / CELL_PX) * CELL_COLUMNS + Math.floor(x / CELL_PX)
      const here = pixels[at] ?? 0
      edges[cell] = (edges[cell] ?? 0) + Math.abs((pixels[at + 1] ?? 0) - here)
      edges[CELLS + cell] = (edges[CELLS + cell] ?? 0) + Math.abs((pixels[at + PICTURE_WIDTH_PX] ?? 0) - here)
    }
  const scale = 1 / (CELL_PX * CELL_PX * brightness)
  let sum = 0
  for (const [index, value] of edges.entries()) {
    edges[index] = value * scale
    sum += value * scale
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
