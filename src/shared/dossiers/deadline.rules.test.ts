import { describe, expect, it } from 'vitest'
import { formatVietnamDateTime } from '../kernel/instant.ts'
import type { TimeLimit } from '../units/time-limit.model.ts'
import {
  DEFAULT_DEADLINE_RULES,
  type DeadlineRules,
  type WorkingCalendarBody,
} from '../units/working-calendar.model.ts'
import { DEFAULT_CALENDAR, officeDays } from '../units/working-calendar.rules.ts'
import { auditDueDate, computeDeadline } from './deadline-audit.rules.ts'
import type { DeadlineStep, SupplementSpan } from './deadline.model.ts'

const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+07:00`)
const told = (atMs: number): string => {
  const [date = '', time = ''] = formatVietnamDateTime(atMs).split(' ')
  const [day, month, year] = date.split('/')
  return `${year}-${month}-${day} ${time.slice(0, 5)}`
}

/** The office of the golden vectors: 07:00–11:30 and 13:30–17:00, 24/11/2026 off. */
const OFFICE: WorkingCalendarBody = {
  ...DEFAULT_CALENDAR,
  sessions: [
    { weekdays: [1, 2, 3, 4, 5], fromMinute: 420, toMinute: 690 },
    { weekdays: [1, 2, 3, 4, 5], fromMinute: 810, toMinute: 1020 },
  ],
}
const daysOf = (changes: Partial<WorkingCalendarBody> = {}, rules: Partial<DeadlineRules> = {}) =>
  officeDays([
    {
      ...OFFICE,
      ...changes,
      deadlines: { ...DEFAULT_DEADLINE_RULES, ...rules },
      validFromMs: 0,
      validToMs: null,
    },
  ])

const days = (amount: number): TimeLimit => ({ amount, unit: 'working-day' })
const hours = (amount: number): TimeLimit => ({ amount, unit: 'working-hour' })
const calendarDays = (amount: number): TimeLimit => ({ amount, unit: 'calendar-day' })

function due(
  received: string,
  limit: TimeLimit,
  office = daysOf(),
  supplements: readonly SupplementSpan[] = [],
): string {
  const computed = computeDeadline({ receivedAtMs: at(received), limit, days: office, supplements })
  return computed.kind === 'due' ? told(computed.dueAtMs) : computed.why
}

describe('the golden deadline vectors (domain notes §3)', () => {
  it.each([
    ['Fri 20/11 09:15 + 3 days', '2026-11-20 09:15', days(3), '2026-11-26 09:15'],
    ['Fri 20/11 17:20 + 1 day', '2026-11-20 17:20', days(1), '2026-11-25 07:00'],
    ['Sat 21/11 09:00 + 1 day', '2026-11-21 09:00', days(1), '2026-11-25 07:00'],
    ['Thu 19/11 16:00 + 7 hours', '2026-11-19 16:00', hours(7), '2026-11-20 15:00'],
  ])('%s', (_, received, limit, expected) => {
    expect(due(received, limit)).toBe(expected)
  })

  it.each([
    ['before 15:00', '2026-11-23 14:59', '2026-11-23'],
    ['at 15:00 sharp', '2026-11-23 15:00', '2026-11-23'],
    ['after 15:00', '2026-11-23 15:01', '2026-11-25'],
  ])('"trong ngày; nhận sau 15 giờ": %s', (_, received, expected) => {
    expect(due(received, days(0)).slice(0, 10)).toBe(expected)
  })

  it.each([
    // TD adds a working day to a receipt on a Saturday without moving it into office time first.
    ['Sat 21/11 09:00 + 1 day', '2026-11-21 09:00', days(1), '2026-11-23 09:00', -46, -2],
    // TD's lunch bug: two of the seven hours are those of the break.
    ['Thu 19/11 16:00 + 7 hours', '2026-11-19 16:00', hours(7), '2026-11-20 13:00', -2, 0],
  ])('tells what TD makes of it apart: %s', (_, received, limit, vendorDue, byHours, byDays) => {
    const dossier = { receivedAtMs: at(received), dueAtMs: at(vendorDue), supplements: [] }
    expect(auditDueDate(dossier, limit, daysOf())).toMatchObject({
      verdict: 'differs',
      importedDueMs: at(vendorDue),
      byMs: byHours * 3_600_000,
      byDays,
    })
  })
})

describe('the session style of e-PAR', () => {
  const office = daysOf({}, { style: 'session', cutOff: null })
  it.each([
    ['0 days, morning', '2026-11-20 09:15', days(0), '2026-11-20 11:30'],
    ['0 days, afternoon', '2026-11-20 14:00', days(0), '2026-11-20 17:00'],
    ['half a day, morning', '2026-11-20 09:15', days(0.5), '2026-11-20 17:00'],
    ['half a day, afternoon', '2026-11-20 14:00', days(0.5), '2026-11-23 11:30'],
    ['3 days, morning', '2026-11-20 09:15', days(3), '2026-11-26 11:30'],
    ['3 days, afternoon', '2026-11-20 14:00', days(3), '2026-11-26 17:00'],
    ['1 day and a half, afternoon', '2026-11-20 14:00', days(1.5), '2026-11-25 11:30'],
  ])('%s', (_, received, limit, expected) => {
    expect(due(received, limit, office)).toBe(expected)
  })
})

describe('calendars of every shape', () => {
  it.each([
    ['30 days that end on a working day', '2026-10-26 09:15', calendarDays(30), '2026-11-25 17:00'],
    ['days that end on a holiday', '2026-11-20 09:15', calendarDays(4), '2026-11-25 17:00'],
    ['days that end on a Sunday', '2026-11-20 09:15', calendarDays(2), '2026-11-23 17:00'],
  ])('moves only the end of calendar days: %s', (_, received, limit, expected) => {
    expect(due(received, limit)).toBe(expected)
  })

  it('counts a made-up Saturday, and brings the time of day into its hours', () => {
    const office = daysOf({
      makeUpDays: [{ day: '2026-11-21', likeWeekday: 6 }],
      sessions: [...OFFICE.sessions, { weekdays: [6], fromMinute: 420, toMinute: 690 }],
    })
    expect(due('2026-11-20 09:15', days(1), office)).toBe('2026-11-21 09:15')
    expect(due('2026-11-20 15:00', days(1), office)).toBe('2026-11-21 11:30')
  })

  it('keeps to the calendar of each day where it changes in between', () => {
    const office = officeDays([
      { ...OFFICE, deadlines: DEFAULT_DEADLINE_RULES, validFromMs: 0, validToMs: at('2026-11-23 00:00') },
      {
        ...OFFICE,
        sessions: [{ weekdays: [1, 2, 3, 4, 5], fromMinute: 480, toMinute: 720 }],
        validFromMs: at('2026-11-23 00:00'),
        validToMs: null,
      },
    ])
    expect(due('2026-11-20 16:00', hours(3), office)).toBe('2026-11-23 10:00')
  })

  it('applies a cut-off to every procedure where the office says so', () => {
    const office = daysOf({}, { cutOff: { minute: 900, scope: 'every' } })
    expect(due('2026-11-20 15:01', days(1), office)).toBe('2026-11-25 07:00')
    expect(due('2026-11-20 14:59', days(1), office)).toBe('2026-11-23 14:59')
  })

  it('says so when no working day ever comes', () => {
    expect(due('2026-11-20 09:00', days(1), daysOf({ sessions: [] }))).toBe('never-open')
  })
})

describe('waiting for papers', () => {
  const wait = (fromText: string, toText: string | null): SupplementSpan[] => [
    { fromMs: at(fromText), toMs: toText === null ? null : at(toText) },
  ]
  it.each([
    // Fri 15:00 → Mon 08:30 is 2 + 1,5 hours of office time, added to Thu 26/11 09:15.
    ['pauses the clock', 'pause', wait('2026-11-20 15:00', '2026-11-23 08:30'), '2026-11-26 14:45'],
    ['starts it anew', 'restart', wait('2026-11-20 15:00', '2026-11-23 08:30'), '2026-11-27 08:30'],
    [
      'is nothing before the receipt',
      'pause',
      wait('2026-11-18 09:00', '2026-11-18 10:00'),
      '2026-11-26 09:15',
    ],
    ['is nothing after the due instant', 'pause', wait('2026-11-26 10:00', null), '2026-11-26 09:15'],
    [
      'has no answer yet while papers are awaited',
      'pause',
      wait('2026-11-23 09:00', null),
      'supplement-open',
    ],
  ] as const)('%s', (_, supplement, spans, expected) => {
    expect(due('2026-11-20 09:15', days(3), daysOf({}, { supplement }), spans)).toBe(expected)
  })

  it('counts time that two requests share once', () => {
    const twice = [
      ...wait('2026-11-20 15:00', '2026-11-23 08:30'),
      ...wait('2026-11-20 16:00', '2026-11-23 08:00'),
    ]
    expect(due('2026-11-20 09:15', days(3), daysOf(), twice)).toBe('2026-11-26 14:45')
  })

  it('lengthens calendar days by all of the time', () => {
    expect(
      due('2026-11-20 09:15', calendarDays(3), daysOf(), wait('2026-11-21 08:00', '2026-11-24 08:00')),
    ).toBe('2026-11-26 17:00')
  })
})

describe('the steps', () => {
  it('tell each day that was counted or skipped and why', () => {
    const computed = computeDeadline({
      receivedAtMs: at('2026-11-20 17:20'),
      limit: days(2),
      days: daysOf(),
      supplements: [],
    })
    const day = (text: string): number => at(`${text} 00:00`)
    expect(computed.steps).toEqual([
      { kind: 'received', atMs: at('2026-11-20 17:20') },
      { kind: 'day-skipped', dayMs: day('2026-11-21'), reason: 'day-off', holidayName: null },
      { kind: 'day-skipped', dayMs: day('2026-11-22'), reason: 'day-off', holidayName: null },
      { kind: 'into-office', atMs: at('2026-11-23 07:00'), reason: 'after-hours', holidayName: null },
      { kind: 'day-skipped', dayMs: day('2026-11-24'), reason: 'holiday', holidayName: 'Ngày nghỉ 24/11' },
      { kind: 'day-counted', dayMs: day('2026-11-25'), number: 1, isMakeUp: false },
      { kind: 'day-counted', dayMs: day('2026-11-26'), number: 2, isMakeUp: false },
      { kind: 'due', atMs: at('2026-11-26 07:00') },
    ] satisfies DeadlineStep[])
  })
})

describe('the audit of an imported due date', () => {
  const audit = (received: string | null, dueText: string | null, limit: TimeLimit | null = days(3)) =>
    auditDueDate(
      {
        receivedAtMs: received === null ? null : at(received),
        dueAtMs: dueText === null ? null : at(dueText),
        supplements: [],
      },
      limit,
      daysOf(),
    )

  it.each([
    ['to the minute', '2026-11-20 09:15', '2026-11-26 09:15', days(3), 'minute'],
    ['by the day where the log has no time of day', '2026-11-20 09:15', '2026-11-26 00:00', days(3), 'day'],
    ['by the day where the receipt has none', '2026-11-20 00:00', '2026-11-26 16:00', days(3), 'day'],
    ['by the day for "trong ngày"', '2026-11-20 09:15', '2026-11-20 16:00', days(0), 'day'],
  ])('agrees %s', (_, received, dueText, limit, precision) => {
    expect(audit(received, dueText, limit)).toMatchObject({ verdict: 'agrees', precision })
  })

  it('says by how much it differs, and keeps the imported date beside its own', () => {
    expect(audit('2026-11-20 09:15', '2026-11-27 10:15')).toMatchObject({
      verdict: 'differs',
      byMs: 25 * 3_600_000,
      byDays: 1,
      importedDueMs: at('2026-11-27 10:15'),
      computedDueMs: at('2026-11-26 09:15'),
    })
  })

  it.each([
    ['no-receipt', null, '2026-11-26 09:15', days(3)],
    ['no-time-limit', '2026-11-20 09:15', '2026-11-26 09:15', null],
    ['no-due-date', '2026-11-20 09:15', null, days(3)],
    ['receipt-without-time', '2026-11-20 00:00', '2026-11-20 15:00', hours(7)],
    ['receipt-without-time', '2026-11-20 00:00', '2026-11-20 15:00', days(0)],
  ])('says why it cannot tell: %s', (why, received, dueText, limit) => {
    expect(audit(received, dueText, limit)).toMatchObject({ verdict: 'not-computable', why })
  })
})
