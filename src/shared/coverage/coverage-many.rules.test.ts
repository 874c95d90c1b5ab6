import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  FOOTAGE_STATES,
  type FootageSpan,
  NOT_SCHEDULED,
  UNEXPLAINED,
} from '../recordings/recordings.model.ts'
import { coverMany } from './coverage-many.rules.ts'
import { coverEvent, type EventWindow } from './coverage.rules.ts'

const spansArbitrary = fc
  .array(
    fc.tuple(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 0, max: 3 }),
      fc.constantFrom(...FOOTAGE_STATES),
    ),
    { maxLength: 12 },
  )
  .map((steps) => {
    let cursorMs = 0
    return steps.map(([lengthMs, holeMs, state]): FootageSpan => {
      const fromMs = cursorMs + (holeMs === 3 ? 10 : 0)
      cursorMs = fromMs + lengthMs
      const reason = state === 'unknown' ? (holeMs === 1 ? NOT_SCHEDULED : UNEXPLAINED) : null
      return { fromMs, toMs: cursorMs, state, reason }
    })
  })
const lanesArbitrary = fc
  .array(spansArbitrary, { maxLength: 3 })
  .map((lanes) => lanes.map((spans, index) => ({ cameraId: `camera-${index}`, spans })))
const eventArbitrary: fc.Arbitrary<EventWindow> = fc.record({
  atMs: fc.nat(400),
  windowBeforeMs: fc.integer({ min: 0, max: 30 }),
  windowAfterMs: fc.integer({ min: 1, max: 30 }),
  uncertaintyMs: fc.integer({ min: 0, max: 20 }),
})

it('says of many events in one sweep what the rule says of each', () => {
  fc.assert(
    fc.property(fc.array(eventArbitrary), lanesArbitrary, fc.nat(500), (events, lanes, nowMs) => {
      expect(coverMany(events, lanes, nowMs)).toEqual(events.map((event) => coverEvent(event, lanes, nowMs)))
    }),
    { numRuns: 500 },
  )
})

it('counts every millisecond of the window, moved by a clock offset, as covered or missing by one cause', () => {
  const logArbitrary = fc.record({ event: eventArbitrary, offsetMs: fc.integer({ min: -200, max: 200 }) })
  fc.assert(
    fc.property(
      fc.array(logArbitrary, { maxLength: 5 }),
      lanesArbitrary,
      fc.nat(500),
      (logged, lanes, nowMs) => {
        const events = logged.map(({ event, offsetMs }) => ({
          ...event,
          atMs: Math.max(0, event.atMs - offsetMs),
        }))
        const results = coverMany(events, lanes, nowMs)
        for (const [index, event] of events.entries()) {
          let [coveredMs, missingMs] = [0, 0]
          const fromMs = Math.max(0, event.atMs - event.windowBeforeMs)
          for (let atMs = fromMs; atMs < Math.min(nowMs, event.atMs + event.windowAfterMs); atMs += 1) {
            const isFilmed = lanes.some(({ spans }) =>
              spans.some(
                (span) =>
                  span.fromMs <= atMs && atMs < span.toMs && ['recorded', 'backfilled'].includes(span.state),
              ),
            )
            if (isFilmed) coveredMs += 1
            else missingMs += 1
          }
          const result = results[index]
          expect(result?.coveredMs).toBe(coveredMs)
          expect(result?.missing.reduce((sum, part) => sum + part.toMs - part.fromMs, 0)).toBe(missingMs)
        }
      },
    ),
    { numRuns: 500 },
  )
})
