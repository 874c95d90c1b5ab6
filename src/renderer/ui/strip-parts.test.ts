import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantAt, percent, stripParts } from './strip-parts.ts'

const window = { fromMs: 1_000_000, toMs: 2_000_000 }

describe('the parts of a strip', () => {
  it('places stretches by their share and cuts them at its ends', () => {
    const items = [
      { fromMs: 0, toMs: 1_250_000 },
      { fromMs: 1_500_000, toMs: 9_000_000 },
      { fromMs: 2_000_000, toMs: 3_000_000 },
      { fromMs: 1_300_000, toMs: 1_300_000 },
    ]
    expect(stripParts(window, items).map(({ left, width }) => [left, width])).toEqual([
      [0, 0.25],
      [0.5, 0.5],
    ])
    expect(stripParts({ fromMs: 5, toMs: 5 }, items)).toEqual([])
  })

  it('says the second under a point, never one outside', () => {
    expect(instantAt(window, 0.5)).toBe(1_500_000)
    expect(instantAt(window, -3)).toBe(1_000_000)
    expect(instantAt(window, 7)).toBe(2_000_000)
    expect(percent(1 / 3)).toBe('33.33%')
  })

  it('never draws beyond the strip', () => {
    const range = fc.tuple(fc.nat(4_000_000), fc.nat(4_000_000))
    fc.assert(
      fc.property(fc.array(range), (pairs) => {
        const items = pairs.map(([fromMs, lengthMs]) => ({ fromMs, toMs: fromMs + lengthMs }))
        for (const { left, width } of stripParts(window, items)) {
          expect(left).toBeGreaterThanOrEqual(0)
          expect(width).toBeGreaterThan(0)
          expect(left + width).toBeLessThanOrEqual(1 + 1e-9)
        }
      }),
    )
  })
})
