import { expect, it } from 'vitest'
import { createCameraWatch } from '#shared/presence/camera-watch.ts'
import { featuresOf, type PictureFeatures } from '#shared/presence/picture-features.rules.ts'
import { createPresenceAnalyser } from '#shared/presence/presence-analyser.ts'
import { usualPicture } from '#shared/presence/usual-picture.rules.ts'
import { PICTURE_HEIGHT_PX, PICTURE_WIDTH_PX } from '#shared/presence/grey-picture.model.ts'
import {
  type Disturbance,
  type PresenceScene,
  presenceScenes,
  sketchScene,
} from '#tests/builders/presence-scenes.ts'
import { CITIZEN_SEAT, confusionOf } from '#tests/builders/presence-truth.ts'

const START_MS = Date.UTC(2026, 10, 20, 1)
const MINUTE_MS = 60_000
const LENGTH_MS = 9 * MINUTE_MS

type Luma = Uint8Array

function shift(luma: Luma, byX: number, byY: number): void {
  const before = luma.slice()
  for (let at = 0; at < luma.length; at += 1) {
    const x = Math.min(PICTURE_WIDTH_PX - 1, Math.max(0, (at % PICTURE_WIDTH_PX) - byX))
    const y = Math.min(PICTURE_HEIGHT_PX - 1, Math.max(0, Math.floor(at / PICTURE_WIDTH_PX) - byY))
    luma[at] = before[y * PICTURE_WIDTH_PX + x] ?? 0
  }
}

/** The mean of a square of 3 × 3, twice: a lens that somebody breathed on. */
function smear(luma: Luma): void {
  for (const stride of [1, PICTURE_WIDTH_PX, 1, PICTURE_WIDTH_PX]) {
    const before = luma.slice()
    for (let at = stride; at < luma.length - stride; at += 1) {
      let sum = 0
      for (let step = -1; step <= 1; step += 1) sum += before[at + step * stride] ?? 0
      luma[at] = sum / 3
    }
  }
}

/** Minutes 1–2½ a cloth over the lens, 3–4½ breath on it, 5–6½ turned away, 7–8½ an encoder that stands still. */
function troubled(): Disturbance {
  let held: Uint8Array | null = null
  return (frame, { sinceMs }, random) => {
    const minute = sinceMs / MINUTE_MS
    if (minute >= 1 && minute < 2.5)
      for (let at = 0; at < frame.luma.length; at += 1) frame.luma[at] = 40 + random.between(0, 1.4)
    if (minute >= 3 && minute < 4.5) smear(frame.luma)
    if (minute >= 5 && minute < 6.5) shift(frame.luma, 27, 8)
    if (minute >= 7 && minute < 8.5) {
      held ??= frame.bytes.slice()
      frame.bytes.set(held)
    }
  }
}

const halfMinutes = (atMs: number): number => Math.round((2 * (atMs - START_MS)) / MINUTE_MS) / 2

const [scene] = presenceScenes(LENGTH_MS, START_MS)
if (!scene) throw new Error('no scene')
const quiet: PresenceScene = { ...scene, disturb: () => undefined }

/** Infrared: lit from the camera, and cloth and wood reflect it as they like. */
const byNight: Disturbance = ({ luma }) => {
  for (let at = 0; at < luma.length; at += 1) {
    const fromMiddle = Math.hypot((at % PICTURE_WIDTH_PX) / PICTURE_WIDTH_PX - 0.5, at / luma.length - 0.5)
    luma[at] = 16 + (1 - 0.8 * fromMiddle) * (70 + 60 * Math.sin((luma[at] ?? 0) / 16))
  }
}

/** The room with nobody in it, by that light: drawn once for all tests. */
function emptyRoom(disturb: Disturbance): Float32Array {
  const pictures = sketchScene({ ...quiet, disturb })
  return usualPicture(pictures.filter((_, index) => index % 12 === 0).map(({ pixels }) => pixels))
}
const [dayRoom, nightRoom] = [emptyRoom(() => undefined), emptyRoom(byNight)]
const [day, night] = [featuresOf(dayRoom), featuresOf(nightRoom)]

function troublesOf(disturb: Disturbance, references: readonly PictureFeatures[]) {
  const watch = createCameraWatch(references)
  for (const picture of sketchScene({ ...quiet, disturb })) watch.see(picture)
  return watch
    .troubles()
    .map(({ trouble, fromMs, toMs }) => [trouble, halfMinutes(fromMs), halfMinutes(toMs)])
}

it('finds a covered, a blurred, a turned and a frozen camera, each from its minute to its minute', () => {
  expect(troublesOf(troubled(), [day])).toEqual([
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
  expect(troublesOf(disturb, [day])).toEqual([])
})

const duskAtMs = 4.5 * MINUTE_MS
const evening: Disturbance = (frame, time, random) => {
  if (time.sinceMs >= duskAtMs) byNight(frame, time, random)
}

it('knows a room by day and by night, where a picture was confirmed of both', () => {
  expect(troublesOf(evening, [day, night])).toEqual([])
  expect(troublesOf(evening, [day]).map(([trouble]) => trouble)).toContain('moved')
})

it('tells by the picture of the night what is wrong by night', () => {
  const breathedOn: Disturbance = (frame, time, random) => {
    evening(frame, time, random)
    if (time.sinceMs >= 6 * MINUTE_MS && time.sinceMs < 7.5 * MINUTE_MS) smear(frame.luma)
  }
  expect(troublesOf(breathedOn, [day, night])).toEqual([['blurred', 6, 7.5]])
})

it('goes on finding people when the light of the night comes on', () => {
  const analyser = createPresenceAnalyser({
    rooms: [dayRoom, nightRoom],
    zones: [{ id: 'seat', polygon: [...CITIZEN_SEAT] }],
  })
  for (const picture of sketchScene({ ...quiet, disturb: evening })) analyser.see(picture)
  const counts = confusionOf(quiet, analyser.staysOf('seat'))
  expect(counts.falsePositive + counts.falseNegative, JSON.stringify(counts)).toBeLessThanOrEqual(1)
})
