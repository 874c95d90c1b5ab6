import { describe, expect, it } from 'vitest'
import { writeClockCode } from '#shared/clock-checks/clock-code.rules.ts'
import type { QrPicture, QrReader } from '#main/ports/qr-reader.ts'
import type { PlacedFrame } from './frames-in.ts'
import { cropAround, macOf, readCodes, refusalCode } from './read-codes.ts'

const KEY = 'ab'.repeat(32)
const [TAG, OTHER_TAG] = ['0102030405ff', '0102030405aa']
const FRAME_MS = 100
const BOX = { leftPx: 10, topPx: 10, widthPx: 8, heightPx: 8 }

const codeAt = (atMs: number, checkTag = TAG, key = KEY): string =>
  writeClockCode({ checkTag, atMs, uncertaintyMs: 5 }, macOf(key))

/** Pictures that carry their text's number in their first byte. */
async function* framesOf(count: number): AsyncGenerator<PlacedFrame> {
  for (let number = 0; number < count; number += 1) {
    const pixels = new Uint8Array(40 * 40).fill(number + 1)
    yield { widthPx: 40, heightPx: 40, pixels, recordedAtMs: number * FRAME_MS }
  }
}

function readerOf(texts: readonly (string | null)[]) {
  const asked: { readonly number: number; readonly widthPx: number }[] = []
  const read = async ({ pixels, widthPx }: QrPicture) => {
    const number = (pixels[0] ?? 0) - 1
    asked.push({ number, widthPx })
    const text = texts[number] ?? null
    return text === null ? null : { text, box: widthPx === 40 ? BOX : { ...BOX, leftPx: 4, topPx: 4 } }
  }
  const reader: QrReader = { read, close: async () => undefined }
  return { reader, asked }
}

const read = (texts: readonly (string | null)[]) => {
  const { reader, asked } = readerOf(texts)
  const key = { codeTag: TAG, mac: macOf(KEY), isOurs: async (tag: string) => tag === OTHER_TAG }
  return readCodes(framesOf(texts.length), reader, key, () => undefined).then((result) => ({
    ...result,
    asked,
  }))
}

describe('reading codes from frames', () => {
  it('looks at few frames until a code is seen, then at each one, around the code', async () => {
    const texts = Array.from({ length: 20 }, (_, number) => (number < 9 ? null : codeAt(number * FRAME_MS)))
    const { asked, sightings } = await read(texts)
    expect(asked.slice(0, 4)).toEqual([
      { number: 0, widthPx: 40 },
      { number: 4, widthPx: 40 },
      { number: 8, widthPx: 40 },
      { number: 12, widthPx: 40 },
    ])
    expect(asked.slice(4).map(({ number }) => number)).toEqual([13, 14, 15, 16, 17, 18, 19])
    expect(asked.slice(4).every(({ widthPx }) => widthPx < 40)).toBe(true)
    expect(sightings.map(({ recordedAtMs }) => recordedAtMs)).toEqual([
      1200, 1300, 1400, 1500, 1600, 1700, 1800, 1900,
    ])
  })

  it('looks all over again when the code was not where it was for a second', async () => {
    const seen = Array.from({ length: 3 }, (_, number) => codeAt(number * FRAME_MS))
    const { asked } = await read([...seen, ...Array.from({ length: 15 }, () => null)])
    expect(asked.filter(({ widthPx }) => widthPx === 40).map(({ number }) => number)).toEqual([0, 13, 17])
  })

  it.each([
    { what: 'no code', text: () => null, code: 'clock-check.no-code' },
    { what: 'a poster’s code', text: () => 'https://example.vn', code: 'clock-check.no-code' },
    {
      what: 'a signature of nobody',
      text: (at: number) => codeAt(at, TAG, 'cd'.repeat(32)),
      code: 'clock-check.forged-code',
    },
    {
      what: 'codes of another check',
      text: (at: number) => codeAt(at, OTHER_TAG),
      code: 'clock-check.other-check',
    },
    {
      what: 'codes of another station',
      text: (at: number) => codeAt(at, 'ffffffffffff'),
      code: 'clock-check.foreign-code',
    },
  ])('counts $what for nothing, and says so', async ({ text, code }) => {
    const result = await read(Array.from({ length: 12 }, (_, number) => text(number * FRAME_MS)))
    expect(result.sightings).toEqual([])
    expect(refusalCode(result, 'too-few-codes')).toBe(code)
  })

  it('says that good codes were too few, or what is wrong with them', async () => {
    const result = await read([codeAt(0), null])
    expect(refusalCode(result, 'too-few-codes')).toBe('clock-check.too-few-codes')
    expect(refusalCode(result, 'still-code')).toBe('clock-check.still-code')
  })
})

it('cuts the part around a code, inside the picture', () => {
  const pixels = Uint8Array.from({ length: 100 }, (_, at) => at)
  const { part, at } = cropAround(
    { widthPx: 10, heightPx: 10, pixels },
    { leftPx: 6, topPx: 6, widthPx: 2, heightPx: 2 },
  )
  expect(at).toEqual({ x: 4, y: 4 })
  expect(part).toMatchObject({ widthPx: 6, heightPx: 6 })
  expect(part.pixels[0]).toBe(44)
  expect(part.pixels.at(-1)).toBe(99)
})
