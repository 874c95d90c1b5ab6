import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TIMELINE_DAY as DAY, anyView as view } from '#tests/builders/timeline-views.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/kernel/instant.ts'
import { xOf } from './timeline-layout.ts'
import { letteringOf } from './timeline-lettering.ts'
import { chooseTicks, tickText, ticksOf } from './timeline-ticks.ts'

describe('ticks', () => {
  it('stand far enough apart and inside the view, whatever the zoom', () => {
    fc.assert(
      fc.property(view, (shown) => {
        const scale = chooseTicks(shown, 70)
        const ticks = ticksOf(shown, scale.stepMs)
        const xs = ticks.map((tick) => xOf(shown, tick))
        expect(xs.every((x) => x >= 0 && x <= shown.widthPx)).toBe(true)
        expect(xs.slice(1).every((x, index) => x - (xs[index] ?? 0) >= 69.9)).toBe(true)
        expect(scale.stepMs % scale.minorMs).toBe(0)
        expect(ticksOf(shown, scale.minorMs).length).toBeLessThanOrEqual(shown.widthPx / 8 + 1)
      }),
    )
  })

  it.each([
    [31 * DAY_MS, 'date'],
    [DAY_MS, 'time-minute'],
    [10 * MINUTE_MS, 'time-minute'],
    [2 * MINUTE_MS, 'time-second'],
    [1000, 'time-tenth'],
  ] as const)('labels a view of %i ms by %s', (lengthMs, label) => {
    expect(chooseTicks({ fromMs: DAY, toMs: DAY + lengthMs, widthPx: 1100 }, 70).label).toBe(label)
  })

  it('have labels that do not run into one another', () => {
    fc.assert(
      fc.property(view, (shown) => {
        const { stepMs, label } = chooseTicks(shown, letteringOf(1).labelSpacingPx)
        const ticks = ticksOf(shown, stepMs)
        for (const [index, tick] of ticks.entries()) {
          const next = ticks[index + 1]
          // A digit of the 11 px font is less than 6.6 px wide; a label stands 4 px beside its tick.
          const endX = xOf(shown, tick) + 4 + 6.6 * tickText(tick, label).length
          if (next !== undefined) expect(endX).toBeLessThanOrEqual(xOf(shown, next))
        }
      }),
    )
  })

  it.each([
    [DAY, 'time-minute', '21/09'],
    [DAY + HOUR_MS + 5 * MINUTE_MS, 'time-minute', '01:05'],
    [DAY + 2000, 'time-second', '00:00:02'],
    [DAY + 2400, 'time-tenth', '00:00:02,4'],
    [DAY + 5 * HOUR_MS, 'date', '21/09'],
  ] as const)('say of %i by %s: %s', (atMs, label, text) => {
    expect(tickText(atMs, label)).toBe(text)
  })

  it('counts days from midnight in Vietnam', () => {
    expect(ticksOf({ fromMs: DAY - 5, toMs: DAY + DAY_MS + 5 }, DAY_MS)).toEqual([DAY, DAY + DAY_MS])
  })
})
