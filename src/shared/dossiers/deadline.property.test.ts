import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS, startOfVietnamDay } from '../kernel/instant.ts'
import { mergeRanges } from '../kernel/time-range.ts'
import type { TimeLimit } from '../units/time-limit.model.ts'
import type { OfficeDays, WorkingCalendar, WorkingCalendarBody } from '../units/working-calendar.model.ts'
import { DEFAULT_CALENDAR, officeDays, vietnamDayOf } from '../units/working-calendar.rules.ts'
import { computeDeadline } from './deadline-audit.rules.ts'
import type { SupplementSpan } from './deadline.model.ts'

const FIRST_MS = Date.parse('2026-02-09T00:00:00+07:00')
const SPAN_DAYS = 30

const session = fc
  .tuple(fc.integer({ min: 300, max: 1100 }), fc.integer({ min: 30, max: 300 }))
  .map(([fromMinute, length]) => ({ fromMinute, toMinute: Math.min(1320, fromMinute + length) }))
const dayText = fc.nat(SPAN_DAYS + 20).map((day) => vietnamDayOf(FIRST_MS + day * DAY_MS))
const rulesArbitrary = fc.record({
  cutOff: fc.option(
    fc.record({ minute: fc.integer({ min: 400, max: 1100 }), scope: fc.constantFrom('same-day', 'every') }),
  ),
  style: fc.constantFrom('exact', 'session'),
  supplement: fc.constantFrom('pause', 'restart'),
})

/** Every working day has the same hours; days off, holidays and made-up days as they come. */
const evenBody: fc.Arbitrary<WorkingCalendarBody> = fc.record({
  sessions: fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 2 }),
      fc.array(session, { minLength: 1, maxLength: 3 }),
    )
    .map(([weekdays, drawn]) => drawn.map((each) => ({ weekdays, ...each }))),
  holidays: fc.array(
    dayText.map((day) => ({ day, name: 'x' })),
    { maxLength: 8 },
  ),
  makeUpDays: fc.array(fc.record({ day: dayText, likeWeekday: fc.integer({ min: 1, max: 7 }) }), {
    maxLength: 3,
  }),
  deadlines: rulesArbitrary,
})
/** Sessions differ by weekday, and the calendar changes in between. */
const unevenCalendars: fc.Arbitrary<WorkingCalendar[]> = fc
  .tuple(evenBody, evenBody, fc.nat(SPAN_DAYS))
  .map(([one, other, turn]) => [
    {
      ...one,
      sessions: [...one.sessions, ...DEFAULT_CALENDAR.sessions],
      validFromMs: 0,
      validToMs: FIRST_MS + turn * DAY_MS,
    },
    { ...other, validFromMs: FIRST_MS + turn * DAY_MS, validToMs: null },
  ])
/** The cut-off is a rule about taking papers in; how time is then counted is another matter. */
const withoutCutOff = (calendars: readonly WorkingCalendar[]): OfficeDays =>
  officeDays(calendars.map((each) => ({ ...each, deadlines: { ...each.deadlines, cutOff: null } })))
const always = (body: WorkingCalendarBody): OfficeDays =>
  officeDays([{ ...body, validFromMs: 0, validToMs: null }])

const minute = fc.nat(SPAN_DAYS * 1440).map((minutes) => FIRST_MS + minutes * MINUTE_MS)
const workingLimit: fc.Arbitrary<TimeLimit> = fc.record({
  amount: fc.nat(12).map((halves) => halves / 2),
  unit: fc.constantFrom('working-hour', 'working-day'),
})
const anyLimit: fc.Arbitrary<TimeLimit> = fc.record({
  amount: fc.nat(12).map((halves) => halves / 2),
  unit: fc.constantFrom('working-hour', 'working-day', 'calendar-day'),
})

function dueOf(
  days: OfficeDays,
  receivedAtMs: number,
  limit: TimeLimit,
  supplements: SupplementSpan[] = [],
): number {
  const computed = computeDeadline({ receivedAtMs, limit, days, supplements })
  if (computed.kind === 'none') throw new Error(computed.why)
  return computed.dueAtMs
}

/** Whether the office is open in the minute that begins then. */
function isOpenMinute(days: OfficeDays, atMs: number): boolean {
  const { sessions } = days(startOfVietnamDay(atMs))
  return sessions.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs)
}

/** Minute by minute, with no notion of sessions. */
function walkMinutes(days: OfficeDays, fromMs: number, minutes: number): number {
  let left = minutes
  let atMs = fromMs
  while (left > 0) {
    if (isOpenMinute(days, atMs)) left -= 1
    atMs += MINUTE_MS
  }
  return atMs
}

