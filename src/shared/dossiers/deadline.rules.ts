import { DAY_MS, HOUR_MS, type InstantMs, MINUTE_MS, startOfVietnamDay } from '../kernel/instant.ts'
import type { TimeLimit } from '../units/time-limit.model.ts'
import type { OfficeDay, OfficeDays } from '../units/working-calendar.model.ts'
import type { DeadlineStep, HalfDay } from './deadline.model.ts'
import {
  addOfficeTime,
  closesAt,
  dayAt,
  endOfHalf,
  halfAt,
  hasHalf,
  intoOffice,
  isOpen,
  nextOpenDay,
  opensAt,
  type Reached,
  sessionAt,
} from './office-time.rules.ts'

/** `day`: the rule says by the end of which day, and no time of it. */
export type Deadline = Reached & { readonly precision: 'day' | 'minute' }

/** Papers after the cut-off count as taken in when the next working day opens. */
function afterCutOff(
  days: OfficeDays,
  receivedAtMs: InstantMs,
  start: Reached,
  limit: TimeLimit,
): Reached | null {
  const day = dayAt(days, start.atMs)
  const { cutOff } = day.rules
  const isSameDay = limit.unit === 'working-day' && limit.amount === 0
  if (!cutOff || (cutOff.scope === 'same-day' && !isSameDay)) return start
  // Moved to a later day, they come first thing in the morning.
  if (startOfVietnamDay(receivedAtMs) !== day.dayMs) return start
  if (receivedAtMs <= day.dayMs + cutOff.minute * MINUTE_MS) return start
  const next = nextOpenDay(days, day.dayMs)
  if (!next) return null
  const atMs = opensAt(next.day)
  return { atMs, steps: [...start.steps, ...next.steps, { kind: 'cut-off', minute: cutOff.minute, atMs }] }
}

type Landed = { readonly day: OfficeDay; readonly steps: readonly DeadlineStep[] }

function countDays(days: OfficeDays, from: OfficeDay, count: number): Landed | null {
  const steps: DeadlineStep[] = []
  let day = from
  for (let number = 1; number <= count; number += 1) {
    const next = nextOpenDay(days, day.dayMs)
    if (!next) return null
    day = next.day
    steps.push(...next.steps, {
      kind: 'day-counted',
      dayMs: day.dayMs,
      number,
      isMakeUp: day.kind === 'make-up',
    })
  }
  return { day, steps }
}

/** The same time of day, or the nearest office time of that very day. */
function atTimeOfDay(day: OfficeDay, atMs: InstantMs): Reached {
  if (sessionAt(day, atMs)) return { atMs, steps: [] }
  const movedMs = day.sessions.find(({ fromMs }) => fromMs > atMs)?.fromMs ?? closesAt(day)
  return { atMs: movedMs, steps: [{ kind: 'time-adjusted', fromMs: atMs, atMs: movedMs }] }
}

/** Half a day on: papers of a morning by the end of the afternoon, those of an afternoon by the end of the next morning. */
function halfDayOn(days: OfficeDays, landed: Landed, half: HalfDay): Reached | null {
  if (half === 'morning' && hasHalf(landed.day, 'afternoon')) {
    const atMs = endOfHalf(landed.day, 'afternoon')
    return { atMs, steps: [...landed.steps, { kind: 'end-of-half', half: 'afternoon', atMs }] }
  }
  const next = nextOpenDay(days, landed.day.dayMs)
  if (!next) return null
  const to: HalfDay = hasHalf(next.day, 'morning') ? 'morning' : 'afternoon'
  const atMs = endOfHalf(next.day, to)
  return { atMs, steps: [...landed.steps, ...next.steps, { kind: 'end-of-half', half: to, atMs }] }
}

function addWorkingDays(days: OfficeDays, startMs: InstantMs, amount: number): Deadline | null {
  const first = dayAt(days, startMs)
  const whole = Math.floor(amount)
  const landed = countDays(days, first, whole)
  if (!landed) return null
  const { day, steps } = landed
  if (amount > whole) {
    const reached = halfDayOn(days, landed, halfAt(first, startMs))
    return reached && { ...reached, precision: 'minute' }
  }
  if (first.rules.style === 'session') {
    const half = halfAt(first, startMs)
    const atMs = endOfHalf(day, half)
    return { atMs, steps: [...steps, { kind: 'end-of-half', half, atMs }], precision: 'minute' }
  }
  if (whole === 0) {
    const atMs = closesAt(day)
    return { atMs, steps: [...steps, { kind: 'end-of-day', atMs }], precision: 'day' }
  }
  const timed = atTimeOfDay(day, day.dayMs + startMs - first.dayMs)
  return { atMs: timed.atMs, steps: [...steps, ...timed.steps], precision: 'minute' }
}

/**
 * Whole days, holidays counted too; only the last one is moved to a day on which the office works, and the term ends
 * with it.
 */
function addCalendarDays(
  days: OfficeDays,
  startMs: InstantMs,
  amount: number,
  pausedMs: number,
): Deadline | null {
  const last = dayAt(days, startMs + amount * DAY_MS + pausedMs)
  const steps: DeadlineStep[] = [{ kind: 'calendar-days', amount, dayMs: last.dayMs }]
  let day = last
  if (!isOpen(last)) {
    const next = nextOpenDay(days, last.dayMs)
    if (!next) return null
    day = next.day
    steps.push({ kind: 'end-moved', fromDayMs: last.dayMs, dayMs: day.dayMs })
  }
  const atMs = closesAt(day)
  return { atMs, steps: [...steps, { kind: 'end-of-day', atMs }], precision: 'day' }
}

/**
 * Where the count begins: in office time, after the cut-off. The rules of the office are those of the day on which it
 * begins. null: the calendar has no working day within a year.
 */
export function beginCount(days: OfficeDays, receivedAtMs: InstantMs, limit: TimeLimit): Reached | null {
  const inside = intoOffice(days, receivedAtMs)
  return inside && afterCutOff(days, receivedAtMs, inside, limit)
}

/** `limit` after the start, with no supplement asked for. `pausedMs` lengthens a term of calendar days. */
export function addLimit(
  days: OfficeDays,
  startMs: InstantMs,
  limit: TimeLimit,
  pausedMs = 0,
): Deadline | null {
  if (limit.unit === 'working-day') return addWorkingDays(days, startMs, limit.amount)
  if (limit.unit === 'calendar-day') return addCalendarDays(days, startMs, limit.amount, pausedMs)
  const reached = addOfficeTime(days, startMs, limit.amount * HOUR_MS)
  return reached && { ...reached, precision: 'minute' }
}
