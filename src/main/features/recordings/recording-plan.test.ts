import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LEAD_MS, planAt, scheduledParts, TAIL_MS } from './recording-plan.ts'

const MORNING = { fromMs: 100_000, toMs: 200_000 }
const AFTERNOON = { fromMs: 300_000, toMs: 400_000 }

describe('planAt', () => {
  it.each([
    { nowMs: 0, phase: 'off', range: null },
    { nowMs: 100_000 - LEAD_MS - 1, phase: 'off', range: null },
    { nowMs: 100_000 - LEAD_MS, phase: 'near', range: MORNING },
    { nowMs: 100_000, phase: 'scheduled', range: MORNING },
    { nowMs: 199_999, phase: 'scheduled', range: MORNING },
    { nowMs: 200_000, phase: 'near', range: MORNING },
    { nowMs: 200_000 + TAIL_MS, phase: 'off', range: MORNING },
    { nowMs: 300_000 - LEAD_MS, phase: 'near', range: AFTERNOON },
    { nowMs: 300_000, phase: 'scheduled', range: AFTERNOON },
  ])('at $nowMs is $phase', ({ nowMs, phase, range }) => {
    expect(planAt([MORNING, AFTERNOON], nowMs)).toEqual({ phase, range })
  })

  it('stays with the stretch that is on while the next one comes near', () => {
    const next = { fromMs: 205_000, toMs: 210_000 }
    expect(planAt([MORNING, next], 199_000)).toEqual({ phase: 'scheduled', range: MORNING })
    expect(planAt([MORNING, next], 201_000)).toEqual({ phase: 'near', range: next })
  })

  it('is scheduled exactly where a stretch holds, whatever the stretches are', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 2, maxLength: 20 })
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 500_000 }), (lengths, nowMs) => {
        let atMs = 0
        const ranges = []
        for (const [index, length] of lengths.entries()) {
          if (index % 2 === 1) ranges.push({ fromMs: atMs, toMs: atMs + length })
          atMs += length
        }
        const isOn = ranges.some((range) => range.fromMs <= nowMs && nowMs < range.toMs)
        expect(planAt(ranges, nowMs).phase === 'scheduled').toBe(isOn)
      }),
    )
  })
})

it('keeps of a stretch what is scheduled', () => {
  expect(scheduledParts([MORNING, AFTERNOON], { fromMs: 150_000, toMs: 350_000 })).toEqual([
    { fromMs: 150_000, toMs: 200_000 },
    { fromMs: 300_000, toMs: 350_000 },
  ])
})
