import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toHex } from '../kernel/hex.ts'
import { producerReferenceTime, readProducerReferenceTime } from './prft.ts'

describe('producer reference time', () => {
  it('is laid out as ISO/IEC 14496-12 §8.16.5 says', () => {
    const bytes = producerReferenceTime({
      trackId: 1,
      ntpMs: Date.UTC(2026, 10, 20, 2, 15, 22, 500),
      mediaTicks: 0x1_0000_0001,
    })
    expect(toHex(bytes)).toBe(`00000020707266740100001800000001eeaa2bba800000000000000100000001`)
  })

  it('gives back what was written, beyond 2036 too', () => {
    const times = fc.record({
      trackId: fc.nat({ max: 0xffff_ffff }),
      ntpMs: fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) }),
      mediaTicks: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
    })
    fc.assert(
      fc.property(times, (time) => {
        expect(readProducerReferenceTime(producerReferenceTime(time))).toEqual(time)
      }),
    )
  })

  it('is null where none stands', () => {
    expect(readProducerReferenceTime(Uint8Array.from([0, 0, 0, 8, 0x66, 0x72, 0x65, 0x65]))).toBeNull()
  })
})