function openMinutes(days: OfficeDays, fromMs: number, toMs: number): number {
  let count = 0
  for (let atMs = fromMs; atMs < toMs; atMs += MINUTE_MS) if (isOpenMinute(days, atMs)) count += 1
  return count
}

describe('deadlines under whatever calendar', () => {
  it('never come earlier for papers that came later', () => {
    fc.assert(
      fc.property(unevenCalendars, minute, minute, anyLimit, (calendars, one, other, limit) => {
        const days = officeDays(calendars)
        const [first, second] = one <= other ? [one, other] : [other, one]
        expect(dueOf(days, first, limit)).toBeLessThanOrEqual(dueOf(days, second, limit))
      }),
    )
  })

  it('never lie outside office time where working time is counted', () => {
    fc.assert(
      fc.property(unevenCalendars, minute, workingLimit, (calendars, receivedAtMs, limit) => {
        const days = officeDays(calendars)
        const dueMs = dueOf(days, receivedAtMs, limit)
        const { sessions } = days(startOfVietnamDay(dueMs))
        expect(sessions.some(({ fromMs, toMs }) => fromMs <= dueMs && dueMs <= toMs)).toBe(true)
      }),
    )
  })

  it('come on a working day where calendar days are counted', () => {
    fc.assert(
      fc.property(unevenCalendars, minute, fc.nat(40), (calendars, receivedAtMs, amount) => {
        const days = officeDays(calendars)
        const dueMs = dueOf(days, receivedAtMs, { amount, unit: 'calendar-day' })
        expect(days(startOfVietnamDay(dueMs)).sessions.at(-1)?.toMs).toBe(dueMs)
      }),
    )
  })

  it('are the same after n days and then m more as after n + m days', () => {
    const atLeastOne = fc.integer({ min: 1, max: 6 })
    fc.assert(
      fc.property(evenBody, minute, atLeastOne, atLeastOne, (body, receivedAtMs, n, m) => {
        // The cut-off is a rule about taking papers in: it must not be applied again on the way.
        const days = always({ ...body, deadlines: { ...body.deadlines, cutOff: null } })
        const limit = (amount: number): TimeLimit => ({ amount, unit: 'working-day' })
        const after = dueOf(days, dueOf(days, receivedAtMs, limit(n)), limit(m))
        expect(after).toBe(dueOf(days, receivedAtMs, limit(n + m)))
      }),
    )
  })

  it('are the same after n hours and then m more as after n + m hours', () => {
    const half = fc.integer({ min: 1, max: 20 }).map((halves) => halves / 2)
    fc.assert(
      fc.property(unevenCalendars, minute, half, half, (calendars, receivedAtMs, n, m) => {
        const days = withoutCutOff(calendars)
        const limit = (amount: number): TimeLimit => ({ amount, unit: 'working-hour' })
        const after = dueOf(days, dueOf(days, receivedAtMs, limit(n)), limit(m))
        expect(after).toBe(dueOf(days, receivedAtMs, limit(n + m)))
      }),
    )
  })

  it('agree with a walk through every minute', () => {
    const half = fc.integer({ min: 1, max: 24 }).map((halves) => halves / 2)
    fc.assert(
      fc.property(unevenCalendars, minute, half, (calendars, receivedAtMs, amount) => {
        const days = withoutCutOff(calendars)
        const walked = walkMinutes(days, receivedAtMs, (amount * HOUR_MS) / MINUTE_MS)
        expect(dueOf(days, receivedAtMs, { amount, unit: 'working-hour' })).toBe(walked)
      }),
    )
  })

  it('come later by exactly the office time that was paused', () => {
    const span = fc.tuple(minute, fc.integer({ min: 1, max: 4000 }))
    fc.assert(
      fc.property(
        unevenCalendars,
        minute,
        workingLimit,
        fc.array(span, { maxLength: 3 }),
        (calendars, receivedAtMs, limit, drawn) => {
          const days = withoutCutOff(
            calendars.map((each) => ({ ...each, deadlines: { ...each.deadlines, supplement: 'pause' } })),
          )
          const spans = drawn.map(([fromMs, length]) => ({ fromMs, toMs: fromMs + length * MINUTE_MS }))
          const plainMs = dueOf(days, receivedAtMs, limit)
          // A wait that begins after the count has ended stops nothing, so they are counted in their order.
          let waited = 0
          for (const { fromMs, toMs } of mergeRanges(spans)) {
            if (fromMs < walkMinutes(days, plainMs, waited))
              waited += openMinutes(days, Math.max(fromMs, receivedAtMs), Math.max(toMs, receivedAtMs))
          }
          const dueMs = dueOf(days, receivedAtMs, limit, spans)
          expect(openMinutes(days, plainMs, dueMs)).toBe(waited)
        },
      ),
    )
  })
})
