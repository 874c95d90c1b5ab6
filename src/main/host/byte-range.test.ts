import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseByteRange } from './byte-range.ts'

describe('a Range header', () => {
  it.each([
    [null, null],
    ['', null],
    ['bytes=-', null],
    ['items=0-5', null],
    ['bytes=0-1,5-6', null],
    ['bytes=a-b', null],
    ['bytes=0-0', { fromByte: 0, toByte: 1 }],
    ['bytes=10-19', { fromByte: 10, toByte: 20 }],
    ['bytes=90-', { fromByte: 90, toByte: 100 }],
    ['bytes=90-5000', { fromByte: 90, toByte: 100 }],
    ['bytes=-10', { fromByte: 90, toByte: 100 }],
    ['bytes=-5000', { fromByte: 0, toByte: 100 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=20-10', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
  ] as const)('%j of 100 bytes is %j', (header, expected) => {
    expect(parseByteRange(header, 100)).toEqual(expected)
  })

  it('never reaches outside the file', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.nat(), fc.nat(1000), (noise, first, last, sizeBytes) => {
        for (const header of [
          noise,
          `bytes=${noise}`,
          `bytes=${first}-${last}`,
          `bytes=-${last}`,
          `bytes=${first}-`,
        ]) {
          const range = parseByteRange(header, sizeBytes)
          if (range === null || range === 'unsatisfiable') continue
          expect(range.fromByte).toBeGreaterThanOrEqual(0)
          expect(range.toByte).toBeGreaterThan(range.fromByte)
          expect(range.toByte).toBeLessThanOrEqual(sizeBytes)
        }
      }),
    )
  })
})
