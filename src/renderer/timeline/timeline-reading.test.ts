import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import { readingOf } from './timeline-reading.ts'

const limits = { fromMs: startOfVietnamDay(1_790_000_000_000), toMs: startOfVietnamDay(1_796_000_000_000) }
const view = fc
  .record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    lengthMs: fc.integer({ min: 1000, max: 31 * DAY_MS }),
  })
  .map(({ at, lengthMs }) => {
    const fromMs = Math.round(limits.fromMs + at * (limits.toMs - limits.fromMs - lengthMs))
    return { fromMs, toMs: fromMs + lengthMs }
  })

describe('what is read for a view', () => {
  it('holds the view, stays in the limits, and is never much longer', () => {
    fc.assert(
      fc.property(view, (shown) => {
        const reading = readingOf(shown, limits)
        expect(reading.fromMs <= shown.fromMs && shown.toMs <= reading.toMs).toBe(true)
        expect(reading.fromMs >= limits.fromMs && reading.toMs <= limits.toMs).toBe(true)
        const lengthMs = shown.toMs - shown.fromMs
        expect(reading.toMs - reading.fromMs).toBeLessThanOrEqual(Math.max(62 * DAY_MS, 3 * lengthMs))
        expect(reading.toMs - reading.fromMs).toBeLessThanOrEqual(62 * DAY_MS)
        expect(lengthMs / reading.cellMs).toBeLessThanOrEqual(3000)
      }),
    )
  })

  it('is the same for a view that has moved by a pixel, nearly always', () => {
    const first = readingOf(
      { fromMs: limits.fromMs + 50 * DAY_MS + 1, toMs: limits.fromMs + 60 * DAY_MS + 1 },
      limits,
    )
    const moved = readingOf(
      { fromMs: limits.fromMs + 50 * DAY_MS + 900_000, toMs: limits.fromMs + 60 * DAY_MS + 900_000 },
      limits,
    )
    expect(moved).toEqual(first)
  })
})
