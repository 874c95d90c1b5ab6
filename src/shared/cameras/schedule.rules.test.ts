import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { intersect, mergeRanges, type TimeRange, totalMs } from '../kernel/time-range.ts'
import type { CameraSchedule } from './cameras.model.ts'
import { type ScheduleFacts, scheduledRanges } from './schedule.rules.ts'

const OFFICE: readonly TimeRange[] = [
  { fromMs: 1000, toMs: 2000 },
  { fromMs: 3000, toMs: 4000 },
]
const officeHours = (preRollMs: number, postRollMs: number): CameraSchedule => ({
  kind: 'office-hours',
  preRollMs,
  postRollMs,
})
/** As the calendar answers: what overlaps, cut at the ends. */
const sessionsOf =
  (sessions: readonly TimeRange[]): ScheduleFacts['officeSessions'] =>
  (range) =>
    sessions.flatMap((session) => intersect(session, range) ?? [])

const BASE: ScheduleFacts = {
  createdAtMs: 0,
  removedAtMs: null,
  schedules: [],
  officeSessions: sessionsOf(OFFICE),
}
const ALL = { fromMs: 0, toMs: 10_000 }

describe('when a camera has to record', () => {
  it('is always before its first schedule, from when it was added until it was removed', () => {
    expect(scheduledRanges({ ...BASE, createdAtMs: 500, removedAtMs: 9000 }, ALL)).toEqual([
      { fromMs: 500, toMs: 9000 },
    ])
    expect(
      scheduledRanges({ ...BASE, createdAtMs: 500, removedAtMs: 9000 }, { fromMs: 9000, toMs: 9500 }),
    ).toEqual([])
  })

  it('is before and after each office session by the rolls, which may meet', () => {
    const schedules = [{ schedule: officeHours(100, 200), validFromMs: 0, validToMs: null }]
    expect(scheduledRanges({ ...BASE, schedules }, ALL)).toEqual([
      { fromMs: 900, toMs: 2200 },
      { fromMs: 2900, toMs: 4200 },
    ])
    const meeting = [{ schedule: officeHours(500, 500), validFromMs: 0, validToMs: null }]
    expect(scheduledRanges({ ...BASE, schedules: meeting }, ALL)).toEqual([{ fromMs: 500, toMs: 4500 }])
  })

  it('sees the session whose roll alone reaches into the range', () => {
    const schedules = [{ schedule: officeHours(0, 300), validFromMs: 0, validToMs: null }]
    expect(scheduledRanges({ ...BASE, schedules }, { fromMs: 2100, toMs: 2900 })).toEqual([
      { fromMs: 2100, toMs: 2300 },
    ])
  })

  it('changes at the moment from which a schedule holds', () => {
    const schedules = [
      { schedule: officeHours(0, 0), validFromMs: 1500, validToMs: 3500 },
      { schedule: { kind: 'always' } as const, validFromMs: 3500, validToMs: null },
    ]
    expect(scheduledRanges({ ...BASE, schedules }, ALL)).toEqual([
      { fromMs: 0, toMs: 2000 },
      { fromMs: 3000, toMs: 10_000 },
    ])
  })
})

const rangeArbitrary = fc
  .tuple(fc.nat(280), fc.integer({ min: 1, max: 80 }))
  .map(([fromMs, length]) => ({ fromMs, toMs: fromMs + length }))
const scheduleArbitrary: fc.Arbitrary<CameraSchedule> = fc.oneof(
  fc.constant<CameraSchedule>({ kind: 'always' }),
  fc.tuple(fc.nat(20), fc.nat(20)).map(([pre, post]) => officeHours(pre, post)),
)
const factsArbitrary = fc
  .record({
    createdAtMs: fc.nat(100),
    removedAtMs: fc.option(fc.integer({ min: 101, max: 320 })),
    office: fc.array(rangeArbitrary, { maxLength: 5 }).map(mergeRanges),
    changes: fc.array(fc.tuple(fc.nat(300), scheduleArbitrary), { maxLength: 4 }),
  })
  .map(({ createdAtMs, removedAtMs, office, changes }): ScheduleFacts & { office: TimeRange[] } => {
    const sorted = [...new Map(changes)].toSorted(([left], [right]) => left - right)
    const schedules = sorted.map(([validFromMs, schedule], index) => ({
      schedule,
      validFromMs,
      validToMs: sorted[index + 1]?.[0] ?? null,
    }))
    return { createdAtMs, removedAtMs, schedules, office, officeSessions: sessionsOf(office) }
  })

/** Whether it has to record, asked for one instant. */
function mustRecord(facts: ScheduleFacts & { office: readonly TimeRange[] }, atMs: number): boolean {
  if (atMs < facts.createdAtMs || atMs >= (facts.removedAtMs ?? Infinity)) return false
  const inForce = facts.schedules.findLast(({ validFromMs }) => validFromMs <= atMs)?.schedule
  if (!inForce || inForce.kind === 'always') return true
  return facts.office.some(
    ({ fromMs, toMs }) => fromMs - inForce.preRollMs <= atMs && atMs < toMs + inForce.postRollMs,
  )
}

describe('scheduled ranges of whatever facts', () => {
  it('hold exactly the instants at which the camera has to record, sorted and apart', () => {
    fc.assert(
      fc.property(factsArbitrary, rangeArbitrary, (facts, range) => {
        const ranges = scheduledRanges(facts, range)
        expect(mergeRanges(ranges)).toEqual(ranges)
        for (let atMs = range.fromMs; atMs < range.toMs; atMs += 1) {
          const isScheduled = ranges.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs)
          expect(isScheduled).toBe(mustRecord(facts, atMs))
        }
        expect(ranges.every((each) => totalMs([intersect(each, range) ?? each]) === totalMs([each]))).toBe(
          true,
        )
      }),
      { numRuns: 500 },
    )
  })
})
