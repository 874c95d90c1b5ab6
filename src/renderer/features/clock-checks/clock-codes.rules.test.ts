import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockOf, codeAt } from './clock-codes.rules.ts'

describe('what the code page knows of the station’s time', () => {
  it('is true within its uncertainty, however uneven the way', () => {
    const trip = fc.record({
      sentMs: fc.integer({ min: 0, max: 100_000 }),
      thereMs: fc.integer({ min: 0, max: 400 }),
      backMs: fc.integer({ min: 0, max: 400 }),
    })
    fc.assert(
      fc.property(fc.array(trip, { minLength: 1, maxLength: 6 }), fc.integer(), (ways, offsetMs) => {
        const trips = ways.map(({ sentMs, thereMs, backMs }) => ({
          sentMs,
          cameMs: sentMs + thereMs + backMs,
          stationMs: sentMs + thereMs + offsetMs,
        }))
        const clock = clockOf(trips)
        expect(Math.abs((clock?.offsetMs ?? 0) - offsetMs)).toBeLessThanOrEqual(clock?.uncertaintyMs ?? 0)
      }),
    )
  })

  it('is nothing before the first answer', () => {
    expect(clockOf([])).toBeNull()
  })
})

describe('the code that is shown', () => {
  const codes = [1000, 1200, 1400].map((atMs) => ({ atMs, text: `${atMs}` }))
  it.each([
    { stationMs: 999, shown: null },
    { stationMs: 1000, shown: '1000' },
    { stationMs: 1199.9, shown: '1000' },
    { stationMs: 1400, shown: '1400' },
    { stationMs: 1600, shown: null },
  ])('at $stationMs is $shown', ({ stationMs, shown }) => {
    expect(codeAt(codes, stationMs, 200)?.text ?? null).toBe(shown)
  })
})
