import { describe, expect, it } from 'vitest'
import { newDeductionSchema } from '../scoring/scoring.model.ts'
import { deductibleKinds, INCIDENT_KINDS, incidentKind } from './incident-taxonomy.ts'

describe('the incident taxonomy', () => {
  it('has each code once', () => {
    expect(new Set(INCIDENT_KINDS.map((kind) => kind.code)).size).toBe(INCIDENT_KINDS.length)
    expect(INCIDENT_KINDS).toHaveLength(40)
  })

  it('offers only codes that a deduction accepts', () => {
    const { incidentCode } = newDeductionSchema.shape
    const { usual, other } = deductibleKinds('5.5')
    expect([...usual, ...other].filter((kind) => !incidentCode.safeParse(kind.code).success)).toEqual([])
  })

  it('puts those that bear on the criterion first', () => {
    expect(deductibleKinds('4.3').usual.map((kind) => kind.code)).toEqual(['OS-01'])
    expect(incidentKind('CD-05')?.severity).toBe(2)
    expect(incidentKind('XX-01')).toBeNull()
  })
})
