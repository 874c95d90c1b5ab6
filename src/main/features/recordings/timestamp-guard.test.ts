import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasPlausibleTimes } from './timestamp-guard.ts'

const group = (elapsedMs: number | null, mediaDurationMs: number, samples = 50) => ({
  elapsedMs,
  mediaDurationMs,
  samples,
})

describe('the times of a group', () => {
  it('refuses a group after a jump forward, in which one picture seems to last for hours', () => {
    expect(hasPlausibleTimes(group(2000, 2000))).toBe(true)
    expect(hasPlausibleTimes(group(2000, 11_481_572, 4))).toBe(false)
  })

  it('refuses a group after a jump back, whose pictures have no time of their own left', () => {
    expect(hasPlausibleTimes(group(null, 2000))).toBe(true)
    expect(hasPlausibleTimes(group(2000, 0.2, 18))).toBe(false)
  })

  it('takes what a network that hung for half a minute brings at once', () => {
    expect(hasPlausibleTimes(group(50_000, 20_000))).toBe(true)
    expect(hasPlausibleTimes(group(10, 20_000))).toBe(true)
    expect(hasPlausibleTimes(group(10, 30_000))).toBe(true)
  })

  it('takes any stream whose clock runs at half to twice the wall clock, however it is delivered', () => {
    const streams = fc.record({
      rate: fc.double({ min: 0.5, max: 1.9, noNaN: true }),
      groups: fc.array(fc.integer({ min: 500, max: 20_000 }), { minLength: 1, maxLength: 60 }),
      heldUpMs: fc.array(fc.integer({ min: 0, max: 8000 }), { minLength: 60, maxLength: 60 }),
    })
    fc.assert(
      fc.property(streams, ({ rate, groups, heldUpMs }) => {
        let filmedMs = 0
        let cameMs: number | null = null
        for (const [index, lastedMs] of groups.entries()) {
          filmedMs += lastedMs
          const arrivesMs: number = Math.max(cameMs ?? 0, filmedMs + (heldUpMs[index] ?? 0))
          const elapsedMs = cameMs === null ? null : arrivesMs - cameMs
          expect(hasPlausibleTimes(group(elapsedMs, lastedMs * rate))).toBe(true)
          cameMs = arrivesMs
        }
      }),
    )
  })
})
