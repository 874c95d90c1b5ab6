import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase45, toBase45 } from './base45.rules.ts'
import { type CodeMac, readClockCode, writeClockCode } from './clock-code.rules.ts'

/** Stands for an HMAC: every bit of the input and of the key moves it. */
const macWith =
  (key: number): CodeMac =>
  (bytes) => {
    let state = key
    for (const byte of bytes) state = Math.imul(state ^ byte, 16_777_619) >>> 0
    return Uint8Array.from({ length: 32 }, (_, at) => {
      const spread = Math.imul((state + Math.imul(at + 1, 2_654_435_769)) >>> 0, 2_246_822_507)
      return Math.imul(spread ^ (spread >>> 15), 3_266_489_909) >>> 24
    })
  }

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length })
const anyCode = fc.record({
  checkTag: hex(12),
  atMs: fc.integer({ min: 0, max: 8_640_000_000_000 }),
  uncertaintyMs: fc.integer({ min: 0, max: 65_535 }),
})

describe('base 45', () => {
  it.each([
    { bytes: 'AB', text: 'BB8' },
    { bytes: 'Hello!!', text: '%69 VD92EX0' },
    { bytes: 'base-45', text: 'UJCLQE7W581' },
  ])('writes $bytes as the standard does', ({ bytes, text }) => {
    expect(toBase45(new TextEncoder().encode(bytes))).toBe(text)
    expect(new TextDecoder().decode(fromBase45(text) ?? new Uint8Array())).toBe(bytes)
  })

  it('reads back every run of bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(fromBase45(toBase45(bytes))).toEqual(bytes)
      }),
    )
  })

  it.each(['A', 'ab', ':::', 'GGW', '::', 'é00'])('refuses %s', (text) => {
    expect(fromBase45(text)).toBeNull()
  })
})

describe('a code of the clock check', () => {
  it('is read back as it was written, and fits the second smallest QR code', () => {
    fc.assert(
      fc.property(anyCode, fc.nat(), (code, key) => {
        const text = writeClockCode(code, macWith(key))
        expect(text).toHaveLength(38)
        const read = readClockCode(text)
        expect(read?.code).toEqual(code)
        expect(read?.isSignedBy(macWith(key))).toBe(true)
      }),
    )
  })

  it('does not pass with one byte changed, or under another key', () => {
    fc.assert(
      fc.property(anyCode, fc.nat({ max: 14 }), fc.integer({ min: 1, max: 255 }), (code, at, change) => {
        const bytes = fromBase45(writeClockCode(code, macWith(7))) ?? new Uint8Array()
        expect(readClockCode(toBase45(bytes))?.isSignedBy(macWith(8))).toBe(false)
        bytes[at] = (bytes[at] ?? 0) ^ change
        expect(readClockCode(toBase45(bytes))?.isSignedBy(macWith(7)) ?? false).toBe(false)
      }),
    )
  })

  it.each(['https://zalo.me/1', 'WIFI:S:x;;', '', '0'.repeat(38)])('is not seen in %s', (text) => {
    expect(readClockCode(text)).toBeNull()
  })
})
