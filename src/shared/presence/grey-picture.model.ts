/**
 * A small grey picture of a keyframe: enough to see that somebody is there, too little to see who. Pictures are compared
 * in square cells, so that noise averages out and a shift of one pixel does not matter.
 */
export const PICTURE_WIDTH_PX = 192
export const PICTURE_HEIGHT_PX = 108
export const CELL_PX = 6
export const CELL_COLUMNS = PICTURE_WIDTH_PX / CELL_PX
export const CELL_ROWS = PICTURE_HEIGHT_PX / CELL_PX
export const CELLS = CELL_COLUMNS * CELL_ROWS
export const PIXELS = PICTURE_WIDTH_PX * PICTURE_HEIGHT_PX
export const PIXELS_PER_CELL = CELL_PX * CELL_PX

/** Row-major, 0 black … 255 white; {@link PIXELS} of them. */
export type GreyPixels = Uint8Array | Float32Array

export type GreyPicture = { readonly atMs: number; readonly pixels: Uint8Array }

/** Index of a cell's top left pixel. */
export function firstPixelOf(cell: number): number {
  const row = Math.floor(cell / CELL_COLUMNS)
  return row * CELL_PX * PICTURE_WIDTH_PX + (cell % CELL_COLUMNS) * CELL_PX
}
