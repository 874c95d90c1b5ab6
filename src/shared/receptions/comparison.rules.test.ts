import { describe, expect, it } from 'vitest'
import { compareCounts, compareRatios, percentOf, sumOfCounts, wholePercent } from './comparison.rules.ts'
import { countPetitions, type CountedPetition, petitionRatios } from './petition-figures.rules.ts'

const DAY = 86_400_000

describe('comparison with the same period', () => {
  it.each([
    ['T6', 'visits', 5612, 6565, -953, -14.52],
    ['T7', 'cases', 4652, 4957, -305, -6.15],
    ['T8', 'petitions', 5957, 5950, 7, 0.12],
  ] as const)('%s: %s %i against %i', (_, unit, current, previous, difference, relative) => {
    const compared = compareCounts(unit, current, previous)
    expect(compared).toMatchObject({ unit, difference })
    expect(compared.relative).toBeCloseTo(relative, 2)
  })

  it('has no share of nothing', () => {
    expect(compareCounts('visits', 3, 0).relative).toBeNull()
    expect(percentOf({ numerator: 0, denominator: 0 })).toBeNull()
    expect(
      compareRatios({ numerator: 1, denominator: 2 }, { numerator: 0, denominator: 0 }).points,
    ).toBeNull()
  })

  it('T10: 87 of 137 is 64 %, and the difference of two rates is points, which are not per cent', () => {
    const now = { numerator: 87, denominator: 137 }
    const before = { numerator: 58, denominator: 100 }
    expect(wholePercent(now)).toBe(64)
    expect(compareRatios(now, before).points).toBeCloseTo(5.504, 3)
    // The same step as a share of the former rate is another number: 9,5 %.
    expect(compareCounts('cases', 63_504, 58_000).relative).toBeCloseTo(9.49, 2)
  })

  it('T9: 1.955 resolved are three different rates; 89 % holds of what is within competence alone', () => {
    const rate = (denominator: number) => percentOf({ numerator: 1955, denominator })
    expect(rate(5957)).toBeCloseTo(32.8, 1)
    expect(rate(4652)).toBeCloseTo(42, 1)
    expect([2185, 2209].map((each) => Math.round(rate(each) ?? 0))).toEqual([89, 89])
  })

  it('T4: adds petitions to petitions, and refuses to add cases to them', () => {
    const [feedback, complaint] = [
      { unit: 'petitions', value: 218 },
      { unit: 'petitions', value: 1 },
    ] as const
    expect(sumOfCounts([feedback, complaint])).toEqual({ unit: 'petitions', value: 219 })
    expect(sumOfCounts([feedback, { unit: 'cases', value: 1 }])).toBeNull()
  })
})

describe('the chain of petitions', () => {
  const petition = (part: Partial<CountedPetition>): CountedPetition => ({
    kind: 'complaint',
    eligible: true,
    withinCompetence: true,
    dueDayMs: null,
    resolvedDayMs: null,
    outcome: null,
    ...part,
  })

  it('counts each step out of the one before and keeps apart what nobody sorted yet', () => {
    const figures = countPetitions(
      [
        petition({ dueDayMs: 10 * DAY, resolvedDayMs: 10 * DAY, outcome: 'right' }),
        petition({ dueDayMs: 10 * DAY, resolvedDayMs: 11 * DAY, outcome: 'wrong' }),
        petition({ resolvedDayMs: 5 * DAY, outcome: 'partly-right' }),
        // Resolved after the period: not yet.
        petition({ dueDayMs: 40 * DAY, resolvedDayMs: 40 * DAY }),
        petition({ withinCompetence: false, resolvedDayMs: 3 * DAY }),
        petition({ withinCompetence: null }),
        petition({ eligible: false, withinCompetence: true }),
        petition({ eligible: null, kind: null }),
      ],
      30 * DAY,
    )
    expect(figures).toMatchObject({
      received: 8,
      byKind: { complaint: 7, denunciation: 0, feedback: 0, unknown: 1 },
      eligibleUnknown: 1,
      competenceUnknown: 1,
      right: 1,
      partlyRight: 1,
      wrong: 1,
    })
    expect(petitionRatios(figures)).toEqual({
      eligible: { numerator: 6, denominator: 8 },
      withinCompetence: { numerator: 4, denominator: 6 },
      resolved: { numerator: 3, denominator: 4 },
      onTime: { numerator: 1, denominator: 2 },
    })
  })
})
