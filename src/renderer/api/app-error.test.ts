import { describe, expect, it } from 'vitest'
import { blanksOf } from './app-error.ts'

describe('the blanks of an error', () => {
  it('read the end of a term as a day in Vietnam', () => {
    expect(blanksOf({ untilMs: Date.UTC(2026, 10, 22, 18) })).toMatchObject({ until: '23/11/2026' })
  })

  it('are the detail itself otherwise', () => {
    expect(blanksOf({ segments: 3 })).toEqual({ segments: 3 })
  })
})
