import { describe, expect, it } from 'vitest'
import { checkClaim } from './claim-check.rules.ts'
import {
  boundOfRatio,
  changeOf,
  checkParts,
  countOf,
  percentOf,
  shareOf,
  truncatedPercentOf,
} from './figure.rules.ts'
import { surveyShares } from './survey-shares.rules.ts'

// The figures of the five articles (domain notes §1b), T1–T15; the notes have no T11.

describe('T1–T3: the survey of 521 forms', () => {
  it('T1: access to procedures, 400 and 121, is 77 % and 23 %, and nothing is missing', () => {
    const told = surveyShares(
      [
        { label: 'rất thuận lợi', count: 400 },
        { label: 'thuận lợi', count: 121 },
      ],
      521,
    )
    expect(told.rows.map(({ percent }) => percent)).toEqual([77, 23])
    expect([percentOf(400, 521, 2), percentOf(121, 521, 2)]).toEqual([76.78, 23.22])
    expect(told).toMatchObject({ counted: 521, addsUp: true, percentSum: 100, mixedStems: [] })
  })

  it('T2: "rất đơn giản" and "tương đối đầy đủ thông tin" are 83 % and 17 %, and answer different questions', () => {
    const told = surveyShares(
      [
        { label: 'rất đơn giản', count: 433 },
        { label: 'tương đối đầy đủ thông tin', count: 88 },
      ],
      521,
    )
    expect(told.rows.map(({ percent }) => percent)).toEqual([83, 17])
    expect([percentOf(433, 521, 2), percentOf(88, 521, 2)]).toEqual([83.11, 16.89])
    expect(told.mixedStems).toEqual(['don gian', 'day du thong tin'])
  })

  it('T3: satisfaction is 73 % and 27 %, with the levels that nobody chose as hidden rows of 0', () => {
    const scale = ['rất hài lòng', 'hài lòng', 'bình thường', 'không hài lòng']
    const told = surveyShares(
      [
        { label: 'rất hài lòng', count: 378 },
        { label: 'hài lòng', count: 143 },
      ],
      521,
      scale,
    )
    expect(told.rows).toEqual([
      { label: 'rất hài lòng', count: 378, percent: 73, isHidden: false },
      { label: 'hài lòng', count: 143, percent: 27, isHidden: false },
      { label: 'bình thường', count: 0, percent: 0, isHidden: true },
      { label: 'không hài lòng', count: 0, percent: 0, isHidden: true },
    ])
    expect([percentOf(378, 521, 2), percentOf(143, 521, 2)]).toEqual([72.55, 27.45])
    expect(told).toMatchObject({ addsUp: true, percentSum: 100, mixedStems: [] })
  })

  it('says so when forms are missing', () => {
    expect(surveyShares([{ label: 'hài lòng', count: 500 }], 521)).toMatchObject({
      counted: 500,
      addsUp: false,
    })
  })
})

describe('T4: 219 cases are 218 petitions of one kind and 1 of another', () => {
  it('adds up, and flags that cases are made up of petitions', () => {
    const parts = [countOf(218, 'petition'), countOf(1, 'petition')]
    expect(checkParts(countOf(219, 'case'), parts)).toEqual({
      sum: 219,
      addsUp: true,
      foreignUnits: ['petition'],
    })
    expect(checkParts(countOf(219, 'petition'), parts).foreignUnits).toEqual([])
  })
})

describe('T5: nothing, and nothing of nothing', () => {
  it('keeps 0 overdue dossiers a figure, and 0/0 none', () => {
    expect(countOf(0, 'dossier').value).toBe(0)
    expect(shareOf(0, 400).percent).toBe(0)
    expect(shareOf(0, 0).percent).toBeNull()
  })
})

