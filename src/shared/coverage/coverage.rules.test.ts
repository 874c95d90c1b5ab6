import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  BEFORE_CAMERA,
  FOOTAGE_STATES,
  type FootageLane,
  type FootageSpan,
  type FootageState,
  NOT_SCHEDULED,
  UNEXPLAINED,
} from '../recordings/recordings.model.ts'
import type { EventCoverage, MissingPart } from './coverage.model.ts'
import { camerasLookingAt, coverEvent, coverWindow, spansIn, summarise, windowOf } from './coverage.rules.ts'

const FAR_MS = 1_000_000

function lane(cameraId: string, ...spans: readonly [number, number, FootageState][]): FootageLane {
  return { cameraId, spans: spans.map(([fromMs, toMs, state]) => ({ fromMs, toMs, state, reason: null })) }
}

const isFootage = (state: FootageState | undefined): boolean => state === 'recorded' || state === 'backfilled'

/** Spans one after the other from 0 on, with holes where the length of a hole is not 0. */
const laneArbitrary: fc.Arbitrary<readonly FootageSpan[]> = fc
  .array(
    fc.record({
      holeMs: fc.oneof(fc.constant(0), fc.nat(5)),
      lengthMs: fc.integer({ min: 1, max: 15 }),
      state: fc.constantFrom(...FOOTAGE_STATES),
      unknownBecause: fc.constantFrom(UNEXPLAINED, BEFORE_CAMERA, NOT_SCHEDULED),
    }),
    { maxLength: 10 },
  )
  .map((steps) => {
    let cursorMs = 0
    return steps.map(({ holeMs, lengthMs, state, unknownBecause }) => {
      const fromMs = cursorMs + holeMs
      cursorMs = fromMs + lengthMs
      return { fromMs, toMs: cursorMs, state, reason: state === 'unknown' ? unknownBecause : null }
    })
  })
const lanesArbitrary: fc.Arbitrary<FootageLane[]> = fc
  .array(laneArbitrary, { maxLength: 4 })
  .map((all) => all.map((spans, index) => ({ cameraId: `camera-${index}`, spans: [...spans] })))
const windowArbitrary = fc
  .tuple(fc.nat(100), fc.integer({ min: 1, max: 60 }))
  .map(([fromMs, lengthMs]) => ({ fromMs, toMs: fromMs + lengthMs }))

/** One instant at a time: `covered`, or the cause. */
function bruteForce(atMs: number, lanes: readonly FootageLane[]): string {
  const spans = lanes.map((each) => each.spans.find((span) => span.fromMs <= atMs && atMs < span.toMs))
  if (spans.length === 0) return 'no-camera'
  if (spans.some((span) => isFootage(span?.state))) return 'covered'
  const known = spans.find((span) => span !== undefined && span.state !== 'unknown')
  if (known) return known.state
  const reasons = spans.map((span) => span?.reason ?? UNEXPLAINED)
  if (reasons.includes(UNEXPLAINED)) return 'unknown'
  return reasons.includes(NOT_SCHEDULED) ? 'not-scheduled' : 'no-camera'
}

function partsByInstant(missing: readonly MissingPart[], atMs: number): string {
  const holding = missing.filter((part) => part.fromMs <= atMs && atMs < part.toMs)
  expect(holding.length).toBeLessThanOrEqual(1)
  return holding[0]?.cause ?? 'covered'
}

