import { describe, expect, it } from 'vitest'
import { readTimedFrames } from './timed-frames.ts'

/** An element whose length takes four bytes, as a muxer writes it that does not know how long it will be. */
const element = (id: readonly number[], content: readonly number[]): number[] => [
  ...id,
  0x10,
  0,
  content.length >> 8,
  content.length & 255,
  ...content,
]
const UNKNOWN_LENGTH = [0x01, 255, 255, 255, 255, 255, 255, 255]
const SEGMENT = [0x18, 0x53, 0x80, 0x67, ...UNKNOWN_LENGTH]
const timestamp = (...bytes: number[]): number[] => element([0xe7], bytes)
const simpleBlock = (sinceMs: number, ...frame: number[]): number[] =>
  element([0xa3], [0x81, (sinceMs >> 8) & 255, sinceMs & 255, 0x80, ...frame])
const cluster = (...content: readonly number[][]): number[] =>
  element([0x1f, 0x43, 0xb6, 0x75], content.flat())
const header = element([0x1a, 0x45, 0xdf, 0xa3], [0x42, 0x86, 0x81, 1])

async function framesOf(bytes: readonly number[], pieceBytes: number) {
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += pieceBytes)
      yield Uint8Array.from(bytes.slice(at, at + pieceBytes))
  }
  const frames = []
  for await (const frame of readTimedFrames(pieces())) frames.push([frame.mediaSeconds, ...frame.bytes])
  return frames
}

describe('frames with their times', () => {
  const film = [
    ...header,
    ...SEGMENT,
    ...element([0xec], [0xa3, 0x81, 7]),
    ...cluster(timestamp(2, 0), simpleBlock(0, 1, 2, 3), simpleBlock(40, 4)),
    ...cluster(
      timestamp(0x41, 0x90, 0xab, 0),
      simpleBlock(-1, 5),
      element([0xa0], element([0xa1], [0x81, 0, 9, 0, 6])),
    ),
  ]
  const frames = [
    [0.512, 1, 2, 3],
    [0.552, 4],
    [(0x4190_ab00 - 1) / 1000, 5],
    [(0x4190_ab00 + 9) / 1000, 6],
  ]

  it.each([1, 3, 7, 1000])('are the same in pieces of %d bytes', async (pieceBytes) => {
    expect(await framesOf(film, pieceBytes)).toEqual(frames)
  })

  it('are left out when their end is missing, or when their time did not go on', async () => {
    expect(await framesOf(film.slice(0, -1), 1000)).toEqual(frames.slice(0, -1))
    const earlier = cluster(timestamp(2, 0), simpleBlock(0, 7), simpleBlock(41, 8))
    expect(await framesOf([...film, ...earlier], 1000)).toEqual(frames)
  })

  it('are none in nothing', async () => {
    expect(await framesOf([], 1)).toEqual([])
  })
})
