import {
  DAY_MS,
  fromVietnamDateTime,
  type InstantMs,
  startOfVietnamDay,
  toVietnamDateTime,
} from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { ScheduledSession, SessionState } from '#shared/receptions/schedule.model.ts'
import type { StatusTone } from '#renderer/ui/status-mark.tsx'

const pad = (value: number): string => String(value).padStart(2, '0')

/** `yyyy-MM` of an instant, in Vietnam. */
export function monthOf(atMs: InstantMs): string {
  const { year, month } = toVietnamDateTime(atMs)
  return `${year}-${pad(month)}`
}

/** The month `by` months later. */
export function shiftMonth(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const months = year * 12 + number - 1 + by
  return `${Math.floor(months / 12)}-${pad((months % 12) + 1)}`
}

export function rangeOfMonth(month: string): TimeRange {
  const midnight = (whole: string): InstantMs => {
    const [year = 0, number = 1] = whole.split('-').map(Number)
    return fromVietnamDateTime({ year, month: number, day: 1, hour: 0, minute: 0, second: 0 }) ?? 0
  }
  return { fromMs: midnight(month), toMs: midnight(shiftMonth(month, 1)) }
}

export type CalendarDay = {
  readonly dayMs: InstantMs
  readonly inMonth: boolean
  readonly isToday: boolean
  readonly sessions: readonly ScheduledSession[]
}

/** Weeks from Monday on, as the host answers them. */
export function calendarWeeks(
  range: TimeRange,
  month: string,
  sessions: readonly ScheduledSession[],
  nowMs: InstantMs,
): CalendarDay[][] {
  const todayMs = startOfVietnamDay(nowMs)
  const byDay = Map.groupBy(sessions, ({ dayMs }) => dayMs)
  const weeks: CalendarDay[][] = []
  for (let mondayMs = range.fromMs; mondayMs < range.toMs; mondayMs += 7 * DAY_MS)
    weeks.push(
      Array.from({ length: 7 }, (_, weekday) => {
        const dayMs = mondayMs + weekday * DAY_MS
        return {
          dayMs,
          inMonth: monthOf(dayMs) === month,
          isToday: dayMs === todayMs,
          sessions: byDay.get(dayMs) ?? [],
        }
      }),
    )
  return weeks
}

/** Shape and colour of a session's state; its word stands beside it. */
export const SESSION_TONES: Readonly<Record<SessionState, StatusTone>> = {
  planned: 'neutral',
  'under-way': 'running',
  'held-recorded': 'ok',
  'held-unrecorded': 'warning',
  'recorded-unregistered': 'warning',
  'not-held': 'danger',
}
