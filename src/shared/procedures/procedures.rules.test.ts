import { describe, expect, it } from 'vitest'
import type { Procedure } from './procedures.model.ts'
import { cutPercentOf, indexProcedures, limitOf, normalisedCode, procedureFor } from './procedures.rules.ts'

const procedure = (changes: Partial<Procedure> = {}): Procedure => ({
  id: 'p',
  authorityUnitId: 'xa',
  code: '1.001193',
  name: 'Đăng ký khai sinh',
  field: 'Hộ tịch',
  statutory: { amount: 5, unit: 'working-day' },
  committed: { amount: 3, unit: 'working-day' },
  feeDong: null,
  validFromMs: 1000,
  validToMs: null,
  ...changes,
})

describe('a procedure code', () => {
  it.each([
    ['1.001193', '1.001193'],
    [' 1.001193.000.00.00.H56 ', '1.001193'],
    ['2.002621.H56', '2.002621'],
    ['1.0011930', null],
    ['khai sinh', null],
  ])('%s → %s', (code, expected) => {
    expect(normalisedCode(code)).toBe(expected)
  })
})

describe('the procedure of a dossier', () => {
  const tinh = procedure({ id: 'tinh', authorityUnitId: 'tinh' })
  const old = procedure({ id: 'old', validFromMs: 0, validToMs: 1000 })
  const all = [
    tinh,
    procedure(),
    old,
    procedure({ id: 'other', code: '2.000635', name: 'Trích lục hộ tịch' }),
  ]
  const find = (code: string | null, name: string | null = null, atMs = 2000, chain = ['xa', 'tinh']) =>
    procedureFor(indexProcedures(all), chain, { code, name, atMs })?.id ?? null

  it.each([
    ['by its code, of the nearest authority', find('1.001193.000.00.00.H56'), 'p'],
    [
      'of the authority above where the unit has none',
      find('1.001193', null, 2000, ['phuong', 'tinh']),
      'tinh',
    ],
    ['as it was when the dossier came', find('1.001193', null, 500, ['xa']), 'old'],
    ['by its name where there is no code', find(null, 'TRÍCH LỤC  HỘ TỊCH'), 'other'],
    ['not by its name where the code says otherwise', find('9.999999', 'Trích lục hộ tịch'), null],
    ['of no authority that the unit does not stand under', find('1.001193', null, 2000, ['khac']), null],
    ['not without code and name', find(null), null],
  ])('is found %s', (_, found, expected) => {
    expect(found).toBe(expected)
  })

  it('is none where two have the name', () => {
    const twins = [procedure({ code: '1.000001' }), procedure({ id: 'q', code: '1.000002' })]
    expect(
      procedureFor(indexProcedures(twins), ['xa'], { code: null, name: 'Đăng ký khai sinh', atMs: 2000 }),
    ).toBeNull()
  })
})

describe('the time of a procedure', () => {
  it('is what the office promises, else what the law allows', () => {
    expect(limitOf(procedure())).toEqual({ amount: 3, unit: 'working-day' })
    expect(limitOf(procedure({ committed: null }))).toEqual({ amount: 5, unit: 'working-day' })
    expect(limitOf(procedure({ committed: null, statutory: null }))).toBeNull()
  })

  it('is cut by so many per cent where both are told in the same unit', () => {
    expect(cutPercentOf(procedure())).toBe(40)
    expect(cutPercentOf(procedure({ committed: { amount: 4, unit: 'working-hour' } }))).toBeNull()
    expect(cutPercentOf(procedure({ statutory: null }))).toBeNull()
  })
})
