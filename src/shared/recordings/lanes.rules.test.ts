import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildLane, type LaneFacts } from './lanes.rules.ts'

const BASE: LaneFacts = {
  range: { fromMs: 1000, toMs: 9000 },
  nowMs: 20_000,
  cameraFromMs: 0,
  footage: [],
  absences: [],
  recordedUntilMs: null,
}

describe('buildLane', () => {
  it('names a stretch that nothing explains unknown', () => {
    expect(buildLane(BASE)).toEqual([{ fromMs: 1000, toMs: 9000, state: 'unknown', reason: 'unexplained' }])
  })

  it('lets footage win over an absence that was noted too generously', () => {
    const lane = buildLane({
      ...BASE,
      footage: [
        { fromMs: 0, toMs: 3000, state: 'recorded', reason: null },
        { fromMs: 5000, toMs: 9000, state: 'recorded', reason: null },
      ],
      absences: [{ fromMs: 2500, toMs: 5500, cause: 'camera-offline', reason: 'timeout' }],
    })
    expect(lane.map((span) => [span.fromMs, span.toMs, span.state])).toEqual([
      [1000, 3000, 'recorded'],
      [3000, 5000, 'camera-offline'],
      [5000, 9000, 'recorded'],
    ])
  })

  it('calls the newest moments of a running recorder on their way, and stops at now', () => {
    const lane = buildLane({
      ...BASE,
      nowMs: 8000,
      footage: [{ fromMs: 1000, toMs: 6000, state: 'recorded', reason: null }],
      recordedUntilMs: 6000,
    })
    expect(lane.at(-1)).toEqual({ fromMs: 6000, toMs: 8000, state: 'not-yet-fetched', reason: 'in-progress' })
  })

  it('gives every instant exactly one state, whatever the facts', () => {
    const piece = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 60 }))
    fc.assert(
      fc.property(
        fc.array(piece),
        fc.array(piece),
        fc.integer({ min: 0, max: 300 }),
        (footage, absences, nowMs) => {
          const lane = buildLane({
            range: { fromMs: 20, toMs: 250 },
            nowMs,
            cameraFromMs: 40,
            footage: footage.map(([fromMs, length]) => ({
              fromMs,
              toMs: fromMs + length,
              state: 'recorded',
              reason: null,
            })),
            absences: absences.map(([fromMs, length]) => ({
              fromMs,
              toMs: length > 55 ? null : fromMs + length,
              cause: 'camera-offline',
              reason: 'x',
            })),
            recordedUntilMs: null,
          })
          let cursorMs = 20
          for (const span of lane) {
            expect(span.fromMs).toBe(cursorMs)
            expect(span.toMs).toBeGreaterThan(span.fromMs)
            cursorMs = span.toMs
          }
          expect(cursorMs).toBe(Math.max(20, Math.min(250, nowMs)))
          const recorded = (atMs: number) =>
            footage.some(([fromMs, length]) => fromMs <= atMs && atMs < fromMs + length)
          for (const span of lane) expect(recorded(span.fromMs)).toBe(span.state === 'recorded')
        },
      ),
    )
  })
})
