import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CriteriaTemplate, Criterion, LeafScore } from './scoring.model.ts'
import {
  emptyLeafScore,
  gradeCodeOf,
  indexHundredths,
  requireDeductible,
  stateAfter,
  totalOf,
  withScore,
} from './scoring.rules.ts'

const leaf = (code: string, maxHundredths: number, survey = false): Criterion => ({
  code,
  title: code,
  maxHundredths,
  rule: '',
  ruleKind: 'ratio',
  survey,
  evidenceKinds: survey ? ['S'] : ['C'],
})
const template: CriteriaTemplate = {
  code: 'T',
  title: 'T',
  version: 1,
  maxHundredths: 600,
  domains: [{ code: 'I', title: 'I', criteria: [leaf('1', 200), leaf('2', 300), leaf('3', 100, true)] }],
  grades: [
    { code: 'weak', title: 'Yếu', fromHundredths: 0 },
    { code: 'excellent', title: 'Xuất sắc', fromHundredths: 9000 },
    { code: 'average', title: 'Trung bình', fromHundredths: 5000 },
  ],
}
const score = (code: string, changes: Partial<LeafScore>): LeafScore => ({
  ...emptyLeafScore(code),
  ...changes,
})
const active = (criterionCode: string, hundredths: number) => ({
  criterionCode,
  hundredths,
  state: 'active' as const,
})

describe('total of a scorecard', () => {
  it('counts the appraisal and the survey, never the self-score', () => {
    const scores = [
      score('1', { selfHundredths: 200, appraisedHundredths: 150 }),
      score('2', { selfHundredths: 300 }),
      score('3', { selfHundredths: 100, surveyHundredths: 75 }),
    ]
    expect(totalOf(template, scores, [])).toEqual({
      hundredths: 225,
      maxHundredths: 600,
      indexHundredths: 3750,
      gradeCode: null,
      scoredLeaves: 2,
      leaves: 3,
    })
  })

  it('takes active deductions off, not below zero, and not those withdrawn', () => {
    const scores = [
      score('1', { appraisedHundredths: 100 }),
      score('2', { appraisedHundredths: 300 }),
      score('3', { surveyHundredths: 100 }),
    ]
    const withdrawn = { ...active('2', 100), state: 'withdrawn' as const }
    const total = totalOf(template, scores, [active('1', 75), active('1', 75), withdrawn])
    expect(total).toMatchObject({ hundredths: 400, indexHundredths: 6667, gradeCode: 'average' })
  })

  it('leaves a leaf that does not apply out of both sides', () => {
    const scores = [
      score('1', { notApplicable: true }),
      score('2', { appraisedHundredths: 300 }),
      score('3', { surveyHundredths: 75 }),
    ]
    expect(totalOf(template, scores, [])).toMatchObject({
      hundredths: 375,
      maxHundredths: 400,
      indexHundredths: 9375,
      leaves: 2,
    })
  })

  it('has no index where no leaf applies', () => {
    const scores = ['1', '2', '3'].map((code) => score(code, { notApplicable: true }))
    expect(totalOf(template, scores, [])).toMatchObject({
      maxHundredths: 0,
      indexHundredths: null,
      gradeCode: null,
    })
  })

  it('rounds half up, in whole numbers', () => {
    expect(indexHundredths(1, 8)).toBe(1250)
    expect(indexHundredths(1, 3)).toBe(3333)
    expect(indexHundredths(2, 3)).toBe(6667)
    expect(indexHundredths(1, 16_000)).toBe(1)
    expect(indexHundredths(1, 20_001)).toBe(0)
    fc.assert(
      fc.property(fc.nat({ max: 20_000 }), fc.integer({ min: 1, max: 20_000 }), (points, max) => {
        const exact = (points * 10_000) / max
        expect(Math.abs((indexHundredths(points, max) ?? Number.NaN) - exact)).toBeLessThanOrEqual(0.5 + 1e-9)
      }),
    )
  })

  it('grades at the threshold itself', () => {
    expect([9000, 8999, 5000, 4999, 0].map((index) => gradeCodeOf(template, index))).toEqual([
      'excellent',
      'average',
      'average',
      'weak',
      'weak',
    ])
  })
})

