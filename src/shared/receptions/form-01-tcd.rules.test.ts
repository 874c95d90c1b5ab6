import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../kernel/instant.ts'
import { addForms, type CountedVisit, countForm } from './form-01-tcd.rules.ts'
import { FORM_01_TCD_VERSIONS, formTemplateAt } from './form-01-tcd.template.ts'
import { FORM_COLUMNS, formTemplateSchema } from './report.model.ts'

const DAY = Date.parse('2026-11-20T00:00:00+07:00')
let made = 0
const visit = (part: Partial<CountedVisit>): CountedVisit => {
  made += 1
  return {
    id: String(made),
    dayMs: DAY,
    regime: 'regular',
    peopleCount: 1,
    visitNumber: 1,
    caseCode: null,
    ...part,
  }
}
/** Column n of the form, from 1. */
const column = (values: readonly number[], number: number): number => values[number - 1] ?? NaN

describe('Biểu 01/TCD', () => {
  it('counts visits, people, cases, groups of five and more, and sessions by regime', () => {
    const form = countForm([
      visit({}),
      visit({ peopleCount: 4, visitNumber: 2 }),
      visit({ peopleCount: 5 }),
      visit({ regime: 'head', peopleCount: 7, visitNumber: 3 }),
      visit({ regime: 'head', dayMs: DAY + DAY_MS }),
      visit({ regime: 'head' }),
      visit({ regime: 'delegated', peopleCount: 2 }),
    ])
    const columns = '7 21 7 | 3 10 2 1 1 5 1 0 | 2 3 9 2 1 1 7 0 1 | 1 1 2 1 0 0 0 0 0'
    expect(form).toEqual(columns.replaceAll('|', '').split(/\s+/).map(Number))
  })

  it('counts visits with one case code as one case, a first one if its first visit is among them', () => {
    const form = countForm([
      visit({ caseCode: 'V1' }),
      visit({ caseCode: 'V1', visitNumber: 2, peopleCount: 6 }),
      visit({ caseCode: 'V2', visitNumber: 2 }),
      visit({ caseCode: 'V2', visitNumber: 3 }),
    ])
    expect([1, 3, 6, 7, 8, 10, 11].map((number) => column(form, number))).toEqual([4, 2, 1, 1, 1, 1, 0])
  })

  const anyVisit = fc.record({
    regime: fc.constantFrom('regular' as const, 'head' as const, 'delegated' as const),
    peopleCount: fc.integer({ min: 1, max: 12 }),
    visitNumber: fc.integer({ min: 1, max: 4 }),
    dayMs: fc.integer({ min: 0, max: 3 }).map((day) => DAY + day * DAY_MS),
    caseCode: fc.option(fc.constantFrom('V1', 'V2', 'V3')),
  })
  const visits = fc.array(anyVisit, { maxLength: 40 }).map((rows) => rows.map(visit))

  it('keeps its total formulas, and groups are part of what they are counted in', () => {
    const { columns } = formTemplateAt(DAY)
    fc.assert(
      fc.property(visits, (given) => {
        const form = countForm(given)
        expect(form).toHaveLength(FORM_COLUMNS)
        for (const { number, sumOf } of columns)
          if (sumOf.length > 0)
            expect(column(form, number), `column ${number}`).toBe(
              sumOf.reduce((sum, part) => sum + column(form, part), 0),
            )
        expect(column(form, 1)).toBe(given.length)
        for (const first of [4, 13, 22]) {
          const [all = 0, people = 0, cases = 0, repeated = 0, groups = 0, ofGroups = 0, a = 0, b = 0] =
            form.slice(first - 1, first + 7)
          expect(groups <= all && ofGroups <= people && a <= cases && b <= repeated).toBe(true)
          expect(people >= all && ofGroups >= 5 * groups && cases + repeated <= all).toBe(true)
        }
        expect(column(form, 12) <= column(form, 13) && column(form, 21) <= column(form, 22)).toBe(true)
      }),
    )
  })

  it('adds communes up to the total, formulas and all', () => {
    fc.assert(
      fc.property(fc.array(visits, { maxLength: 4 }), (communes) => {
        const total = addForms(communes.map(countForm))
        expect(column(total, 1)).toBe(communes.flat().length)
        expect(column(total, 1)).toBe(column(total, 4) + column(total, 13) + column(total, 22))
        expect(column(total, 3)).toBe(
          [6, 7, 15, 16, 24, 25].reduce((sum, number) => sum + column(total, number), 0),
        )
      }),
    )
  })

  it('has a template of 29 numbered columns in every version, sums only of counted ones', () => {
    for (const { validFromMs, ...version } of FORM_01_TCD_VERSIONS) {
      const { columns } = formTemplateSchema.parse(version)
      expect(validFromMs).toBeGreaterThanOrEqual(0)
      expect(columns.map(({ number }) => number)).toEqual(Array.from({ length: 29 }, (_, index) => index + 1))
      const counted = new Set(columns.filter(({ sumOf }) => sumOf.length === 0).map(({ number }) => number))
      expect(columns.flatMap(({ sumOf }) => sumOf).every((number) => counted.has(number))).toBe(true)
    }
  })
})