describe('coverWindow', () => {
  it('agrees with a count of every millisecond', () => {
    fc.assert(
      fc.property(windowArbitrary, lanesArbitrary, fc.nat(180), (window, lanes, nowMs) => {
        const { coveredMs, missing } = coverWindow(window, lanes, nowMs)
        const endMs = Math.min(window.toMs, nowMs)
        let counted = 0
        for (let atMs = window.fromMs; atMs < endMs; atMs += 1) {
          const truth = bruteForce(atMs, lanes)
          if (truth === 'covered') counted += 1
          expect(partsByInstant(missing, atMs)).toBe(truth)
        }
        expect(coveredMs).toBe(counted)
      }),
      { numRuns: 500 },
    )
  })

  it('adds up to the window exactly, with parts sorted, inside it and never two alike side by side', () => {
    fc.assert(
      fc.property(windowArbitrary, lanesArbitrary, fc.nat(180), (window, lanes, nowMs) => {
        const { coveredMs, missing, verdict } = coverWindow(window, lanes, nowMs)
        const wholeMs = Math.max(0, Math.min(window.toMs, nowMs) - window.fromMs)
        const missingMs = missing.reduce((sum, part) => sum + part.toMs - part.fromMs, 0)
        expect(coveredMs + missingMs).toBe(wholeMs)
        expect(verdict).toBe(missingMs === 0 ? 'covered' : coveredMs === 0 ? 'missing' : 'partial')
        for (const [index, part] of missing.entries()) {
          const next = missing[index + 1]
          if (!next) continue
          expect(part.toMs).toBeLessThanOrEqual(next.fromMs)
          expect(part.toMs === next.fromMs && part.cause === next.cause).toBe(false)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('counts backfilled footage as footage', () => {
    const lanes = [lane('a', [0, 50, 'recorded'], [50, 100, 'backfilled'])]
    expect(coverWindow({ fromMs: 0, toMs: 100 }, lanes, FAR_MS)).toEqual({
      coveredMs: 100,
      missing: [],
      verdict: 'covered',
    })
  })

  it('misses a part only where no camera has footage', () => {
    const lanes = [
      lane('a', [0, 40, 'recorded'], [40, 100, 'camera-offline']),
      lane('b', [0, 60, 'recorder-down'], [60, 100, 'recorded']),
    ]
    expect(coverWindow({ fromMs: 0, toMs: 100 }, lanes, FAR_MS)).toEqual({
      coveredMs: 80,
      missing: [{ fromMs: 40, toMs: 60, cause: 'camera-offline' }],
      verdict: 'partial',
    })
  })

  it('tells the cause of the first camera that knows one', () => {
    const lanes = [
      lane('a', [0, 50, 'unknown'], [50, 100, 'disk-full']),
      lane('b', [0, 100, 'camera-offline']),
    ]
    expect(coverWindow({ fromMs: 0, toMs: 100 }, lanes, FAR_MS).missing).toEqual([
      { fromMs: 0, toMs: 50, cause: 'camera-offline' },
      { fromMs: 50, toMs: 100, cause: 'disk-full' },
    ])
  })

  it('does not let a camera that was not meant to record hide that another should have', () => {
    const off = (fromMs: number, toMs: number, reason: string): FootageSpan => ({
      fromMs,
      toMs,
      state: 'unknown',
      reason,
    })
    const lanes = [
      { cameraId: 'a', spans: [off(0, 100, NOT_SCHEDULED)] },
      { cameraId: 'b', spans: [off(0, 60, BEFORE_CAMERA), off(60, 100, UNEXPLAINED)] },
    ]
    expect(coverWindow({ fromMs: 0, toMs: 100 }, lanes, FAR_MS).missing).toEqual([
      { fromMs: 0, toMs: 60, cause: 'not-scheduled' },
      { fromMs: 60, toMs: 100, cause: 'unknown' },
    ])
  })

  it('says no-camera where none looked at the counter', () => {
    expect(coverWindow({ fromMs: 0, toMs: 10 }, [], FAR_MS)).toEqual({
      coveredMs: 0,
      missing: [{ fromMs: 0, toMs: 10, cause: 'no-camera' }],
      verdict: 'missing',
    })
  })

  it('does not miss what has not happened yet', () => {
    const lanes = [lane('a', [0, 60, 'recorded'])]
    expect(coverWindow({ fromMs: 0, toMs: 100 }, lanes, 60).verdict).toBe('covered')
    expect(coverWindow({ fromMs: 100, toMs: 200 }, lanes, 60)).toEqual({
      coveredMs: 0,
      missing: [],
      verdict: 'covered',
    })
  })
})

describe('coverEvent', () => {
  const lanes = [lane('a', [0, 1000, 'recorded'], [1000, 2000, 'camera-offline'])]
  const event = { atMs: 800, windowBeforeMs: 100, windowAfterMs: 100 }

  it('says that the verdict depends on the clock when a shift within the uncertainty changes it', () => {
    expect(coverEvent({ ...event, uncertaintyMs: 100 }, lanes, FAR_MS).verdictDependsOnClock).toBe(false)
    expect(coverEvent({ ...event, uncertaintyMs: 101 }, lanes, FAR_MS).verdictDependsOnClock).toBe(true)
    expect(coverEvent({ ...event, uncertaintyMs: 0 }, lanes, FAR_MS).verdictDependsOnClock).toBe(false)
  })

  it('looks at both sides', () => {
    const mirrored = [lane('a', [0, 1000, 'camera-offline'], [1000, 2000, 'recorded'])]
    const after = { atMs: 1200, windowBeforeMs: 100, windowAfterMs: 100 }
    expect(coverEvent({ ...after, uncertaintyMs: 101 }, mirrored, FAR_MS).verdictDependsOnClock).toBe(true)
  })

  it('keeps a window that would begin before the epoch inside time', () => {
    expect(windowOf({ ...event, atMs: 50, uncertaintyMs: 80 })).toEqual({
      fromMs: 0,
      toMs: 150,
    })
  })
})

it('finds the overlapping spans as a filter would', () => {
  fc.assert(
    fc.property(laneArbitrary, windowArbitrary, (spans, range) => {
      expect(spansIn(spans, range)).toEqual(
        spans.filter((span) => span.fromMs < range.toMs && range.fromMs < span.toMs),
      )
    }),
  )
})

it('takes the cameras that looked at the counter at that date, each once', () => {
  const views = [
    { cameraId: 'a', counterId: 'one', validFromMs: 0, validToMs: 100 },
    { cameraId: 'b', counterId: 'one', validFromMs: 100, validToMs: null },
    { cameraId: 'b', counterId: 'one', validFromMs: 50, validToMs: null },
    { cameraId: 'c', counterId: 'two', validFromMs: 0, validToMs: null },
  ]
  expect(camerasLookingAt(views, 'one', 40)).toEqual(['a'])
  expect(camerasLookingAt(views, 'one', 99)).toEqual(['a', 'b'])
  expect(camerasLookingAt(views, 'one', 100)).toEqual(['b'])
  expect(camerasLookingAt(views, 'three', 100)).toEqual([])
})

it('summarises verdicts and missing time by cause', () => {
  const base: Omit<EventCoverage, 'verdict' | 'missing'> = {
    dossierId: 'd',
    dossierCode: 'c',
    procedureName: null,
    kind: 'received',
    roomId: 'r',
    counterId: null,
    cameraIds: [],
    atLogMs: 0,
    atMs: 0,
    windowFromMs: 0,
    windowToMs: 10,
    coveredMs: 0,
    uncertaintyMs: 0,
    verdictDependsOnClock: false,
  }
  const summary = summarise([
    { ...base, verdict: 'covered', missing: [] },
    { ...base, verdict: 'partial', missing: [{ fromMs: 0, toMs: 4, cause: 'disk-full' }] },
    { ...base, verdict: 'missing', missing: [{ fromMs: 0, toMs: 10, cause: 'disk-full' }] },
    { ...base, verdict: 'missing', missing: [{ fromMs: 0, toMs: 10, cause: 'no-camera' }] },
  ])
  expect(summary).toEqual({
    events: 4,
    covered: 1,
    partial: 1,
    missing: 2,
    missingMsByCause: { 'disk-full': 14, 'no-camera': 10 },
  })
})
