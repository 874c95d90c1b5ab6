import { expect, it } from 'vitest'
import { createCameraWatch } from '#shared/presence/camera-watch.ts'
import { featuresOf } from '#shared/presence/picture-features.rules.ts'
import { usualPicture } from '#shared/presence/usual-picture.rules.ts'
import {
  type Disturbance,
  presenceScenes,
  SCENE_HEIGHT_PX,
  SCENE_WIDTH_PX,
  sketchScene,
} from '#tests/builders/presence-scenes.ts'

const START_MS = Date.UTC(2026, 10, 20, 1)
const MINUTE_MS = 60_000
const LENGTH_MS = 9 * MINUTE_MS

type Luma = Uint8Array

function shift(luma: Luma, byX: number, byY: number): void {
  const before = luma.slice()
  for (let at = 0; at < luma.length; at += 1) {
    const x = Math.min(SCENE_WIDTH_PX - 1, Math.max(0, (at % SCENE_WIDTH_PX) - byX))
    const y = Math.min(SCENE_HEIGHT_PX - 1, Math.max(0, Math.floor(at / SCENE_WIDTH_PX) - byY))
    luma[at] = before[y * SCENE_WIDTH_PX + x] ?? 0
  }
}

/** The mean of a square of 9 × 9, twice: a lens that somebody breathed on. */
function smear(luma: Luma): void {
  for (const stride of [1, SCENE_WIDTH_PX, 1, SCENE_WIDTH_PX]) {
    const before = luma.slice()
    for (let at = 4 * stride; at < luma.length - 4 * stride; at += 1) {
      let sum = 0
      for (let step = -4; step <= 4; step += 1) sum += before[at + step * stride] ?? 0
      luma[at] = sum / 9
    }
  }
}

/** Minutes 1–2½ a cloth over the lens, 3–4½ breath on it, 5–6½ turned away, 7–8½ an encoder that stands still. */
function troubled(): Disturbance {
  let held: Uint8Array | null = null
  return (frame, { sinceMs }, random) => {
    const minute = sinceMs / MINUTE_MS
    if (minute >= 1 && minute < 2.5)
      for (let at = 0; at < frame.luma.length; at += 1) frame.luma[at] = 40 + random.between(0, 4)
    if (minute >= 3 && minute < 4.5) smear(frame.luma)
    if (minute >= 5 && minute < 6.5) shift(frame.luma, 80, 24)
    if (minute >= 7 && minute < 8.5) {
      held ??= frame.bytes.slice()
      frame.bytes.set(held)
    }
  }
}

const halfMinutes = (atMs: number): number => Math.round((2 * (atMs - START_MS)) / MINUTE_MS) / 2

function troublesOf(disturb: Disturbance) {
  const [scene] = presenceScenes(LENGTH_MS, START_MS)
  if (!scene) throw new Error('no scene')
  const quiet = sketchScene({ ...scene, disturb: () => undefined })
  const reference = featuresOf(
    usualPicture(quiet.filter((_, index) => index % 12 === 0).map(({ pixels }) => pixels)),
  )
  const watch = createCameraWatch([reference])
  for (const picture of sketchScene({ ...scene, disturb })) watch.see(picture)
  return watch
    .troubles()
    .map(({ trouble, fromMs, toMs }) => [trouble, halfMinutes(fromMs), halfMinutes(toMs)])
}

it('finds a covered, a blurred, a turned and a frozen camera, each from its minute to its minute', () => {
  expect(troublesOf(troubled())).toEqual([
    ['covered', 1, 2.5],
    ['blurred', 3, 4.5],
    ['moved', 5, 6.5],
    ['frozen', 7, 8.5],
  ])
})

const harmless = presenceScenes(LENGTH_MS, START_MS).filter(({ name }) =>
  ['light change', 'noise', 'passer-by'].includes(name),
)

it.each(harmless)('takes for no trouble of the camera: $name', ({ disturb }) => {
  expect(troublesOf(disturb)).toEqual([])
})