describe('T6–T8: against the same period', () => {
  it.each([
    ['T6: visits', 5612, -953, 6565, -14.52],
    ['T7: cases', 4652, -305, 4957, -6.15],
    ['T8: petitions', 5957, 7, 5950, 0.12],
  ])('%s', (_, now, difference, previous, relative) => {
    const change = changeOf(now, difference)
    expect(change.previous).toBe(previous)
    expect(change.relativePercent).toBeCloseTo(relative, 2)
  })

  it('T7: 1,21 visits a case', () => {
    expect(percentOf(5612, 4652)).toBe(121)
  })

  it('T8: more petitions than visits is no fault, since they come by post and telephone too', () => {
    expect(checkParts(countOf(5612, 'visit'), [countOf(5957, 'petition')]).foreignUnits).toEqual(['petition'])
  })
})

describe('T9: 1.955 petitions resolved, "đạt 89 %"', () => {
  const check = checkClaim({
    numerator: 1955,
    percent: 89,
    decimals: 0,
    denominators: [
      { label: 'đơn tiếp nhận', value: 5957 },
      { label: 'vụ việc', value: 4652 },
    ],
    increase: 4,
  })

  it('is given by none of the numbers that the article names', () => {
    expect(check.candidates.map(({ percent, fits }) => [percent, fits])).toEqual([
      [32.82, null],
      [42.02, null],
    ])
    expect(check.isHidden).toBe(true)
  })

  it('needs a denominator of 2.185 to 2.209 that was left unsaid', () => {
    expect(check.possibleDenominators).toEqual({ from: 2185, to: 2209 })
    for (const [denominator, percent] of [
      [2184, 90],
      [2185, 89],
      [2209, 89],
      [2210, 88],
    ] as const) {
      expect(percentOf(1955, denominator)).toBe(percent)
    }
  })

  it('reads "tăng 4 %" both ways', () => {
    expect(check.previous?.ifPoints).toBe(85)
    expect(check.previous?.ifRelative).toBeCloseTo(85.58, 2)
  })
})

describe('T10: 87/137 decisions, "đạt 64 %, tăng 6 %"', () => {
  const claim = {
    numerator: 87,
    percent: 64,
    decimals: 0,
    denominators: [{ label: 'quyết định', value: 137 }],
    increase: 6,
  }

  it('is 64 by rounding and 63 by cutting off', () => {
    expect([percentOf(87, 137, 3), percentOf(87, 137), truncatedPercentOf(87, 137)]).toEqual([63.504, 64, 63])
    expect(checkClaim(claim).candidates[0]?.fits).toBe('rounded')
    expect(checkClaim({ ...claim, percent: 63 }).candidates[0]?.fits).toBe('truncated')
  })

  it('was 58 % if those are points and 60,4 % if they are relative', () => {
    const { previous } = checkClaim(claim)
    expect(previous?.ifPoints).toBe(58)
    expect(previous?.ifRelative).toBeCloseTo(60.4, 1)
  })
})

describe('T12–T15: bounds, ranges, counts (how they are written: figure-text.test.ts)', () => {
  it('T12: over 1.720 of over 6.459 million is 26,63 %, bounded in no direction', () => {
    expect(shareOf(1720, 6459, { numerator: 'gte', denominator: 'gte' })).toEqual({
      kind: 'share',
      numerator: 1720,
      denominator: 6459,
      percent: 26.63,
      bound: 'unknown',
    })
  })

  it('T13: all communes are 100 %', () => {
    expect(shareOf(16, 16).percent).toBe(100)
  })

  it.each([
    ['exact', 'exact', 'exact'],
    ['gte', 'exact', 'gte'],
    ['exact', 'gte', 'lte'],
    ['exact', 'lte', 'gte'],
    ['gte', 'lte', 'gte'],
    ['lte', 'gte', 'lte'],
    ['gte', 'gte', 'unknown'],
    ['lte', 'lte', 'unknown'],
    ['unknown', 'gte', 'unknown'],
  ] as const)('%s over %s is %s', (numerator, denominator, ratio) => {
    expect(boundOfRatio(numerator, denominator)).toBe(ratio)
  })
})
