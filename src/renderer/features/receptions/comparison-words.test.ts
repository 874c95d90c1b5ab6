import { describe, expect, it } from 'vitest'
import { compareCounts, compareRatios } from '#shared/receptions/comparison.rules.ts'
import { countDifference, ratioDifference } from './comparison-words.ts'

describe('words of a comparison', () => {
  it.each([
    [5612, 6565, '−953 (−14,5 %)'],
    [5957, 5950, '+7 (+0,1 %)'],
    [3, 0, '+3'],
    [4, 4, '0 (0 %)'],
  ])('%i against %i: %s', (current, previous, words) => {
    expect(countDifference(compareCounts('visits', current, previous))).toBe(words)
  })

  it('say points of a rate and never per cent', () => {
    const [now, before] = [
      { numerator: 87, denominator: 137 },
      { numerator: 58, denominator: 100 },
    ]
    expect(ratioDifference(compareRatios(now, before), 'điểm %')).toBe('+5,5 điểm %')
    expect(ratioDifference(compareRatios(now, { numerator: 0, denominator: 0 }), 'điểm %')).toBe('—')
  })
})
