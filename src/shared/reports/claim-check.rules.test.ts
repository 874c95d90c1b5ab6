import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { denominatorsFor } from './claim-check.rules.ts'
import { percentOf } from './figure.rules.ts'

describe('the denominators that give a claimed percentage', () => {
  it('are exactly those that do, by trying every one', () => {
    const claim = fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 2000 }), fc.nat(1))
    fc.assert(
      fc.property(claim, ([numerator, scaled, decimals]) => {
        const percent = scaled / 10 ** decimals
        const found = denominatorsFor(numerator, percent, decimals)
        const tried = Array.from({ length: 70_000 }, (_, index) => index + 1).filter(
          (denominator) => percentOf(numerator, denominator, decimals) === percent,
        )
        // A percentage near 0 has denominators beyond those that were tried.
        if (tried.length === 0) expect(found === null || found.from > 70_000).toBe(true)
        else expect([found?.from, Math.min(found?.to ?? 0, 70_000)]).toEqual([tried[0], tried.at(-1)])
      }),
      { numRuns: 40 },
    )
  })

  it('are none where nothing was resolved or 0 % is claimed', () => {
    expect([denominatorsFor(0, 89, 0), denominatorsFor(5, 0, 0)]).toEqual([null, null])
  })
})
