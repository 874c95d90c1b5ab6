import { DAY_MS, type InstantMs, startOfVietnamDay } from '../kernel/instant.ts'
import { intersect, type TimeRange, totalMs } from '../kernel/time-range.ts'
import type { OfficeDay, OfficeDays } from '../units/working-calendar.model.ts'
import type { DeadlineStep, HalfDay } from './deadline.model.ts'

/** No office is closed for longer: a calendar that is has no working days at all. */
const LONGEST_CLOSED_DAYS = 366
const NOON_MS = DAY_MS / 2

/** A point of a computation with the steps that led there. */
export type Reached = { readonly atMs: InstantMs; readonly steps: readonly DeadlineStep[] }

export const isOpen = (day: OfficeDay): boolean => day.sessions.length > 0
export const dayAt = (days: OfficeDays, atMs: InstantMs): OfficeDay => days(startOfVietnamDay(atMs))

export function opensAt(day: OfficeDay): InstantMs {
  return day.sessions[0]?.fromMs ?? day.dayMs
}

export function closesAt(day: OfficeDay): InstantMs {
  return day.sessions.at(-1)?.toMs ?? day.dayMs
}

/** Which half of the day a session belongs to: that in which it begins. */
const halfOf = ({ fromMs }: TimeRange): HalfDay =>
  fromMs - startOfVietnamDay(fromMs) < NOON_MS ? 'morning' : 'afternoon'

/** Which half an instant of office time belongs to: that of its session, so that 12:00 may still be morning. */
export function halfAt(day: OfficeDay, atMs: InstantMs): HalfDay {
  return halfOf(sessionAt(day, atMs) ?? { fromMs: atMs, toMs: atMs })
}

/** The end of that half of the day, or of the other one where the day has only that. */
export function endOfHalf(day: OfficeDay, half: HalfDay): InstantMs {
  const inHalf = day.sessions.filter((session) => halfOf(session) === half)
  return inHalf.at(-1)?.toMs ?? closesAt(day)
}

export function hasHalf(day: OfficeDay, half: HalfDay): boolean {
  return day.sessions.some((session) => halfOf(session) === half)
}

/** The session that holds the instant. Its last moment belongs to it: papers taken in at 17:00 sharp are in time. */
export function sessionAt(day: OfficeDay, atMs: InstantMs): TimeRange | null {
  return day.sessions.find(({ fromMs, toMs }) => fromMs <= atMs && atMs <= toMs) ?? null
}

function skipped(day: OfficeDay): DeadlineStep {
  const reason = day.kind === 'holiday' ? 'holiday' : 'day-off'
  return { kind: 'day-skipped', dayMs: day.dayMs, reason, holidayName: day.holidayName }
}

/** The first working day after `dayMs`, with the closed ones before it; null: none for a year. */
export function nextOpenDay(
  days: OfficeDays,
  dayMs: InstantMs,
): { readonly day: OfficeDay; readonly steps: readonly DeadlineStep[] } | null {
  const steps: DeadlineStep[] = []
  for (let ahead = 1; ahead <= LONGEST_CLOSED_DAYS; ahead += 1) {
    const day = days(dayMs + ahead * DAY_MS)
    if (isOpen(day)) return { day, steps }
    steps.push(skipped(day))
  }
  return null
}

function whyClosed(day: OfficeDay, atMs: InstantMs) {
  if (day.kind === 'holiday') return 'holiday'
  if (!isOpen(day)) return 'day-off'
  if (atMs < opensAt(day)) return 'before-hours'
  return atMs > closesAt(day) ? 'after-hours' : 'break'
}

/** The instant itself in office time, else when the office opens next; null: never within a year. */
export function intoOffice(days: OfficeDays, atMs: InstantMs): Reached | null {
  const day = dayAt(days, atMs)
  if (sessionAt(day, atMs)) return { atMs, steps: [] }
  const reason = whyClosed(day, atMs)
  const move = (toMs: InstantMs): DeadlineStep => ({
    kind: 'into-office',
    atMs: toMs,
    reason,
    holidayName: day.holidayName,
  })
  const later = day.sessions.find(({ fromMs }) => fromMs > atMs)
  if (later) return { atMs: later.fromMs, steps: [move(later.fromMs)] }
  const next = nextOpenDay(days, day.dayMs)
  return next && { atMs: opensAt(next.day), steps: [...next.steps, move(opensAt(next.day))] }
}

/** The instant after so many more milliseconds of office time; null: none comes. */
export function addOfficeTime(days: OfficeDays, fromMs: InstantMs, officeMs: number): Reached | null {
  const steps: DeadlineStep[] = []
  if (officeMs === 0) return { atMs: fromMs, steps }
  let leftMs = officeMs
  let day: OfficeDay = dayAt(days, fromMs)
  for (;;) {
    for (const session of day.sessions) {
      const beginMs = Math.max(session.fromMs, fromMs)
      if (beginMs >= session.toMs) continue
      const endMs = Math.min(session.toMs, beginMs + leftMs)
      leftMs -= endMs - beginMs
      steps.push({ kind: 'hours-counted', fromMs: beginMs, toMs: endMs, totalMs: officeMs - leftMs })
      if (leftMs === 0) return { atMs: endMs, steps }
    }
    const next = nextOpenDay(days, day.dayMs)
    if (!next) return null
    steps.push(...next.steps)
    day = next.day
  }
}

/** Office time between two instants. */
export function officeTimeIn(days: OfficeDays, range: TimeRange): number {
  let sumMs = 0
  for (let dayMs = startOfVietnamDay(range.fromMs); dayMs < range.toMs; dayMs += DAY_MS) {
    sumMs += totalMs(days(dayMs).sessions.flatMap((session) => intersect(session, range) ?? []))
  }
  return sumMs
}
