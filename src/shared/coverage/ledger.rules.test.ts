import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../kernel/instant.ts'
import { mergeRanges, type TimeRange, totalMs } from '../kernel/time-range.ts'
import {
  FOOTAGE_STATES,
  type FootageState,
  IN_PROGRESS,
  type ProvenSpan,
  UNEXPLAINED,
} from '../recordings/recordings.model.ts'
import {
  addsUp,
  addUp,
  causesOf,
  cutToRanges,
  daysOf,
  figuresOf,
  footageShare,
  minutesOf,
  noTimeByState,
  officeUptime,
  startOfVietnamMonth,
  sumFigures,
  uptimeBand,
  wasFilmed,
  WORST_FIRST,
  worstCause,
} from './ledger.rules.ts'

const DAY_FROM_MS = Date.parse('2026-11-20T00:00:00+07:00')
const NO_FIGURES = figuresOf([], [])

function span(
  fromMs: number,
  toMs: number,
  state: FootageState,
  reason: string | null = state === 'unknown' ? UNEXPLAINED : null,
): ProvenSpan {
  return { fromMs, toMs, state, reason, proof: null }
}

describe('figures of the ledger', () => {
  const spans = [
    span(0, 40, 'recorded'),
    span(40, 50, 'camera-offline', 'rtsp-timeout'),
    span(50, 60, 'expired'),
    span(60, 70, 'unknown'),
    span(70, 80, 'unknown', 'segment-damaged'),
    span(90, 100, 'not-yet-fetched', IN_PROGRESS),
  ]

  it('count each state, and of the unknown what no row explains', () => {
    const figures = figuresOf(spans, [])
    expect(figures).toMatchObject({ scheduledMs: 90, unexplainedMs: 10, inProgressMs: 10 })
    expect(figures.byState).toEqual({
      ...noTimeByState(),
      recorded: 40,
      'camera-offline': 10,
      expired: 10,
      unknown: 20,
      'not-yet-fetched': 10,
    })
  })

  it('count in office hours what was filmed, deleted since or not, and leave out what is on its way', () => {
    const figures = figuresOf(spans, [
      { fromMs: 30, toMs: 55 },
      { fromMs: 75, toMs: 200 },
    ])
    expect([figures.officeFilmedMs, figures.officeMs]).toEqual([15, 30])
    expect(officeUptime(figures)).toBe(0.5)
    expect(officeUptime(NO_FIGURES)).toBeNull()
  })

  it('name the causes, the longest first', () => {
    expect(causesOf([...spans, span(100, 110, 'camera-offline', 'rtsp-timeout')])).toEqual([
      { state: 'camera-offline', reason: 'rtsp-timeout', lengthMs: 20 },
      { state: 'expired', reason: null, lengthMs: 10 },
      { state: 'unknown', reason: 'unexplained', lengthMs: 10 },
      { state: 'unknown', reason: 'segment-damaged', lengthMs: 10 },
      { state: 'not-yet-fetched', reason: 'in-progress', lengthMs: 10 },
    ])
  })

  it('do not call what is on its way a lack of footage', () => {
    const newest = figuresOf([span(0, 90, 'recorded'), span(90, 100, 'not-yet-fetched', IN_PROGRESS)], [])
    expect(footageShare(newest)).toBe(1)
    expect(worstCause(newest)).toBeNull()
    expect(footageShare(NO_FIGURES)).toBeNull()
  })

  it('know that a hole or an overlap does not add up', () => {
    const sum = (all: ProvenSpan[]) => ({ figures: figuresOf(all, []), causes: [] })
    const scheduled = [{ fromMs: 0, toMs: 100 }]
    expect(addsUp(sum([span(0, 100, 'recorded')]), scheduled)).toBe(true)
    expect(addsUp(sum([span(0, 99, 'recorded')]), scheduled)).toBe(false)
    expect(addsUp(sum([span(0, 60, 'recorded'), span(50, 100, 'expired')]), scheduled)).toBe(false)
  })

  it.each([
    [1, 0],
    [0.98, 0],
    [0.9799, 1],
    [0.95, 1],
    [0.9, 2],
    [0.8999, 3],
    [0, 3],
  ])('put an uptime of %f into band %i of criterion 3.4', (share, band) => {
    expect(uptimeBand(share)).toBe(band)
  })

  it('rank every state by how much it troubles', () => {
    expect(WORST_FIRST.toSorted()).toEqual(FOOTAGE_STATES.toSorted())
  })
})

