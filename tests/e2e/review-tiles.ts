import type { Page } from 'playwright-core'
import { CLOCK_READER } from './browser.ts'

export type TileLook = {
  readonly name: string
  /** By the clock in its pixels; null: unreadable, or no picture. */
  readonly clockMs: number | null
  /** Station time that the tile shows. */
  readonly shownMs: number
  readonly source: string | undefined
  readonly widthPx: number
  readonly isMain: boolean
}

export type Look = {
  readonly tiles: readonly TileLook[]
  /** The playhead. */
  readonly atMs: number
}

/** While it plays the page writes the playhead ten times a second: pixels are to be compared with a fresh one. */
const LOOK = `(async (isPlaying) => {
  ${CLOCK_READER}
  const read = (video) => {
    if (video.videoWidth === 0) return null
    const canvas = document.createElement('canvas')
    canvas.width = video.videoWidth
    canvas.height = video.videoHeight
    const context = canvas.getContext('2d', { willReadFrequently: true })
    context.drawImage(video, 0, 0)
    return context.getImageData(0, 0, canvas.width, canvas.height)
  }
  const playhead = document.querySelector('[data-testid="station-time"]')
  if (isPlaying)
    await new Promise((resolve) => new MutationObserver(resolve).observe(playhead, { attributes: true }))
  const tiles = [...document.querySelectorAll('[data-testid="player-tile"]')]
  const pictures = tiles.map((tile) => read(tile.querySelector('video')))
  const atMs = Number(playhead.dataset.atMs)
  return {
    atMs,
    tiles: tiles.map((tile, index) => ({
      name: tile.querySelector('video').getAttribute('aria-label'),
      clockMs: pictures[index] && readBurnedClock(rgbaToLuma(pictures[index].data), pictures[index].width, pictures[index].height),
      shownMs: Number(tile.querySelector('[data-testid="player-clock"]')?.dataset.atMs),
      source: tile.querySelector('[data-testid="player-source"]')?.dataset.source,
      widthPx: pictures[index]?.width ?? 0,
      isMain: tile.dataset.main === 'true',
    })),
  }
})`

/** Reads the pixels of every tile, and the playhead, in one go. */
export function lookAtTiles(page: Page, isPlaying = false): Promise<Look> {
  return page.evaluate<Look>(`${LOOK}(${isPlaying})`)
}

/** How far the pictures are apart from each other; infinite while one of them cannot be read. */
export function tilesSpreadMs({ tiles }: Look): number {
  const clocks = tiles.map(({ clockMs }) => clockMs ?? Number.POSITIVE_INFINITY)
  return Math.max(...clocks) - Math.min(...clocks)
}

/** How far the pictures are apart from each other and from the playhead; infinite while one of them cannot be read. */
export function spreadMs({ tiles, atMs }: Look): number {
  const clocks = tiles.map(({ clockMs }) => clockMs ?? Number.POSITIVE_INFINITY)
  return Math.max(...clocks, atMs) - Math.min(...clocks, atMs)
}
