import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Criterion, LeafScore } from '#shared/scoring/scoring.model.ts'
import { changesOf, formOf, problemOf } from './leaf-form.ts'
import { quarterOf } from './period.ts'
import { arithmetic, formatPoints, hundredthsOfInput, inputOfHundredths } from './points.ts'

const SCORECARD = '01900000-0000-7000-8000-000000000001'

describe('points', () => {
  it.each([
    [175, '1,75'],
    [0, '0,00'],
    [5, '0,05'],
    [-25, '−0,25'],
    [10_000, '100,00'],
  ])('writes %i hundredths as %s', (hundredths, text) => {
    expect(formatPoints(hundredths)).toBe(text)
  })

  it('comes through a number field unchanged', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (hundredths) => {
        expect(hundredthsOfInput(inputOfHundredths(hundredths))).toBe(hundredths)
        expect(hundredthsOfInput(formatPoints(hundredths))).toBe(hundredths)
      }),
    )
    expect(hundredthsOfInput('')).toBeNull()
  })

  it('writes the arithmetic out', () => {
    expect(arithmetic(200, [25], 175)).toBe('2,00 − 0,25 = 1,75')
    expect(arithmetic(200, [], 200)).toBe('2,00')
  })
})

const criterion: Criterion = {
  code: '5.5',
  title: '',
  maxHundredths: 250,
  rule: '',
  ruleKind: 'deduct',
  evidenceKinds: ['C'],
  survey: false,
}
const leaf: LeafScore = {
  criterionCode: '5.5',
  selfHundredths: 250,
  appraisedHundredths: null,
  surveyHundredths: null,
  notApplicable: false,
  reason: '',
}

describe('the form of a leaf', () => {
  it.each([
    ['too many points', { appraisedHundredths: 275 }, 'over-max'],
    ['a step that does not exist', { appraisedHundredths: 130 }, 'step'],
    ['no reason for another score', { appraisedHundredths: 225 }, 'reason-missing'],
    ['blanks for a reason', { appraisedHundredths: 225, reason: '  ' }, 'reason-missing'],
    ['nothing, with a reason', { appraisedHundredths: 225, reason: 'Một vụ' }, null],
    ['nothing, with the same score', { appraisedHundredths: 250 }, null],
  ] as const)('finds %s', (_what, change, problem) => {
    expect(problemOf(criterion, { ...formOf(leaf), ...change })).toBe(problem)
  })

  it('sends only what has changed', () => {
    expect(changesOf(SCORECARD, criterion, leaf, formOf(leaf))).toEqual([])
    const changed = changesOf(SCORECARD, criterion, leaf, {
      ...formOf(leaf),
      appraisedHundredths: 225,
      reason: 'Một vụ',
    })
    expect(changed.map(({ column, hundredths, reason }) => [column, hundredths, reason])).toEqual([
      ['appraised', 225, 'Một vụ'],
    ])
  })

  it('sends a change of the reason or of applying on its own', () => {
    const sent = changesOf(SCORECARD, criterion, leaf, { ...formOf(leaf), notApplicable: true })
    expect(sent.map(({ column, notApplicable }) => [column, notApplicable])).toEqual([['appraised', true]])
  })

  it('scores a survey leaf in the survey column', () => {
    const sent = changesOf(SCORECARD, { ...criterion, survey: true }, leaf, {
      ...formOf(leaf),
      surveyHundredths: 200,
    })
    expect(sent.map(({ column }) => column)).toEqual(['survey'])
  })
})

describe('quarterOf', () => {
  it.each([
    ['2026-11-22T00:00:00+07:00', 4, '2026-10-01T00:00:00+07:00', '2027-01-01T00:00:00+07:00'],
    ['2026-01-01T00:00:00+07:00', 1, '2026-01-01T00:00:00+07:00', '2026-04-01T00:00:00+07:00'],
    ['2026-06-30T23:59:59+07:00', 2, '2026-04-01T00:00:00+07:00', '2026-07-01T00:00:00+07:00'],
  ])('%s lies in quarter %i', (at, quarter, from, to) => {
    expect(quarterOf(Date.parse(at))).toEqual({
      quarter,
      year: 2026,
      fromMs: Date.parse(from),
      toMs: Date.parse(to),
    })
  })
})
