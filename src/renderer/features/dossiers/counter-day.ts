import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import {
  DAY_MS,
  HOUR_MS,
  type InstantMs,
  startOfVietnamDay,
  VIETNAM_OFFSET_MS,
} from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'

/** Midnight in Vietnam of a `yyyy-MM-dd`. */
export function dayStart(day: string): InstantMs {
  return Date.parse(`${day}T00:00:00Z`) - VIETNAM_OFFSET_MS
}

/** `yyyy-MM-dd`, some days later. */
export function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

const floorHour = (atMs: InstantMs, dayMs: InstantMs): InstantMs =>
  dayMs + Math.floor((atMs - dayMs) / HOUR_MS) * HOUR_MS

/**
 * The hours that the day's lanes show: the office sessions and every window of an event, in whole hours, never beyond the
 * day; 07:00–17:00 where there is neither.
 */
export function shownHours(
  dayMs: InstantMs,
  sessions: readonly TimeRange[],
  events: readonly Pick<EventCoverage, 'windowFromMs' | 'windowToMs'>[],
): TimeRange {
  const ranges = [
    ...sessions,
    ...events.map(({ windowFromMs, windowToMs }) => ({ fromMs: windowFromMs, toMs: windowToMs })),
  ]
  if (ranges.length === 0) return { fromMs: dayMs + 7 * HOUR_MS, toMs: dayMs + 17 * HOUR_MS }
  const fromMs = Math.min(...ranges.map((range) => range.fromMs))
  const toMs = Math.max(...ranges.map((range) => range.toMs))
  return {
    fromMs: Math.max(dayMs, floorHour(fromMs, dayMs)),
    toMs: Math.min(dayMs + DAY_MS, floorHour(toMs + HOUR_MS - 1, dayMs)),
  }
}

/** Every whole hour of the range, its ends too. */
export function hourMarks({ fromMs, toMs }: TimeRange): InstantMs[] {
  const first =
    startOfVietnamDay(fromMs) + Math.ceil((fromMs - startOfVietnamDay(fromMs)) / HOUR_MS) * HOUR_MS
  return Array.from(
    { length: Math.floor((toMs - first) / HOUR_MS) + 1 },
    (_, index) => first + index * HOUR_MS,
  )
}
