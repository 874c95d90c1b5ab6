import { DAY_MS, type InstantMs, MINUTE_MS, startOfVietnamDay } from '../kernel/instant.ts'
import { mergeRanges, type TimeRange } from '../kernel/time-range.ts'
import type { TimeLimit } from '../units/time-limit.model.ts'
import type { OfficeDays } from '../units/working-calendar.model.ts'
import type { DeadlineAudit, DeadlineObstacle, DeadlineStep, SupplementSpan } from './deadline.model.ts'
import { addLimit, beginCount, type Deadline } from './deadline.rules.ts'
import { addOfficeTime, dayAt, officeTimeIn } from './office-time.rules.ts'

export type DeadlineInput = {
  readonly receivedAtMs: InstantMs
  readonly limit: TimeLimit
  readonly days: OfficeDays
  /** In any order, overlapping or not; those that begin at or after the due instant change nothing. */
  readonly supplements: readonly SupplementSpan[]
}

export type ComputedDeadline =
  | {
      readonly kind: 'due'
      readonly dueAtMs: InstantMs
      readonly precision: 'day' | 'minute'
      readonly steps: readonly DeadlineStep[]
    }
  | { readonly kind: 'none'; readonly why: DeadlineObstacle; readonly steps: readonly DeadlineStep[] }

const isDateOnly = (atMs: InstantMs): boolean => startOfVietnamDay(atMs) === atMs

/** Later than any instant: papers that have not come. */
const NEVER_MS = Number.MAX_SAFE_INTEGER

function waits(supplements: readonly SupplementSpan[]): TimeRange[] {
  return mergeRanges(supplements.map(({ fromMs, toMs }) => ({ fromMs, toMs: toMs ?? NEVER_MS })))
}

type Course = {
  readonly days: OfficeDays
  readonly limit: TimeLimit
  readonly startMs: InstantMs
  readonly due: Deadline
  readonly steps: readonly DeadlineStep[]
  /** All of it, for a term of calendar days. */
  readonly pausedMs: number
}

function courseFrom(days: OfficeDays, limit: TimeLimit, receivedAtMs: InstantMs): Course | null {
  const start = beginCount(days, receivedAtMs, limit)
  const due = start && addLimit(days, start.atMs, limit)
  return due && { days, limit, startMs: start.atMs, due, steps: [...start.steps, ...due.steps], pausedMs: 0 }
}

/** The clock stands still: as much office time as was paused comes after the due instant. */
function paused(course: Course, fromMs: InstantMs, toMs: InstantMs): Course | null {
  const { days, limit, startMs, due } = course
  const range = { fromMs: Math.max(fromMs, startMs), toMs: Math.max(toMs, startMs) }
  if (limit.unit === 'calendar-day') {
    const pausedMs = range.toMs - range.fromMs
    const allMs = course.pausedMs + pausedMs
    const later = addLimit(days, startMs, limit, allMs)
    const step: DeadlineStep = { kind: 'paused', ...range, pausedMs }
    return later && { ...course, due: later, pausedMs: allMs, steps: [...course.steps, step, ...later.steps] }
  }
  const pausedMs = officeTimeIn(days, range)
  const later = addOfficeTime(days, due.atMs, pausedMs)
  const step: DeadlineStep = { kind: 'paused', ...range, pausedMs }
  return (
    later && {
      ...course,
      due: { ...due, atMs: later.atMs },
      steps: [...course.steps, step, ...later.steps],
    }
  )
}

/** One span of waiting for papers, as the office's rules treat it. */
function withSupplement(course: Course, fromMs: InstantMs, toMs: InstantMs): Course | null {
  if (dayAt(course.days, course.startMs).rules.supplement === 'pause') return paused(course, fromMs, toMs)
  const anew = courseFrom(course.days, course.limit, toMs)
  const step: DeadlineStep = { kind: 'restarted', atMs: toMs }
  return anew && { ...anew, steps: [...course.steps, step, ...anew.steps] }
}

/**
 * When a dossier is due by our own rule, step by step: the receipt moved into office time, then the time limit, then what
 * was paused. Never replaces the date that the log gives.
 */
