import { type CellDifference, compareCell, meansOfCells } from './cell-statistics.rules.ts'
import {
  CELL_COLUMNS,
  CELL_PX,
  CELL_ROWS,
  CELLS,
  firstPixelOf,
  type GreyPicture,
  PICTURE_WIDTH_PX,
} from './grey-picture.model.ts'
import { lightField } from './light-field.rules.ts'
import { upperMedian } from './upper-median.rules.ts'

/** From this share of the two variances on, a cell's shape is another one. 1: nothing in common. */
const STRANGE_STRUCTURE = 0.5
const STRANGE_BRIGHTNESS = 9
const STRANGE_BRIGHTNESS_SHARE = 0.13
const MOVED_BRIGHTNESS = 3.5
const MOVED_BRIGHTNESS_SHARE = 0.05
/** How far above the noise a difference has to be. */
const ABOVE_NOISE = 2.6
/** What coding alone does to a cell, as a variance. */
const CODING_VARIANCE = 5
/** What stands still for so long, with nothing moving beside it, belongs to the room from then on. */
const SETTLE_MS = 150_000
const LEARN_MS = 60_000
/** A cell that changes in nearly every picture for so long is a clock, a screen or a fan. */
const RESTLESS_MS = 600_000
const RESTLESS_SHARE = 0.93
const NOISE_LEARN = 0.05

/** What each cell shows after a picture: 1 or 0. */
export type SceneView = {
  readonly atMs: number
  /** Something else than the background, and no clock or screen. */
  readonly isStrange: Uint8Array
  /** Different from the picture before. */
  readonly hasMoved: Uint8Array
  /** Share of cells that are strange, 0–1. */
  readonly strangeShare: number
}

export type SceneMemory = {
  /** Takes the next picture; times grow. The answer's arrays are used again by the next call. */
  readonly see: (picture: GreyPicture) => SceneView
  /** The background as it is now, for a later start. */
  readonly background: () => Float32Array
}

/**
 * A strange thing is alive as a whole: who sits at a desk moves a hand, and back and head with it. Marks every cell that
 * hangs together with one that has moved.
 */
function markAlive(isOther: Uint8Array, hasMoved: Uint8Array, aliveMs: Float64Array, atMs: number): void {
  const reached = new Uint8Array(CELLS)
  const open: number[] = []
  for (let cell = 0; cell < CELLS; cell += 1) {
    if (!hasMoved[cell]) continue
    aliveMs[cell] = atMs
    reached[cell] = 1
    open.push(cell)
  }
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
    const [x, y] = [cell % CELL_COLUMNS, Math.floor(cell / CELL_COLUMNS)]
    for (let row = Math.max(0, y - 1); row <= Math.min(CELL_ROWS - 1, y + 1); row += 1)
      for (let column = Math.max(0, x - 1); column <= Math.min(CELL_COLUMNS - 1, x + 1); column += 1) {
        const beside = row * CELL_COLUMNS + column
        if (reached[beside] || !isOther[beside]) continue
        reached[beside] = 1
        aliveMs[beside] = atMs
        open.push(beside)
      }
  }
}

/** Marks the cells that touch a strange one, itself included. */
function markBeside(isStrange: Uint8Array, isBeside: Uint8Array): void {
  isBeside.fill(0)
  for (let cell = 0; cell < CELLS; cell += 1) {
    if (!isStrange[cell]) continue
    const [x, y] = [cell % CELL_COLUMNS, Math.floor(cell / CELL_COLUMNS)]
    for (let row = Math.max(0, y - 1); row <= Math.min(CELL_ROWS - 1, y + 1); row += 1)
      for (let column = Math.max(0, x - 1); column <= Math.min(CELL_COLUMNS - 1, x + 1); column += 1)
        isBeside[row * CELL_COLUMNS + column] = 1
  }
}

type Memory = { readonly pixels: Float32Array; readonly means: Float32Array }

/**
 * Remembers a room as it is when nobody is there, and tells what is different now. Light may change, at once or slowly, on
 * one side or on both: cells are compared by shape, and by brightness against the light around them. What has been put
 * down and stays still becomes part of the room; who sits there moves now and then and does not.
 */