describe('days and minutes', () => {
  it('begin a day and a month at midnight in Vietnam', () => {
    const range = { fromMs: DAY_FROM_MS + HOUR_MS, toMs: DAY_FROM_MS + DAY_MS + 1 }
    expect(daysOf(range)).toEqual([
      { fromMs: DAY_FROM_MS, toMs: DAY_FROM_MS + DAY_MS },
      { fromMs: DAY_FROM_MS + DAY_MS, toMs: DAY_FROM_MS + 2 * DAY_MS },
    ])
    expect(startOfVietnamMonth(DAY_FROM_MS + HOUR_MS)).toBe(Date.parse('2026-11-01T00:00:00+07:00'))
  })

  it('give each minute the state that holds longest, the worse of two, and none outside the schedule', () => {
    const at = (minutes: number): number => DAY_FROM_MS + minutes * MINUTE_MS
    const minutes = minutesOf(
      [
        span(at(1), at(2.5), 'recorded'),
        span(at(2.5), at(3), 'camera-offline'),
        span(at(3), at(3.4), 'recorded'),
        span(at(3.4), at(3.7), 'disk-full'),
        span(at(3.7), at(4), 'recorded'),
      ],
      DAY_FROM_MS,
    )
    expect(minutes).toHaveLength(1440)
    expect(minutes.slice(0, 6)).toEqual([null, 'recorded', 'camera-offline', 'recorded', null, null])
  })
})

const reasons: Partial<Record<FootageState, readonly string[]>> = {
  unknown: [UNEXPLAINED, 'segment-damaged'],
  'not-yet-fetched': [IN_PROGRESS, 'on-device'],
}
/** A lane: spans one after the other, without a hole. */
const laneArbitrary = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom(...FOOTAGE_STATES), fc.nat(1)), {
    minLength: 1,
    maxLength: 15,
  })
  .map((steps) => {
    let cursorMs = 0
    return steps.map(([lengthMs, state, which]) => {
      const fromMs = cursorMs
      cursorMs += lengthMs
      return span(fromMs, cursorMs, state, reasons[state]?.[which] ?? null)
    })
  })
const rangesArbitrary = fc
  .array(
    fc
      .tuple(fc.nat(300), fc.integer({ min: 1, max: 60 }))
      .map(([fromMs, length]): TimeRange => ({ fromMs, toMs: fromMs + length })),
    { maxLength: 6 },
  )
  .map(mergeRanges)

describe('a ledger of whatever happened', () => {
  it('agrees with a count of every millisecond, and with the sum of its parts', () => {
    fc.assert(
      fc.property(
        laneArbitrary,
        rangesArbitrary,
        rangesArbitrary,
        fc.nat(400),
        (lane, drawn, sessions, cutMs) => {
          const endMs = lane.at(-1)?.toMs ?? 0
          const scheduled = drawn.flatMap(({ fromMs, toMs }) =>
            fromMs < endMs ? [{ fromMs, toMs: Math.min(toMs, endMs) }] : [],
          )
          const spans = cutToRanges(lane, scheduled)
          const counted = { ...NO_FIGURES, byState: noTimeByState() }
          const over = (atMs: number) => (range: TimeRange) => range.fromMs <= atMs && atMs < range.toMs
          for (let atMs = 0; atMs < endMs; atMs += 1) {
            const here = lane.find(over(atMs))
            if (!here || !scheduled.some(over(atMs))) continue
            counted.scheduledMs += 1
            counted.byState[here.state] += 1
            if (here.reason === UNEXPLAINED) counted.unexplainedMs += 1
            if (here.reason === IN_PROGRESS) counted.inProgressMs += 1
            else if (sessions.some(over(atMs))) {
              counted.officeMs += 1
              if (wasFilmed(here.state)) counted.officeFilmedMs += 1
            }
          }
          const figures = figuresOf(spans, sessions)
          expect(figures).toEqual(counted)
          expect(addsUp({ figures, causes: causesOf(spans) }, scheduled)).toBe(true)
          expect(totalMs(mergeRanges(spans))).toBe(totalMs(spans))

          const parts = [
            { fromMs: 0, toMs: cutMs },
            { fromMs: cutMs, toMs: 1000 },
          ].map((part) => cutToRanges(spans, [part]))
          expect(sumFigures(parts.map((part) => figuresOf(part, sessions)))).toEqual(figures)
          const sums = parts.map((part) => ({ figures: figuresOf(part, sessions), causes: causesOf(part) }))
          const bySize = (causes: ReturnType<typeof causesOf>) =>
            causes.map(({ state, reason, lengthMs }) => `${state} ${reason} ${lengthMs}`).toSorted()
          expect(bySize(addUp(sums).causes)).toEqual(bySize(causesOf(spans)))
        },
      ),
      { numRuns: 500 },
    )
  })
})
