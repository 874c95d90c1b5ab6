import { describe, expect, it } from 'vitest'
import { changeValue } from './change-value.ts'

describe('a value of a noticed change', () => {
  it('is shown as people read it', () => {
    expect(changeValue('clock', '-41000')).toBe('−41 s')
    expect(changeValue('keyframe-spacing', '20000')).toBe('20 s')
    expect(changeValue('firmware', '2.40')).toBe('2.40')
    expect(changeValue('firmware', null)).toBe('—')
  })
})