export function createSceneMemory(initial: Float32Array): SceneMemory {
  const usual: Memory = { pixels: Float32Array.from(initial), means: new Float32Array(CELLS) }
  meansOfCells(usual.pixels, usual.means)
  /** What was put down since: compared too, so that the old sight of a place is not forgotten. */
  const settled: Memory = { pixels: Float32Array.from(initial), means: Float32Array.from(usual.means) }
  const now = emptyPicture(initial.length)
  const before = emptyPicture(initial.length)
  const isUnusual = new Uint8Array(CELLS)
  const isOther = new Uint8Array(CELLS)
  const isStrange = new Uint8Array(CELLS)
  /** Of the picture before: there a part of somebody may look like the room by chance, and is not to be learnt. */
  const isBeside = new Uint8Array(CELLS)
  const hasMoved = new Uint8Array(CELLS)
  const aliveMs = new Float64Array(CELLS)
  const restlessness = new Float32Array(CELLS)
  const movement = new Float32Array(CELLS)
  const difference: CellDifference = { structure: 0, firstVariance: 0, secondVariance: 0 }
  let noiseVariance = 4
  let seenAtMs: number | null = null

  function differsFrom(memory: Memory, cell: number): boolean {
    const gain = now.gains[cell] ?? 1
    const [mean, known] = [now.means[cell] ?? 0, memory.means[cell] ?? 0]
    const allowed =
      Math.max(STRANGE_BRIGHTNESS, STRANGE_BRIGHTNESS_SHARE * known) + Math.sqrt(noiseVariance) / 2
    if (Math.abs(mean / gain - known) > allowed) return true
    compareCell(cell, { pixels: now.pixels, mean }, { pixels: memory.pixels, mean: known }, gain, difference)
    const floor = (noiseVariance + CODING_VARIANCE) / (gain * gain)
    const { structure, firstVariance, secondVariance } = difference
    return (
      structure > ABOVE_NOISE * floor &&
      structure - floor > STRANGE_STRUCTURE * (firstVariance + secondVariance)
    )
  }

  function moves(cell: number): boolean {
    const gain = (now.gains[cell] ?? 1) / (before.gains[cell] ?? 1)
    const [mean, past] = [now.means[cell] ?? 0, before.means[cell] ?? 0]
    compareCell(cell, { pixels: now.pixels, mean }, { pixels: before.pixels, mean: past }, gain, difference)
    movement[cell] = difference.structure
    const allowed = Math.max(MOVED_BRIGHTNESS, MOVED_BRIGHTNESS_SHARE * past) + Math.sqrt(noiseVariance) / 3
    if (Math.abs(mean / gain - past) > allowed) return true
    return difference.structure > ABOVE_NOISE * (2 * noiseVariance + CODING_VARIANCE)
  }

  function learn(memory: Memory, cell: number, share: number): void {
    const gain = now.gains[cell] ?? 1
    let at = firstPixelOf(cell)
    for (let y = 0; y < CELL_PX; y += 1, at += PICTURE_WIDTH_PX - CELL_PX)
      for (let x = 0; x < CELL_PX; x += 1, at += 1) {
        const known = memory.pixels[at] ?? 0
        memory.pixels[at] = known + share * ((now.pixels[at] ?? 0) / gain - known)
      }
    const known = memory.means[cell] ?? 0
    memory.means[cell] = known + share * ((now.means[cell] ?? 0) / gain - known)
  }

  function compareWithBefore(elapsedMs: number): void {
    const share = Math.min(1, elapsedMs / RESTLESS_MS)
    for (let cell = 0; cell < CELLS; cell += 1) {
      const moved = moves(cell) ? 1 : 0
      hasMoved[cell] = moved
      restlessness[cell] = (restlessness[cell] ?? 0) + share * (moved - (restlessness[cell] ?? 0))
    }
    const usualMovement = upperMedian(movement, CELLS) / 2
    noiseVariance += NOISE_LEARN * (usualMovement - noiseVariance)
  }

  function compareWithMemory(learnShare: number): void {
    for (let cell = 0; cell < CELLS; cell += 1) {
      isUnusual[cell] = differsFrom(usual, cell) ? 1 : 0
      if (!isUnusual[cell] && !isBeside[cell]) learn(usual, cell, learnShare)
      isOther[cell] = isUnusual[cell] && differsFrom(settled, cell) ? 1 : 0
    }
  }

  function take(picture: GreyPicture): void {
    before.pixels.set(now.pixels)
    before.means.set(now.means)
    before.gains.set(now.gains)
    now.pixels.set(picture.pixels)
    meansOfCells(now.pixels, now.means)
    lightField(now.means, usual.means, isUnusual, now.gains)
  }

  function see(picture: GreyPicture): SceneView {
    const { atMs } = picture
    take(picture)
    const elapsedMs = seenAtMs === null ? 0 : Math.max(0, atMs - seenAtMs)
    if (seenAtMs === null) aliveMs.fill(atMs)
    else compareWithBefore(elapsedMs)
    seenAtMs = atMs
    compareWithMemory(Math.min(0.5, elapsedMs / LEARN_MS))
    markAlive(isOther, hasMoved, aliveMs, atMs)
    let strange = 0
    for (let cell = 0; cell < CELLS; cell += 1) {
      const isStill = atMs - (aliveMs[cell] ?? 0) >= SETTLE_MS
      if (isOther[cell] && isStill) learn(settled, cell, 1)
      isStrange[cell] = isOther[cell] && !isStill && (restlessness[cell] ?? 0) < RESTLESS_SHARE ? 1 : 0
      strange += isStrange[cell] ?? 0
    }
    markBeside(isStrange, isBeside)
    return { atMs, isStrange, hasMoved, strangeShare: strange / CELLS }
  }

  return { see, background: () => Float32Array.from(usual.pixels) }
}

function emptyPicture(pixels: number) {
  return { pixels: new Float32Array(pixels), means: new Float32Array(CELLS), gains: new Float32Array(CELLS) }
}
