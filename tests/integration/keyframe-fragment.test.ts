import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readFragment } from '#shared/mp4/fragment.ts'
import { readInitSegment } from '#shared/mp4/init-segment.ts'
import { keyframesFragment, videoInit } from '#shared/mp4/keyframe-fragment.ts'
import { hasSoundSamples } from '#shared/mp4/sample-check.ts'
import { createFfmpegVideoTool } from '#main/adapters/ffmpeg/video-tool.ts'
import { burnedClocks, burnedFootage } from '#tests/builders/burned-files.ts'
import { inTemporaryFolder, makeFootage } from '#tests/builders/evidence-footage.ts'
import { ffmpegPath } from '#tests/builders/test-host.ts'

const START_MS = Date.UTC(2026, 10, 27, 1, 0, 0)
const clocksEvery = (stepMs: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => START_MS + index * stepMs)

describe('keyframes alone', () => {
  it('are the first picture of each group, each until the next, and nothing else is needed to decode them', async () => {
    await inTemporaryFolder(async (folder) => {
      const { initBytes, init, groups } = await burnedFootage(join(folder, 'film.mp4'), START_MS, 8)
      const fragment = keyframesFragment(groups, init)
      const [track] = readFragment(fragment, init).tracks
      const timescale = init.tracks[0]?.timescale ?? 0
      expect(track?.samples.map(({ durationTicks }) => durationTicks / timescale)).toEqual([2, 2, 2, 2])
      expect(await burnedClocks(Buffer.concat([videoInit(initBytes, init), fragment]))).toEqual(
        clocksEvery(2000, 4),
      )
      const later = keyframesFragment(groups.slice(2), init)
      expect(readFragment(later, init).tracks[0]?.baseDecodeTicks).toBe(4 * timescale)
    })
  })

  it('leave the sound out', async () => {
    const { initBytes, init, groups } = await makeFootage({ audio: true, seconds: 4 })
    const header = videoInit(initBytes, init)
    expect(readInitSegment(header).tracks.map(({ handler }) => handler)).toEqual(['video'])
    const { tracks } = readFragment(keyframesFragment(groups, init), readInitSegment(header))
    expect(tracks.map(({ samples }) => samples.length)).toEqual([2])
  })

  it('of H.265 become H.264 one for one', async () => {
    await inTemporaryFolder(async (folder) => {
      const path = join(folder, 'film.mp4')
      const { initBytes, init, groups } = await burnedFootage(path, START_MS, 8, { codec: 'libx265' })
      const sparse = Buffer.concat([videoInit(initBytes, init), keyframesFragment(groups, init)])
      const video = createFfmpegVideoTool(await ffmpegPath())
      const converted = await video.transcodeToH264(sparse, new AbortController().signal)
      expect(await burnedClocks(converted)).toEqual(clocksEvery(2000, 4))
    })
  })

  it('are none where there are no groups', async () => {
    const { init } = await makeFootage({ seconds: 2 })
    expect(keyframesFragment([], init).byteLength).toBe(0)
  })
})

describe('the pictures of a fragment', () => {
  it.each([
    ['H.264 with sound', { audio: true }],
    ['H.264 with pictures in another order', { bFrames: 2 }],
    ['H.265', { codec: 'libx265' as const }],
  ])('are sound as a camera sends them: %s', async (_what, options) => {
    const { initBytes, init, groups } = await makeFootage({ seconds: 4, ...options })
    expect(groups.map((group) => hasSoundSamples(group, initBytes))).toEqual([true, true])
    const sparse = keyframesFragment(groups, init)
    expect(hasSoundSamples(sparse, videoInit(initBytes, init))).toBe(true)
  })

  it('are not when bytes were spoiled or the end is missing', async () => {
    const { initBytes, groups } = await makeFootage({ seconds: 2 })
    const [group = new Uint8Array(0)] = groups
    const spoiled = group.slice()
    spoiled.fill(0xa5, Math.floor(group.length / 2))
    expect(hasSoundSamples(spoiled, initBytes)).toBe(false)
    expect(hasSoundSamples(group.subarray(0, group.length - 100), initBytes)).toBe(false)
    expect(hasSoundSamples(group, new Uint8Array(0))).toBe(false)
  })
})
