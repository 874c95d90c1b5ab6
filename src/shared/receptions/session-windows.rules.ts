import { HOUR_MS, type InstantMs, MINUTE_MS } from '../kernel/instant.ts'
import type { TimeRange } from '../kernel/time-range.ts'
import type { HalfDay } from './receptions.model.ts'
import type { SessionBody } from './schedule.model.ts'

const NOON_MS = 12 * HOUR_MS

/** Minutes of a day that the office's calendar leaves free, where the schedule still names a session. */
const USUAL_MINUTES = {
  morning: [450, 690],
  afternoon: [810, 1020],
} as const

export function halfDayOf(atMs: InstantMs, dayMs: InstantMs): HalfDay {
  return atMs - dayMs < NOON_MS ? 'morning' : 'afternoon'
}

function halfWindows(dayMs: InstantMs, half: HalfDay, officeHours: readonly TimeRange[]): TimeRange[] {
  const inHalf = officeHours.filter((hours) => halfDayOf(hours.fromMs, dayMs) === half)
  if (inHalf.length > 0) return inHalf
  const [fromMinute, toMinute] = USUAL_MINUTES[half]
  return [{ fromMs: dayMs + fromMinute * MINUTE_MS, toMs: dayMs + toMinute * MINUTE_MS }]
}

/**
 * The hours that a session stands for.
 * @param officeHours the commune's office sessions of that day, sorted; empty on a day off
 */
export function sessionWindows(
  {
    dayMs,
    session,
    fromMinute,
    toMinute,
  }: Pick<SessionBody, 'dayMs' | 'session' | 'fromMinute' | 'toMinute'>,
  officeHours: readonly TimeRange[],
): TimeRange[] {
  if (fromMinute !== null && toMinute !== null)
    return [{ fromMs: dayMs + fromMinute * MINUTE_MS, toMs: dayMs + toMinute * MINUTE_MS }]
  if (session !== 'day') return halfWindows(dayMs, session, officeHours)
  return [...halfWindows(dayMs, 'morning', officeHours), ...halfWindows(dayMs, 'afternoon', officeHours)]
}