describe('setting a score', () => {
  const [first] = template.domains[0]?.criteria ?? []
  const criterion = first ?? leaf('1', 200)
  const input = { column: 'appraised', hundredths: 150, notApplicable: false, reason: '' } as const

  it.each([
    ['over the leaf', { ...input, hundredths: 225 }, 'score.over-max'],
    ['off the step', { ...input, hundredths: 110 }, 'score.step'],
    ['a survey score on another leaf', { ...input, column: 'survey' as const }, 'score.not-survey-leaf'],
    ['no reason for a change', input, 'score.reason-missing'],
  ])('refuses %s', (_, given, code) => {
    expect(() => withScore(criterion, score('1', { selfHundredths: 200 }), given)).toThrow(code)
  })

  it('refuses an appraisal of a survey leaf', () => {
    expect(() => withScore(leaf('3', 100, true), score('3', {}), { ...input, hundredths: 75 })).toThrow(
      'score.survey-leaf',
    )
  })

  it('takes a lower appraisal with its reason, and an equal one without', () => {
    const self = score('1', { selfHundredths: 200 })
    expect(withScore(criterion, self, { ...input, reason: 'Trễ 5 ngày' })).toMatchObject({
      appraisedHundredths: 150,
      reason: 'Trễ 5 ngày',
    })
    expect(withScore(criterion, self, { ...input, hundredths: 200 })).toMatchObject({
      appraisedHundredths: 200,
    })
    expect(withScore(criterion, self, { ...input, hundredths: null })).toMatchObject({
      appraisedHundredths: null,
    })
  })

  it('moves the scorecard on with its leaves', () => {
    const self = ['1', '2', '3'].map((code) => score(code, { selfHundredths: 0 }))
    expect(stateAfter('draft', template, self.slice(0, 1).concat(score('2', {})))).toBe('draft')
    expect(stateAfter('draft', template, self)).toBe('self-scored')
    const begun = self.map((one) => (one.criterionCode === '1' ? { ...one, appraisedHundredths: 0 } : one))
    expect(stateAfter('self-scored', template, begun)).toBe('appraising')
    const done = begun.map((one) => ({ ...one, appraisedHundredths: 0, surveyHundredths: 0 }))
    expect(stateAfter('appraising', template, done)).toBe('appraised')
    expect(stateAfter('published', template, self)).toBe('published')
  })
})

describe('a deduction', () => {
  const scorecard = { communeUnitId: 'commune', periodFromMs: 1000, periodToMs: 2000 }
  const clip = { state: 'sealed', communeUnitId: 'commune', requestedFromMs: 1000, requestedToMs: 2000 }

  it.each([
    ['a clip that is not sealed', { ...clip, state: 'making' }, 50, 'evidence.clip-not-sealed'],
    ['a clip of another commune', { ...clip, communeUnitId: 'other' }, 50, 'deduction.wrong-commune'],
    ['a clip from before the period', { ...clip, requestedFromMs: 999 }, 50, 'deduction.outside-period'],
    ['a clip that runs past the period', { ...clip, requestedToMs: 2001 }, 50, 'deduction.outside-period'],
    ['more than the leaf is worth', clip, 201, 'deduction.over-max'],
  ])('refuses %s', (_, given, hundredths, code) => {
    expect(() => requireDeductible(scorecard, leaf('1', 200), hundredths, given)).toThrow(code)
  })

  it('takes a sealed clip of the commune inside the period', () => {
    expect(() => requireDeductible(scorecard, leaf('1', 200), 200, clip)).not.toThrow()
  })
})
