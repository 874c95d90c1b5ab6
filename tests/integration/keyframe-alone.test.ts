import { describe, expect, it } from 'vitest'
import { createReadKeyframes } from '#main/adapters/ffmpeg/keyframe-pictures.ts'
import { readFragment } from '#shared/mp4/fragment.ts'
import { videoTrackOf } from '#shared/mp4/init-segment.ts'
import { keyframeFragment } from '#shared/mp4/keyframe-fragment.ts'
import { rebaseFragment } from '#shared/mp4/rebase-fragment.ts'
import {
  type Footage,
  type FootageOptions,
  makeFootage,
  samplesOf,
} from '#tests/builders/evidence-footage.ts'
import { ffmpegPath } from '#tests/builders/test-host.ts'

async function picturesOf(footage: Footage, fragments: readonly Uint8Array[]) {
  async function* input() {
    yield footage.initBytes
    yield* fragments
  }
  const pictures = []
  for await (const picture of createReadKeyframes(await ffmpegPath())(input(), new AbortController().signal))
    pictures.push(picture)
  return pictures
}

const STREAMS: readonly (FootageOptions & { readonly name: string })[] = [
  { name: 'H.264 with sound and B-frames', bFrames: 2, audio: true },
  { name: 'H.265', codec: 'libx265' },
]

describe.each(STREAMS)('the keyframes alone of $name', ({ name: _, ...options }) => {
  it('are the same bytes, and decode to the same pictures as the whole groups, at the times asked for', async () => {
    const footage = await makeFootage({ ...options, seconds: 6 })
    const secondsOf = (index: number): number => 10 + 0.5 * index
    const keyframes = footage.groups.flatMap(
      (group, index) => keyframeFragment(group, footage.init, secondsOf(index)) ?? [],
    )
    expect(keyframes).toHaveLength(footage.groups.length)
    for (const [index, bytes] of keyframes.entries()) {
      const [track] = readFragment(bytes, footage.init).tracks
      const [sample] = track?.samples ?? []
      const whole = samplesOf(footage.groups.slice(index, index + 1), footage.init)
      expect(Buffer.from(bytes.subarray(sample?.offset))).toEqual(Buffer.from(whole[0] ?? []))
    }
    const alone = await picturesOf(footage, keyframes)
    const whole = await picturesOf(footage, footage.groups)
    expect(alone.map(({ pixels }) => pixels)).toEqual(whole.map(({ pixels }) => pixels))
    expect(alone.map(({ mediaSeconds }) => mediaSeconds)).toEqual(
      keyframes.map((_bytes, index) => secondsOf(index)),
    )
  })
})

describe('the times of keyframes', () => {
  it('are told to the millisecond when a camera was recorded for a fortnight without a break', async () => {
    const footage = await makeFootage({ seconds: 6 })
    const { id, timescale } = videoTrackOf(footage.init)
    const firstSeconds = 14 * 86_400 + 0.123
    const late = footage.groups.map((group, index) =>
      rebaseFragment(group, {
        sequenceNumber: index + 1,
        baseTicksByTrack: new Map([[id, Math.round((firstSeconds + 2 * index) * timescale)]]),
      }),
    )
    const seconds = (await picturesOf(footage, late)).map(({ mediaSeconds }) => mediaSeconds)
    expect(seconds).toEqual([0, 2, 4].map((since) => expect.closeTo(firstSeconds + since, 3)))
  })
})
