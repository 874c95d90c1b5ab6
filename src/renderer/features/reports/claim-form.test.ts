import { describe, expect, it } from 'vitest'
import { NO_CLAIM, toClaim, wrongFields } from './claim-form.ts'

describe('a claimed share as it is typed', () => {
  it('is read as offices write numbers', () => {
    const values = {
      numerator: '1.955',
      percent: '63,5 %',
      increase: '−4',
      denominators: [
        { label: 'đơn', value: '5.957' },
        { label: '', value: '4652' },
        { label: 'vụ', value: '' },
      ],
    }
    expect(toClaim(values)).toEqual({
      numerator: 1955,
      percent: 63.5,
      decimals: 1,
      increase: -4,
      denominators: [
        { label: 'đơn', value: 5957 },
        { label: '2', value: 4652 },
      ],
    })
  })

  it('is nothing until both of its numbers are there, and says which cannot be read', () => {
    expect(toClaim(NO_CLAIM)).toBeNull()
    expect([...wrongFields(NO_CLAIM)]).toEqual([])
    const wrong = { ...NO_CLAIM, numerator: '19,55', percent: '89.5', increase: 'bốn' }
    expect([...wrongFields(wrong)]).toEqual(['numerator', 'percent', 'increase'])
  })
})
