import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createReadKeyframes } from '#main/adapters/ffmpeg/keyframe-pictures.ts'
import { encodeScene, presenceScenes, SCENE_STEP_MS, sketchScene } from '#tests/builders/presence-scenes.ts'
import { confusionOf, precisionOf, recallOf, staysOf } from '#tests/builders/presence-truth.ts'
import { ffmpegPath } from '#tests/builders/test-host.ts'

const START_MS = Date.UTC(2026, 10, 20, 1)
const never = new AbortController().signal

it('reads the keyframes of a stream as small grey pictures, each at its own time', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-presence-'))
  try {
    const ffmpeg = await ffmpegPath()
    const [scene] = presenceScenes(120_000, START_MS)
    if (!scene) throw new Error('no scene')
    const path = join(folder, 'scene.mp4')
    await encodeScene(ffmpeg, scene, path)
    const drawn = sketchScene(scene)
    let number = 0
    for await (const { mediaSeconds, pixels } of createReadKeyframes(ffmpeg)(createReadStream(path), never)) {
      expect(mediaSeconds * 1000).toBeCloseTo(number * SCENE_STEP_MS)
      const off = pixels.reduce(
        (sum, pixel, at) => sum + Math.abs(pixel - (drawn[number]?.pixels[at] ?? 0)),
        0,
      )
      expect(off / pixels.length).toBeLessThan(24)
      number += 1
    }
    expect(number).toBe(120_000 / SCENE_STEP_MS)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

it('says what is no video, and ends when it is told to', async () => {
  const read = createReadKeyframes(await ffmpegPath())
  const take = async (input: AsyncIterable<Uint8Array>, signal: AbortSignal) => {
    const taken = []
    for await (const picture of read(input, signal)) taken.push(picture)
    return taken
  }
  async function* noise() {
    yield new Uint8Array(5000).fill(77)
  }
  await expect(take(noise(), never)).rejects.toMatchObject({ code: 'keyframes.failed' })
  const stop = new AbortController()
  async function* endless() {
    for (;;) {
      yield new Uint8Array(100)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  const reading = take(endless(), stop.signal)
  stop.abort()
  await expect(reading).rejects.toMatchObject({ code: 'call.cancelled' })
})

/** `npm run bench -- presence` does the same through a codec, six hours of it. */
const SKETCHED_MS = 12 * 60_000

describe('who sits at the counter', () => {
  it.each(presenceScenes(SKETCHED_MS, START_MS))('is found in spite of: $name', (scene) => {
    const counts = confusionOf(scene, staysOf(sketchScene(scene), 30))
    expect(counts.truePositive).toBeGreaterThan(3)
    expect(counts.trueNegative).toBeGreaterThan(1)
    expect(precisionOf(counts), JSON.stringify(counts)).toBeGreaterThanOrEqual(0.85)
    expect(recallOf(counts), JSON.stringify(counts)).toBeGreaterThanOrEqual(0.85)
  })
})
