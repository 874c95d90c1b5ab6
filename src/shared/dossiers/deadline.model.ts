import { z } from 'zod'
import { instantMsSchema } from '../kernel/instant.ts'
import { timeLimitSchema } from '../units/time-limit.model.ts'

/** While a citizen completes the papers. Log time, half-open; null: they have not come yet. */
export const supplementSpanSchema = z.object({ fromMs: instantMsSchema, toMs: instantMsSchema.nullable() })
export type SupplementSpan = z.infer<typeof supplementSpanSchema>

const halfDaySchema = z.enum(['morning', 'afternoon'])
export type HalfDay = z.infer<typeof halfDaySchema>

/** One line of the computation. `dayMs` is a midnight in Vietnam, other instants are log time. */
export const deadlineStepSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('received'), atMs: instantMsSchema }),
  /** Taken in while the office was closed: counts from when it opens. */
  z.object({
    kind: z.literal('into-office'),
    atMs: instantMsSchema,
    reason: z.enum(['before-hours', 'break', 'after-hours', 'day-off', 'holiday']),
    holidayName: z.string().nullable(),
  }),
  /** Taken in after the cut-off: counts from when the next working day opens. */
  z.object({ kind: z.literal('cut-off'), minute: z.int(), atMs: instantMsSchema }),
  z.object({
    kind: z.literal('day-counted'),
    dayMs: instantMsSchema,
    number: z.int(),
    isMakeUp: z.boolean(),
  }),
  z.object({
    kind: z.literal('day-skipped'),
    dayMs: instantMsSchema,
    reason: z.enum(['day-off', 'holiday']),
    holidayName: z.string().nullable(),
  }),
  /** Working hours of one session; `totalMs` with those before it. */
  z.object({
    kind: z.literal('hours-counted'),
    fromMs: instantMsSchema,
    toMs: instantMsSchema,
    totalMs: z.int(),
  }),
  /** Due by the end of that half of the day. */
  z.object({ kind: z.literal('end-of-half'), half: halfDaySchema, atMs: instantMsSchema }),
  /** Due by the end of the office's day. */
  z.object({ kind: z.literal('end-of-day'), atMs: instantMsSchema }),
  /** The office is closed at that time of that day. */
  z.object({ kind: z.literal('time-adjusted'), fromMs: instantMsSchema, atMs: instantMsSchema }),
  z.object({ kind: z.literal('calendar-days'), amount: z.number(), dayMs: instantMsSchema }),
  /** The last day is none on which the office works. */
  z.object({ kind: z.literal('end-moved'), fromDayMs: instantMsSchema, dayMs: instantMsSchema }),
  /** `pausedMs` is office time; for calendar days all of it. */
  z.object({
    kind: z.literal('paused'),
    fromMs: instantMsSchema,
    toMs: instantMsSchema,
    pausedMs: z.int(),
  }),
  z.object({ kind: z.literal('restarted'), atMs: instantMsSchema }),
  z.object({ kind: z.literal('due'), atMs: instantMsSchema }),
])
export type DeadlineStep = z.infer<typeof deadlineStepSchema>

export const DEADLINE_OBSTACLES = [
  'no-receipt',
  /** The log has a day and no time of day, and the rule needs one. */
  'receipt-without-time',
  'no-time-limit',
  'no-due-date',
  /** Papers are still awaited: the clock stands. */
  'supplement-open',
  /** The calendar has no working day within a year. */
  'never-open',
] as const
export const deadlineObstacleSchema = z.enum(DEADLINE_OBSTACLES)
export type DeadlineObstacle = z.infer<typeof deadlineObstacleSchema>

const audited = {
  limit: timeLimitSchema.nullable(),
  importedDueMs: instantMsSchema.nullable(),
  computedDueMs: instantMsSchema.nullable(),
  steps: z.array(deadlineStepSchema),
}

/** The imported due date against our own arithmetic. The imported one stays the one that counts. */
export const deadlineAuditSchema = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('agrees'), precision: z.enum(['day', 'minute']), ...audited }),
  z.object({
    verdict: z.literal('differs'),
    precision: z.enum(['day', 'minute']),
    /** Imported − computed; positive: the log gives the office more time than the rule does. */
    byMs: z.int(),
    /** Between the two dates, whatever the time of day. */
    byDays: z.int(),
    ...audited,
  }),
  z.object({ verdict: z.literal('not-computable'), why: deadlineObstacleSchema, ...audited }),
])
export type DeadlineAudit = z.infer<typeof deadlineAuditSchema>
