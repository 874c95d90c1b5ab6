import { DAY_MS, type InstantMs, MINUTE_MS, startOfVietnamDay, VIETNAM_OFFSET_MS } from '../kernel/instant.ts'
import { intersect, mergeRanges, type TimeRange } from '../kernel/time-range.ts'
import {
  DEFAULT_DEADLINE_RULES,
  type OfficeDay,
  type OfficeDays,
  type WorkingCalendar,
  type WorkingCalendarBody,
} from './working-calendar.model.ts'

/**
 * Public holidays of 2026: Labour Code 45/2019/QH14, article 112 (1/1; five days of Tết; 10/3 of the lunar calendar;
 * 30/4; 1/5; 2/9 and one day beside it) and article 111.3 (a holiday on a weekly day off moves to the next working day);
 * 24/11 by resolution 28/2026/QH16. The first day of the lunar year is 17/02/2026, the tenth of its third month
 * 26/04/2026, a Sunday. Which days of Tết, which day beside 2/9 and which days are exchanged is announced each year:
 * the administrator confirms the list, and enters make-up days, in the office's own calendar.
 */
const HOLIDAYS_OF_2026: WorkingCalendarBody['holidays'] = [
  { day: '2026-01-01', name: 'Tết Dương lịch' },
  { day: '2026-02-16', name: 'Tết Nguyên đán (29 tháng Chạp)' },
  { day: '2026-02-17', name: 'Tết Nguyên đán (mùng 1)' },
  { day: '2026-02-18', name: 'Tết Nguyên đán (mùng 2)' },
  { day: '2026-02-19', name: 'Tết Nguyên đán (mùng 3)' },
  { day: '2026-02-20', name: 'Tết Nguyên đán (mùng 4)' },
  { day: '2026-04-26', name: 'Giỗ Tổ Hùng Vương (10/3 âm lịch)' },
  { day: '2026-04-27', name: 'Giỗ Tổ Hùng Vương (nghỉ bù)' },
  { day: '2026-04-30', name: 'Ngày Chiến thắng' },
  { day: '2026-05-01', name: 'Ngày Quốc tế lao động' },
  { day: '2026-09-01', name: 'Quốc khánh (ngày liền kề)' },
  { day: '2026-09-02', name: 'Quốc khánh' },
  { day: '2026-11-24', name: 'Ngày nghỉ 24/11' },
]

/** Monday to Friday 07:30–11:30 and 13:30–17:00: what most communes keep until they enter their own. */
export const DEFAULT_CALENDAR: WorkingCalendarBody = {
  sessions: [
    { weekdays: [1, 2, 3, 4, 5], fromMinute: 450, toMinute: 690 },
    { weekdays: [1, 2, 3, 4, 5], fromMinute: 810, toMinute: 1020 },
  ],
  holidays: HOLIDAYS_OF_2026,
  makeUpDays: [],
  deadlines: DEFAULT_DEADLINE_RULES,
}

/** `yyyy-MM-dd` in Vietnam. */
export function vietnamDayOf(atMs: InstantMs): string {
  return new Date(atMs + VIETNAM_OFFSET_MS).toISOString().slice(0, 10)
}

/** 1 Monday … 7 Sunday, in Vietnam. */
export function vietnamWeekdayOf(atMs: InstantMs): number {
  return new Date(atMs + VIETNAM_OFFSET_MS).getUTCDay() || 7
}

function sessionsLike(calendar: WorkingCalendarBody, weekday: number, dayMs: InstantMs): TimeRange[] {
  return calendar.sessions
    .filter((session) => session.weekdays.includes(weekday))
    .map((session) => ({
      fromMs: dayMs + session.fromMinute * MINUTE_MS,
      toMs: dayMs + session.toMinute * MINUTE_MS,
    }))
}

/** The day that starts at `dayMs` as a calendar has it. */
function dayOf(calendar: WorkingCalendarBody, dayMs: InstantMs): OfficeDay {
  const day = vietnamDayOf(dayMs)
  const told = { dayMs, holidayName: null, rules: calendar.deadlines }
  const makeUp = calendar.makeUpDays.find((each) => each.day === day)
  if (makeUp) {
    const sessions = mergeRanges(sessionsLike(calendar, makeUp.likeWeekday, dayMs))
    return { ...told, sessions, kind: 'make-up' }
  }
  const holiday = calendar.holidays.find((each) => each.day === day)
  if (holiday) return { ...told, sessions: [], kind: 'holiday', holidayName: holiday.name }
  const sessions = mergeRanges(sessionsLike(calendar, vietnamWeekdayOf(dayMs), dayMs))
  return { ...told, sessions, kind: sessions.length > 0 ? 'working' : 'day-off' }
}

/** The calendar of the day that begins at `dayMs`: the first that is in force. */
export function calendarOn<Calendar extends WorkingCalendar>(
  calendars: readonly Calendar[],
  dayMs: InstantMs,
): Calendar | null {
  return (
    calendars.find(
      (each) => each.validFromMs <= dayMs && (each.validToMs === null || dayMs < each.validToMs),
    ) ?? null
  )
}

/**
 * Office sessions that overlap the range, sorted and disjoint, cut at its ends.
 * @param calendars the unit's own before those of the units above it; where none is in force, {@link DEFAULT_CALENDAR} holds
 */
export function officeSessions(calendars: readonly WorkingCalendar[], range: TimeRange): TimeRange[] {
  const sessions: TimeRange[] = []
  for (let dayMs = startOfVietnamDay(range.fromMs); dayMs < range.toMs; dayMs += DAY_MS) {
    for (const session of dayOf(calendarOn(calendars, dayMs) ?? DEFAULT_CALENDAR, dayMs).sessions) {
      const inside = intersect(session, range)
      if (inside) sessions.push(inside)
    }
  }
  return mergeRanges(sessions)
}

/**
 * The days of an office, each looked up once.
 * @param calendars as for {@link officeSessions}
 */
export function officeDays(calendars: readonly WorkingCalendar[]): OfficeDays {
  const known = new Map<InstantMs, OfficeDay>()
  return (dayMs) => {
    const day = known.get(dayMs) ?? dayOf(calendarOn(calendars, dayMs) ?? DEFAULT_CALENDAR, dayMs)
    known.set(dayMs, day)
    return day
  }
}
