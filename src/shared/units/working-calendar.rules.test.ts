import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, formatVietnamDateTime, MINUTE_MS } from '../kernel/instant.ts'
import { intersect, totalMs } from '../kernel/time-range.ts'
import {
  DEFAULT_DEADLINE_RULES,
  type WorkingCalendar,
  type WorkingCalendarBody,
  workingCalendarBodySchema,
} from './working-calendar.model.ts'
import {
  calendarOn,
  DEFAULT_CALENDAR,
  officeSessions,
  vietnamDayOf,
  vietnamWeekdayOf,
} from './working-calendar.rules.ts'

const midnight = (day: string): number => Date.parse(`${day}T00:00:00+07:00`)
const dayRange = (day: string) => ({ fromMs: midnight(day), toMs: midnight(day) + DAY_MS })

function told(calendars: readonly WorkingCalendar[], day: string): string[] {
  return officeSessions(calendars, dayRange(day)).map(
    ({ fromMs, toMs }) =>
      `${formatVietnamDateTime(fromMs).slice(11, 16)}–${formatVietnamDateTime(toMs).slice(11, 16)}`,
  )
}

const calendar = (
  changes: Partial<WorkingCalendarBody>,
  validFrom = '2026-01-01',
  validTo: string | null = null,
): WorkingCalendar => ({
  ...DEFAULT_CALENDAR,
  ...changes,
  validFromMs: midnight(validFrom),
  validToMs: validTo === null ? null : midnight(validTo),
})

describe('the built-in calendar', () => {
  it.each([
    ['Friday', '2026-11-20', ['07:30–11:30', '13:30–17:00']],
    ['Saturday', '2026-11-21', []],
    ['Sunday', '2026-11-22', []],
    ['the new holiday of 24/11', '2026-11-24', []],
    ['the day after it', '2026-11-25', ['07:30–11:30', '13:30–17:00']],
    ['the first day of the lunar year', '2026-02-17', []],
    ['the Monday after Giỗ Tổ on a Sunday', '2026-04-27', []],
    ['30/4', '2026-04-30', []],
    ['1/5', '2026-05-01', []],
    ['the day before 2/9', '2026-09-01', []],
    ['2/9', '2026-09-02', []],
  ])('is as the offices keep it on %s', (_, day, sessions) => {
    expect(told([], day)).toEqual(sessions)
  })

  it('puts the lunar holidays of 2026 where the lunar calendar has them', () => {
    const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', {
      timeZone: 'Asia/Ho_Chi_Minh',
      day: 'numeric',
      month: 'numeric',
    })
    expect(lunar.format(midnight('2026-02-17'))).toBe('1/1')
    expect(lunar.format(midnight('2026-04-26'))).toBe('3/10')
  })

  it('is one that the form would accept', () => {
    expect(workingCalendarBodySchema.safeParse(DEFAULT_CALENDAR).success).toBe(true)
  })
})

describe('calendars of units', () => {
  it('opens on a make-up day as on the weekday that it stands for, even where it is a holiday too', () => {
    const own = calendar({
      sessions: [{ weekdays: [1], fromMinute: 480, toMinute: 660 }],
      holidays: [{ day: '2026-08-22', name: 'x' }],
      makeUpDays: [{ day: '2026-08-22', likeWeekday: 1 }],
    })
    expect(told([own], '2026-08-22')).toEqual(['08:00–11:00'])
    expect(told([own], '2026-08-25')).toEqual([])
  })

  it('changes on the day from which the next one holds, and falls back to those of the unit above', () => {
    const own = calendar(
      { sessions: [{ weekdays: [1, 2, 3, 4, 5], fromMinute: 420, toMinute: 690 }] },
      '2026-11-19',
    )
    const above = calendar(
      { sessions: [{ weekdays: [1, 2, 3, 4, 5], fromMinute: 480, toMinute: 700 }] },
      '2026-11-18',
      '2026-11-20',
    )
    expect(told([own, above], '2026-11-17')).toEqual(['07:30–11:30', '13:30–17:00'])
    expect(told([own, above], '2026-11-18')).toEqual(['08:00–11:40'])
    expect(told([own, above], '2026-11-19')).toEqual(['07:00–11:30'])
  })

  it('refuses a day that does not exist and a session that ends before it begins', () => {
    const wrong = [
      { holidays: [{ day: '2026-02-30', name: 'x' }] },
      { sessions: [{ weekdays: [1], fromMinute: 700, toMinute: 600 }] },
      { makeUpDays: [{ day: '2026-02-28', likeWeekday: 8 }] },
    ]
    for (const changes of wrong) {
      expect(workingCalendarBodySchema.safeParse({ ...DEFAULT_CALENDAR, ...changes }).success).toBe(false)
    }
  })
})

