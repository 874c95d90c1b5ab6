import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concatBytes } from '../kernel/concat-bytes.ts'
import { createFragmentCutter } from './fragment-stream.ts'

function box(type: string, payload: Uint8Array): Uint8Array {
  const header = new Uint8Array(8)
  new DataView(header.buffer).setUint32(0, 8 + payload.length)
  header.set(new TextEncoder().encode(type), 4)
  return concatBytes([header, payload])
}

const bytesOf = (length: number): Uint8Array => new Uint8Array(length).fill(length % 251)
const init = concatBytes([box('ftyp', bytesOf(16)), box('moov', bytesOf(90))])
const group = (length: number) => concatBytes([box('moof', bytesOf(40)), box('mdat', bytesOf(length))])

function inPieces(bytes: Uint8Array, lengths: readonly number[]): Uint8Array[] {
  const pieces = []
  let offset = 0
  for (const length of lengths) {
    if (offset >= bytes.length) return pieces
    pieces.push(bytes.subarray(offset, offset + length))
    offset += length
  }
  return [...pieces, bytes.subarray(offset)]
}

/** Every byte as one character, so that two streams compare fast. */
const text = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes)

function cut(pieces: readonly Uint8Array[]) {
  const cutter = createFragmentCutter()
  return pieces.flatMap((piece) => cutter.push(piece).map(({ kind, bytes }) => [kind, text(bytes)]))
}

describe('cutting a stream into fragments', () => {
  it('finds header and groups wherever the stream is cut', () => {
    const sizes = [0, 1, 700, 70_000]
    const stream = concatBytes([init, ...sizes.map(group)])
    const expected = [['init', text(init)], ...sizes.map((size) => ['group', text(group(size))])]
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 60 }), (lengths) => {
        expect(cut(inPieces(stream, lengths))).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })

  it('keeps nothing of a piece', () => {
    const cutter = createFragmentCutter()
    const stream = concatBytes([init, group(700), group(70_000)])
    const parts = inPieces(stream.slice(), [5, 100, 3, 900, 20_000]).flatMap((piece) => {
      const whole = cutter.push(piece)
      piece.fill(0)
      return whole
    })
    expect(parts.map(({ bytes }) => text(bytes))).toEqual([text(init), text(group(700)), text(group(70_000))])
  })

  it('drops boxes that are neither, and a group that never became whole', () => {
    const unfinished = group(500).subarray(0, 300)
    const stream = concatBytes([
      init,
      box('sidx', bytesOf(30)),
      group(5),
      box('mfra', bytesOf(9)),
      unfinished,
    ])
    expect(cut([stream])).toEqual([
      ['init', text(init)],
      ['group', text(group(5))],
    ])
  })

  it.each([
    { what: 'a box smaller than its own header', bytes: Uint8Array.of(0, 0, 0, 4, 109, 111, 111, 102) },
    { what: 'a box of half a gigabyte', bytes: Uint8Array.of(0x7f, 0xff, 0xff, 0xff, 109, 100, 97, 116) },
    { what: 'zeros', bytes: new Uint8Array(16) },
  ])('refuses $what', ({ bytes }) => {
    const malformed = expect.objectContaining({ kind: 'data-loss', code: 'mp4.malformed' })
    expect(() => cut([concatBytes([init, bytes])])).toThrow(malformed)
  })
})
