import { describe, expect, it } from 'vitest'
import { lookText, readLook } from './look.ts'

describe('the look of the pages', () => {
  it.each([
    [null, false, { highContrast: false, largeText: false }],
    [null, true, { highContrast: true, largeText: false }],
    ['', true, { highContrast: false, largeText: false }],
    ['large-text', false, { highContrast: false, largeText: true }],
    ['high-contrast large-text', false, { highContrast: true, largeText: true }],
    ['something-else', true, { highContrast: false, largeText: false }],
  ])('from %j while the system asks for contrast: %j', (stored, asks, look) => {
    expect(readLook(stored, asks)).toEqual(look)
  })

  it('is read again as it was kept', () => {
    for (const highContrast of [true, false])
      for (const largeText of [true, false])
        expect(readLook(lookText({ highContrast, largeText }), true)).toEqual({ highContrast, largeText })
  })
})
