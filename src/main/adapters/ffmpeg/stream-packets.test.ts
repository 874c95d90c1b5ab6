import { expect, it } from 'vitest'
import {
  bitsPerSecond,
  createPacketReader,
  frameRateMilli,
  keyframeCount,
  keyframeSpacingMs,
  timestampJumps,
  watchedMs,
} from './stream-packets.ts'

const HEAD = '#tb 0: 1/90000\n#media_type 0: video\n#codec_id 0: hevc\n#dimensions 0: 1920x1080\n'

function line(index: number, ticks: number, keyframe: boolean): string {
  const ahead = index === 0 ? ticks + 3600 : ticks
  return `0, ${ahead}, ${ahead}, 3600, 4000, 0x12345678${keyframe ? '' : ', F=0x0'}, S=1, 16\n`
}

const OUTPUT =
  HEAD + Array.from({ length: 101 }, (_, index) => line(index, index * 3600, index % 50 === 0)).join('')

it('reads head and packets however the output is cut', () => {
  for (const size of [1, 7, 64, 100_000]) {
    const reader = createPacketReader()
    for (let from = 0; from < OUTPUT.length; from += size) reader.push(OUTPUT.slice(from, from + size))
    expect(reader.head()).toEqual({ codec: 'h265', widthPx: 1920, heightPx: 1080 })
    expect(reader.packets()).toHaveLength(101)
    expect(keyframeCount(reader.packets())).toBe(3)
    expect(keyframeSpacingMs(reader.packets())).toBe(2000)
    expect(frameRateMilli(reader.packets())).toBe(25_000)
    expect(watchedMs(reader.packets())).toBe(3960)
    // 4000 bytes 25 times a second.
    expect(bitsPerSecond(reader.packets())).toBe(800_000)
    expect(timestampJumps(reader.packets())).toBe(0)
  }
})

it('knows no spacing from one keyframe and no rate from too few pictures', () => {
  const reader = createPacketReader()
  reader.push(HEAD + line(0, 0, true) + line(1, 3600, false))
  expect(keyframeSpacingMs(reader.packets())).toBeNull()
  expect(frameRateMilli(reader.packets())).toBe(0)
})

it('passes over what it does not know, and holds no endless line', () => {
  const reader = createPacketReader()
  reader.push('#software: x\n#codec_id 0: mjpeg\nrubbish\n0, NOPTS, 1\n')
  for (let round = 0; round < 100; round += 1) reader.push('x'.repeat(10_000))
  expect(reader.head()).toEqual({ codec: 'other', widthPx: null, heightPx: null })
  expect(reader.packets()).toEqual([])
})

/** Pictures at these seconds, a keyframe where `keyframes` has the place. */
function packetsAt(seconds: readonly number[], keyframes: readonly number[] = [0]) {
  const reader = createPacketReader()
  reader.push(
    HEAD + seconds.map((second, index) => line(index, second * 90_000, keyframes.includes(index))).join(''),
  )
  return reader.packets()
}
const everyTenth = (count: number): number[] => Array.from({ length: count }, (_, index) => index / 10)

it('takes a long watch without a second keyframe as the least distance between them', () => {
  expect(keyframeSpacingMs(packetsAt(everyTenth(101)))).toBeGreaterThanOrEqual(9900)
  expect(keyframeSpacingMs(packetsAt(everyTenth(101), []))).toBeGreaterThanOrEqual(9900)
  expect(keyframeSpacingMs(packetsAt(everyTenth(101), [95]))).toBeGreaterThanOrEqual(9400)
  expect(keyframeSpacingMs(packetsAt(everyTenth(101), [0, 20]))).toBe(8000)
  expect(keyframeSpacingMs(packetsAt(everyTenth(51)))).toBeNull()
})

it.each([
  ['none', [0, 0.1, 0.2, 0.3, 0.4, 0.5], 0],
  ['one forward', [0, 0.1, 0.2, 5.3, 5.4, 5.5], 1],
  ['one back, which ffmpeg writes as standing still', [0, 0.1, 0.2, 0.3, 0.3, 0.3, 0.4], 1],
  ['both', [0, 0.1, 0.2, 0.3, 0.3, 0.4, 9, 9.1, 9.2], 2],
  ['none in a slow stream', [0, 2, 4, 6, 8, 10], 0],
])('counts jumps of the pictures’ clock: %s', (_, seconds, jumps) => {
  expect(timestampJumps(packetsAt(seconds))).toBe(jumps)
})
