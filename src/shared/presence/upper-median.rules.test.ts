import fc from 'fast-check'
import { expect, it } from 'vitest'
import { upperMedian } from './upper-median.rules.ts'

it('is what stands in the middle of the sorted values', () => {
  const values = fc.array(fc.integer({ min: -40, max: 40 }), { maxLength: 60 })
  fc.assert(
    fc.property(values, fc.nat(60), (given, most) => {
      const count = Math.min(most, given.length)
      const middle = given.slice(0, count).toSorted((a, b) => a - b)[count >> 1] ?? Number.NaN
      expect(upperMedian(Float32Array.from(given), count)).toBe(middle)
    }),
  )
})