export function computeDeadline({ receivedAtMs, limit, days, supplements }: DeadlineInput): ComputedDeadline {
  const received: DeadlineStep = { kind: 'received', atMs: receivedAtMs }
  let course = courseFrom(days, limit, receivedAtMs)
  for (const { fromMs, toMs } of waits(supplements)) {
    if (!course) break
    if (fromMs >= course.due.atMs || toMs <= receivedAtMs) continue
    if (toMs === NEVER_MS) return { kind: 'none', why: 'supplement-open', steps: [received, ...course.steps] }
    course = withSupplement(course, fromMs, toMs)
  }
  if (!course) return { kind: 'none', why: 'never-open', steps: [received] }
  const { atMs, precision } = course.due
  return {
    kind: 'due',
    dueAtMs: atMs,
    precision,
    steps: [received, ...course.steps, { kind: 'due', atMs }],
  }
}

/** Whether the answer depends on a time of day that a log with dates alone does not have. */
function needsTimeOfDay({ limit, days, receivedAtMs }: DeadlineInput): boolean {
  if (limit.unit === 'working-hour' || limit.amount % 1 !== 0) return true
  const { cutOff } = dayAt(days, receivedAtMs).rules
  if (!cutOff || limit.unit === 'calendar-day') return false
  return cutOff.scope === 'every' || limit.amount === 0
}

export type AuditedDossier = {
  readonly receivedAtMs: InstantMs | null
  readonly dueAtMs: InstantMs | null
  readonly supplements: readonly SupplementSpan[]
}

const daysBetween = (fromMs: InstantMs, toMs: InstantMs): number =>
  Math.round((startOfVietnamDay(toMs) - startOfVietnamDay(fromMs)) / DAY_MS)

function compared(
  computed: ComputedDeadline & { readonly kind: 'due' },
  importedDueMs: InstantMs,
  isByDay: boolean,
  limit: TimeLimit,
): DeadlineAudit {
  const { dueAtMs, steps } = computed
  const told = { limit, importedDueMs, computedDueMs: dueAtMs, steps: [...steps] }
  const byDays = daysBetween(dueAtMs, importedDueMs)
  if (isByDay) {
    if (byDays === 0) return { verdict: 'agrees', precision: 'day', ...told }
    return { verdict: 'differs', precision: 'day', byMs: byDays * DAY_MS, byDays, ...told }
  }
  // Logs give minutes at best where the form has no seconds.
  const minuteOf = (atMs: InstantMs): number => Math.floor(atMs / MINUTE_MS)
  const byMs = (minuteOf(importedDueMs) - minuteOf(dueAtMs)) * MINUTE_MS
  if (byMs === 0) return { verdict: 'agrees', precision: 'minute', ...told }
  return { verdict: 'differs', precision: 'minute', byMs, byDays, ...told }
}

/**
 * Holds the imported due date against the rule. A date without a time of day, or a rule that gives only a day, is compared
 * by the day.
 */
export function auditDueDate(
  dossier: AuditedDossier,
  limit: TimeLimit | null,
  days: OfficeDays,
): DeadlineAudit {
  const { receivedAtMs, dueAtMs, supplements } = dossier
  const none = (
    why: DeadlineObstacle,
    steps: readonly DeadlineStep[] = [],
    computedDueMs: InstantMs | null = null,
  ): DeadlineAudit => ({
    verdict: 'not-computable',
    why,
    limit,
    importedDueMs: dueAtMs,
    computedDueMs,
    steps: [...steps],
  })
  if (receivedAtMs === null) return none('no-receipt')
  if (limit === null) return none('no-time-limit')
  const input = { receivedAtMs, limit, days, supplements }
  if (isDateOnly(receivedAtMs) && needsTimeOfDay(input)) return none('receipt-without-time')
  const computed = computeDeadline(input)
  if (computed.kind === 'none') return none(computed.why, computed.steps)
  if (dueAtMs === null) return none('no-due-date', computed.steps, computed.dueAtMs)
  const isByDay = computed.precision === 'day' || isDateOnly(dueAtMs) || isDateOnly(receivedAtMs)
  return compared(computed, dueAtMs, isByDay, limit)
}
