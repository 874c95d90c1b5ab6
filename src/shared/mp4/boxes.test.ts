import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxHeader, readBoxes } from './boxes.ts'

const ascii = (text: string): number[] => [...text].map((character) => character.charCodeAt(0))
const box = (type: string, payload: readonly number[]): number[] => [
  0,
  0,
  0,
  payload.length + 8,
  ...ascii(type),
  ...payload,
]

describe('boxes', () => {
  it('reads boxes one after the other, 64-bit sizes too', () => {
    const long = [0, 0, 0, 1, ...ascii('mdat'), 0, 0, 0, 0, 0, 0, 0, 18, 7, 7]
    const bytes = Uint8Array.from([...box('ftyp', [1, 2]), ...long, ...box('free', [])])
    expect(readBoxes(bytes)).toEqual([
      { type: 'ftyp', offset: 0, size: 10, headerBytes: 8 },
      { type: 'mdat', offset: 10, size: 18, headerBytes: 16 },
      { type: 'free', offset: 28, size: 8, headerBytes: 8 },
    ])
  })

  it('takes a last box of size 0 to the end, and refuses it in a stream', () => {
    const bytes = Uint8Array.from([0, 0, 0, 0, ...ascii('mdat'), 1, 2, 3])
    expect(readBoxes(bytes)).toEqual([{ type: 'mdat', offset: 0, size: 11, headerBytes: 8 }])
    expect(() => boxHeader(bytes, 0)).toThrow('mp4.malformed')
  })

  it('waits for a header that is not whole yet', () => {
    const bytes = Uint8Array.from([0, 0, 0, 1, ...ascii('mdat'), 0, 0, 0])
    expect(boxHeader(bytes.subarray(0, 7), 0)).toBeNull()
    expect(boxHeader(bytes, 0)).toBeNull()
  })

  it.each([
    ['cut off', [0, 0, 0, 9, ...ascii('free')]],
    ['smaller than its header', [0, 0, 0, 7, ...ascii('free')]],
    ['trailing bytes', [...box('free', []), 0, 0]],
    ['a 64-bit size beyond reason', [0, 0, 0, 1, ...ascii('mdat'), 255, 0, 0, 0, 0, 0, 0, 16]],
  ])('names the place of damage: %s', (_, bytes) => {
    expect(() => readBoxes(Uint8Array.from(bytes))).toThrow('data-loss: mp4.malformed')
  })

  it('ends with boxes or AppError on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        try {
          expect(readBoxes(bytes).reduce((sum, { size }) => sum + size, 0)).toBe(bytes.length)
        } catch (thrown) {
          expect(String(thrown)).toContain('mp4.malformed')
        }
      }),
    )
  })
})
