import { burnedClockBox, drawBurnedClock } from '../burned-clock.ts'
import type { SceneScript } from '../script/scene-script.ts'
import { posesAt } from './actors.ts'
import { drawText, textWidth } from './bitmap-text.ts'
import { oneStopDesk } from './one-stop-desk.ts'
import { createPainter, gridHeight, gridWidth } from './paint.ts'
import { receptionRoom } from './reception-room.ts'
import type { Room } from './room.ts'
import { rectangle } from './shapes.ts'
import { createYuvFrame, rgb, shrinkFrame, type YuvFrame } from './yuv-frame.ts'
import { createRandom } from '../script/random.ts'

export type SceneOptions = {
  readonly widthPx: number
  readonly heightPx: number
  /** Shown in the strip at the bottom, as capitals without diacritics. */
  readonly cameraName: string
  readonly script: SceneScript
}

export type SceneRenderer = {
  /**
   * Draws the moment `stationMs` into `target`, with the camera's own clock burned in.
   *
   * @param number decides the sensor noise; the next one when absent
   */
  render(target: YuvFrame, stationMs: number, cameraMs: number, number?: number): void
}

const captionTopY = 338
const captionDot = 2
/** Sensor noise repeats after so many frames; each variant is a full background, so noise costs one copy per frame. */
const noiseVariants = 4
const noiseAmplitude = 1.6

export function createSceneRenderer(options: SceneOptions): SceneRenderer {
  const room: Room = options.script.room === 'one-stop-desk' ? oneStopDesk : receptionRoom
  const backgrounds = createBackgrounds(options, room)
  let frameNumber = 0
  return {
    render(target, stationMs, cameraMs, number = frameNumber) {
      const background = backgrounds[number % backgrounds.length]
      frameNumber = number + 1
      if (background !== undefined) target.bytes.set(background.bytes)
      room.drawPeople(createPainter(target), posesAt(options.script, stationMs), stationMs)
      if (background !== undefined) restoreCaption(target, background)
      neutraliseChromaBehindClock(target)
      drawBurnedClock(target.luma, target.widthPx, target.heightPx, cameraMs)
    },
  }
}

function createBackgrounds(options: SceneOptions, room: Room): readonly YuvFrame[] {
  const factor = options.widthPx <= 960 ? 3 : 2
  const large = createYuvFrame(options.widthPx * factor, options.heightPx * factor)
  const painter = createPainter(large)
  room.drawBackground(painter)
  painter.fill(rectangle(0, captionTopY, gridWidth, gridHeight), rgb(12, 20, 32))
  const textY = captionTopY + (gridHeight - captionTopY - 7 * captionDot) / 2
  drawText(painter, options.cameraName, 12, textY, captionDot, rgb(240, 244, 250))
  const mark = 'MO PHONG'
  const markX = gridWidth - 12 - textWidth(mark, captionDot)
  drawText(painter, mark, markX, textY, captionDot, rgb(250, 190, 70))
  const clean = shrinkFrame(large, factor)
  darkenCorners(clean)
  return Array.from({ length: noiseVariants }, (_unused, variant) => withNoise(clean, variant + 1))
}

/** A lens gives less light towards the corners. */
function darkenCorners(frame: YuvFrame): void {
  for (let index = 0; index < frame.luma.length; index += 1) {
    const x = ((index % frame.widthPx) / frame.widthPx - 0.5) * 2
    const y = (Math.floor(index / frame.widthPx) / frame.heightPx - 0.5) * 2
    const light = 1 - 0.09 * (x * x + y * y)
    frame.luma[index] = Math.round(16 + ((frame.luma[index] ?? 16) - 16) * light)
  }
}

function withNoise(clean: YuvFrame, seed: number): YuvFrame {
  const noisy = createYuvFrame(clean.widthPx, clean.heightPx)
  noisy.bytes.set(clean.bytes)
  const random = createRandom(seed)
  for (let index = 0; index < noisy.luma.length; index += 1) {
    noisy.luma[index] = Math.round(
      (noisy.luma[index] ?? 16) + random.between(-noiseAmplitude, noiseAmplitude),
    )
  }
  return noisy
}

/** Feet must not cover the strip: it is copied back over them. */
function restoreCaption(target: YuvFrame, background: YuvFrame): void {
  const firstRow = Math.round((captionTopY / gridHeight) * target.heightPx * 0.5) * 2
  const lumaFrom = firstRow * target.widthPx
  target.luma.set(background.luma.subarray(lumaFrom), lumaFrom)
  const chromaFrom = (firstRow / 2) * (target.widthPx / 2)
  target.chromaU.set(background.chromaU.subarray(chromaFrom), chromaFrom)
  target.chromaV.set(background.chromaV.subarray(chromaFrom), chromaFrom)
}

function neutraliseChromaBehindClock(target: YuvFrame): void {
  const box = burnedClockBox(target.widthPx, target.heightPx)
  const width = target.widthPx / 2
  for (let row = Math.floor(box.topPx / 2); row < Math.ceil(box.bottomPx / 2); row += 1) {
    const from = row * width + Math.floor(box.leftPx / 2)
    const to = row * width + Math.ceil(box.rightPx / 2)
    target.chromaU.fill(128, from, to)
    target.chromaV.fill(128, from, to)
  }
}