const FIRST_DAY_MS = midnight('2026-02-10')
const days = fc.nat(20)
const weekday = fc.integer({ min: 1, max: 7 })
const dayText = days.map((day) => vietnamDayOf(FIRST_DAY_MS + day * DAY_MS))
const bodyArbitrary: fc.Arbitrary<WorkingCalendarBody> = fc.record({
  sessions: fc.array(
    fc
      .tuple(fc.uniqueArray(weekday, { minLength: 1 }), fc.nat(1400), fc.integer({ min: 1, max: 600 }))
      .map(([weekdays, fromMinute, length]) => ({
        weekdays,
        fromMinute,
        toMinute: Math.min(1440, fromMinute + length),
      })),
    { minLength: 1, maxLength: 4 },
  ),
  holidays: fc.array(dayText.map((day) => ({ day, name: 'x' }))),
  makeUpDays: fc.array(fc.record({ day: dayText, likeWeekday: weekday }), { maxLength: 3 }),
  deadlines: fc.constant(DEFAULT_DEADLINE_RULES),
})
const calendarsArbitrary = fc
  .array(fc.tuple(bodyArbitrary, days, fc.option(fc.integer({ min: 1, max: 10 }))), { maxLength: 3 })
  .map((drawn) =>
    drawn.map(
      ([body, from, length]): WorkingCalendar => ({
        ...body,
        validFromMs: FIRST_DAY_MS + from * DAY_MS,
        validToMs: length === null ? null : FIRST_DAY_MS + (from + length) * DAY_MS,
      }),
    ),
  )
/** On whole minutes, since sessions are. */
const rangeArbitrary = fc
  .tuple(fc.nat(20 * 1440), fc.integer({ min: 1, max: 4 * 1440 }))
  .map(([from, length]) => ({
    fromMs: FIRST_DAY_MS + from * MINUTE_MS,
    toMs: FIRST_DAY_MS + (from + length) * MINUTE_MS,
  }))

/** Whether the office is open, asked for one minute. */
function isOpen(calendars: readonly WorkingCalendar[], atMs: number): boolean {
  const dayMs = midnight(vietnamDayOf(atMs))
  const { sessions, holidays, makeUpDays } = calendarOn(calendars, dayMs) ?? DEFAULT_CALENDAR
  const day = vietnamDayOf(atMs)
  const makeUp = makeUpDays.find((each) => each.day === day)
  if (!makeUp && holidays.some((holiday) => holiday.day === day)) return false
  const like = makeUp?.likeWeekday ?? vietnamWeekdayOf(atMs)
  const minute = (atMs - dayMs) / MINUTE_MS
  return sessions.some(
    ({ weekdays, fromMinute, toMinute }) =>
      weekdays.includes(like) && fromMinute <= minute && minute < toMinute,
  )
}

describe('office sessions of whatever calendars', () => {
  it('are sorted, apart, inside the range, and open exactly in the minutes that the calendar says', () => {
    fc.assert(
      fc.property(calendarsArbitrary, rangeArbitrary, (calendars, range) => {
        const sessions = officeSessions(calendars, range)
        let cursorMs = range.fromMs - 1
        for (const session of sessions) {
          expect(session.fromMs).toBeGreaterThan(cursorMs)
          expect(session.toMs).toBeGreaterThan(session.fromMs)
          cursorMs = session.toMs
        }
        expect(cursorMs).toBeLessThanOrEqual(range.toMs)
        let openMs = 0
        for (let atMs = range.fromMs; atMs < range.toMs; atMs += MINUTE_MS) {
          if (isOpen(calendars, atMs)) openMs += MINUTE_MS
        }
        expect(totalMs(sessions)).toBe(openMs)
        expect(sessions.every(({ fromMs }) => isOpen(calendars, fromMs))).toBe(true)
      }),
    )
  })

  it('are the same whether a range is asked for whole or in two parts', () => {
    fc.assert(
      fc.property(
        calendarsArbitrary,
        rangeArbitrary,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (calendars, range, at) => {
          const cutMs = Math.round(range.fromMs + (range.toMs - range.fromMs) * at)
          const parts = [
            { fromMs: range.fromMs, toMs: cutMs },
            { fromMs: cutMs, toMs: range.toMs },
          ].flatMap((part) => (part.fromMs < part.toMs ? officeSessions(calendars, part) : []))
          const whole = officeSessions(calendars, range)
          expect(totalMs(parts)).toBe(totalMs(whole))
          for (const part of parts)
            expect(
              whole.some(
                (session) =>
                  totalMs([intersect(session, part) ?? { fromMs: 0, toMs: 0 }]) === totalMs([part]),
              ),
            ).toBe(true)
        },
      ),
    )
  })
})
