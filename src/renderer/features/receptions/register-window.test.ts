import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PAGE_ROWS, pagesOf, ROW_PX, windowOf } from './register-window.ts'

describe('the window of a long register', () => {
  it('holds every row in sight, and no more than what a screen needs', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(4_000_000), fc.nat(2000), (total, scrollPx, heightPx) => {
        const { first, last } = windowOf(total, scrollPx, heightPx)
        expect(first >= 0 && first <= last && last <= total).toBe(true)
        expect(last - first).toBeLessThanOrEqual(Math.ceil(heightPx / ROW_PX) + 26)
        const seen = Math.floor(scrollPx / ROW_PX)
        if (seen < total && heightPx > 0) expect(first <= seen && seen < last).toBe(true)
      }),
    )
  })

  it('is held by the pages that are asked for', () => {
    expect(pagesOf({ first: 0, last: 0 })).toEqual([0])
    expect(pagesOf({ first: PAGE_ROWS - 1, last: PAGE_ROWS })).toEqual([0])
    expect(pagesOf({ first: PAGE_ROWS - 1, last: PAGE_ROWS + 1 })).toEqual([0, 1])
    expect(pagesOf({ first: 5 * PAGE_ROWS, last: 5 * PAGE_ROWS + 40 })).toEqual([5])
  })
})
