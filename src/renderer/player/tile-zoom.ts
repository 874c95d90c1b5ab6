import { Listeners } from './listeners.ts'

/** Where a tile looks: `scale` times enlarged, the point (`x`, `y`) of the picture (shares, 0–1) in its middle. */
export type ZoomView = { readonly scale: number; readonly x: number; readonly y: number }

export const WHOLE_PICTURE: ZoomView = { scale: 1, x: 0.5, y: 0.5 }
const MAX_SCALE = 8

const between = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most)

/** The nearest view that shows nothing outside of the tile. */
export function clampView({ scale, x, y }: ZoomView): ZoomView {
  const held = between(scale, 1, MAX_SCALE)
  const half = 0.5 / held
  return { scale: held, x: between(x, half, 1 - half), y: between(y, half, 1 - half) }
}

/** Enlarges so that what is under the point (shares of the tile, 0–1) stays under it. */
export function zoomAbout(view: ZoomView, factor: number, pointX: number, pointY: number): ZoomView {
  const scale = between(view.scale * factor, 1, MAX_SCALE)
  const shift = 1 / view.scale - 1 / scale
  return clampView({ scale, x: view.x + (pointX - 0.5) * shift, y: view.y + (pointY - 0.5) * shift })
}

/** Moves the picture by shares of the tile, as a hand moves paper. */
export function dragBy(view: ZoomView, shareX: number, shareY: number): ZoomView {
  return clampView({ ...view, x: view.x - shareX / view.scale, y: view.y - shareY / view.scale })
}

/** CSS that shows the view; the origin is the element's middle. */
export function transformOf({ scale, x, y }: ZoomView): string {
  const percent = (share: number): string => `${((0.5 - share) * 100).toFixed(3)}%`
  return scale === 1 ? 'none' : `scale(${scale}) translate(${percent(x)}, ${percent(y)})`
}

/** One tile's digital zoom. It changes what is seen, never what is saved. */
export class TileZoom {
  readonly #listeners = new Listeners()
  #view: ZoomView = WHOLE_PICTURE

  view(): ZoomView {
    return this.#view
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener)
  }

  /** About the middle when no point is named. */
  zoom(factor: number, pointX = 0.5, pointY = 0.5): void {
    this.#set(zoomAbout(this.#view, factor, pointX, pointY))
  }

  drag(shareX: number, shareY: number): void {
    this.#set(dragBy(this.#view, shareX, shareY))
  }

  reset(): void {
    this.#set(WHOLE_PICTURE)
  }

  #set(view: ZoomView): void {
    this.#view = view
    this.#listeners.tell()
  }
}
