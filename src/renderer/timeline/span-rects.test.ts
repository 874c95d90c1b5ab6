import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TIMELINE_DAY as DAY, anyView as view } from '#tests/builders/timeline-views.ts'
import { HOUR_MS } from '#shared/kernel/instant.ts'
import type { FootageSpan, FootageState } from '#shared/recordings/recordings.model.ts'
import { spanRects } from './span-rects.ts'
import { xOf } from './timeline-layout.ts'

const states = fc.constantFrom<FootageState>('recorded', 'backfilled', 'camera-offline', 'unknown')
const lane = fc
  .array(fc.record({ lengthMs: fc.integer({ min: 1, max: HOUR_MS }), state: states }), { maxLength: 80 })
  .map((parts) => {
    const spans: FootageSpan[] = []
    let fromMs = DAY
    for (const { lengthMs, state } of parts) {
      spans.push({ fromMs, toMs: fromMs + lengthMs, state, reason: null })
      fromMs += lengthMs
    }
    return spans
  })

describe('spans of a lane', () => {
  it('paints every absence that is in view, at least a pixel wide', () => {
    fc.assert(
      fc.property(lane, view, (spans, shown) => {
        const rects = spanRects(spans, shown)
        for (const span of spans) {
          if (span.state === 'recorded' || span.state === 'backfilled') continue
          if (span.toMs <= shown.fromMs || span.fromMs >= shown.toMs) continue
          const x = Math.max(0, xOf(shown, span.fromMs))
          const rect = rects.find(
            (other) => other.state === span.state && other.x <= x + 0.01 && x <= other.x + other.width + 0.01,
          )
          expect(rect?.width).toBeGreaterThanOrEqual(1)
        }
      }),
    )
  })

  it('paints no more rectangles than spans, within the widget', () => {
    fc.assert(
      fc.property(lane, view, (spans, shown) => {
        const rects = spanRects(spans, shown)
        expect(rects.length).toBeLessThanOrEqual(spans.length)
        expect(rects.every((rect) => rect.x >= 0 && rect.x + rect.width <= shown.widthPx + 1.001)).toBe(true)
      }),
    )
  })
})
