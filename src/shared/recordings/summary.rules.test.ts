import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FOOTAGE_STATES, type FootageSpan } from './recordings.model.ts'
import { summariseSpans } from './summary.rules.ts'

const isFootage = ({ state }: FootageSpan): boolean => state === 'recorded' || state === 'backfilled'

/** Spans with an occasional hole between them. */
const lane = fc
  .array(
    fc.record({
      holeMs: fc.constantFrom(0, 0, 0, 700),
      lengthMs: fc.oneof(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 60_000 })),
      state: fc.constantFrom(...FOOTAGE_STATES),
    }),
    { maxLength: 60 },
  )
  .map((parts) => {
    let atMs = 1_000_000
    return parts.map(({ holeMs, lengthMs, state }): FootageSpan => {
      const fromMs = atMs + holeMs
      atMs = fromMs + lengthMs
      return { fromMs, toMs: atMs, state, reason: null }
    })
  })
const cell = fc.integer({ min: 1, max: 20_000 })

describe('a lane told from far', () => {
  it('stays sorted and disjoint, adds up to the same, and hides no absence', () => {
    fc.assert(
      fc.property(lane, cell, (spans, cellMs) => {
        const summary = summariseSpans(spans, cellMs)
        const lengthOf = (all: readonly FootageSpan[]): number =>
          all.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)
        expect(lengthOf(summary)).toBe(lengthOf(spans))
        for (const [index, span] of summary.entries())
          expect(span.fromMs).toBeGreaterThanOrEqual(summary[index - 1]?.toMs ?? 0)
        for (const span of spans.filter((each) => !isFootage(each))) {
          const holder = summary.find(({ fromMs, toMs }) => fromMs <= span.fromMs && span.toMs <= toMs)
          expect(holder && !isFootage(holder)).toBe(true)
        }
      }),
    )
  })

  it('keeps what is long to the millisecond, and stays small however often the camera stumbled', () => {
    fc.assert(
      fc.property(lane, cell, (spans, cellMs) => {
        const summary = summariseSpans(spans, cellMs)
        for (const span of spans) if (span.toMs - span.fromMs >= cellMs) expect(summary).toContainEqual(span)
        const reachMs = (spans.at(-1)?.toMs ?? 0) - (spans[0]?.fromMs ?? 0)
        const holes = spans.filter((span, index) => (spans[index - 1]?.toMs ?? span.fromMs) < span.fromMs)
        expect(summary.length).toBeLessThanOrEqual(2 * (Math.ceil(reachMs / cellMs) + 1) + holes.length)
      }),
    )
  })

  it('tells the reason where there is one, and none where there are several', () => {
    const span = (fromMs: number, state: FootageSpan['state'], reason: string | null): FootageSpan => ({
      fromMs,
      toMs: fromMs + 100,
      state,
      reason,
    })
    const summary = summariseSpans(
      [
        span(0, 'recorded', null),
        span(100, 'camera-offline', 'rtsp-timeout'),
        span(200, 'recorded', null),
        span(1000, 'camera-offline', 'rtsp-timeout'),
        span(1100, 'camera-offline', 'unauthorized'),
      ],
      1000,
    )
    expect(summary).toEqual([
      { fromMs: 0, toMs: 300, state: 'camera-offline', reason: 'rtsp-timeout' },
      { fromMs: 1000, toMs: 1200, state: 'camera-offline', reason: null },
    ])
  })
})
