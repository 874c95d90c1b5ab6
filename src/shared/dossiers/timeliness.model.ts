import { z } from 'zod'

/**
 * What a dossier's timeliness is read from: when it was finished or when the citizen got the result, compared by date or
 * to the moment. The same dossier can be on time by one and overdue by another, so every figure names its basis.
 */
export const timelinessBasisSchema = z.object({
  instant: z.enum(['finished', 'returned']),
  resolution: z.enum(['date', 'timestamp']),
})
export type TimelinessBasis = z.infer<typeof timelinessBasisSchema>

export const BASES: readonly TimelinessBasis[] = [
  { instant: 'finished', resolution: 'date' },
  { instant: 'finished', resolution: 'timestamp' },
  { instant: 'returned', resolution: 'date' },
  { instant: 'returned', resolution: 'timestamp' },
]

/** What one-stop software counts in the office's favour (domain notes §3, seen in TD). */
export const timelinessOptionsSchema = z.object({
  /** Rút, trả lại: on time; else left out. */
  withdrawnOnTime: z.boolean(),
  /** Chờ bổ sung: in time; else by its due date. */
  supplementInTime: z.boolean(),
  /** No due date: on time, or in time; else left out. */
  noDueOnTime: z.boolean(),
})
export type TimelinessOptions = z.infer<typeof timelinessOptionsSchema>

export const VENDOR_OPTIONS: TimelinessOptions = {
  withdrawnOnTime: true,
  supplementInTime: true,
  noDueOnTime: true,
}

export const TIMELINESS_CLASSES = [
  'early',
  'on-time',
  'overdue',
  'pending-in-time',
  'pending-overdue',
  'excluded',
] as const
export const timelinessClassSchema = z.enum(TIMELINESS_CLASSES)
export type TimelinessClass = z.infer<typeof timelinessClassSchema>

export const EXCLUSIONS = [
  /** Mới đăng ký, không được tiếp nhận: never taken in. */
  'not-taken-in',
  /** The log has no time of receipt. */
  'no-receipt',
  'withdrawn',
  'no-due-date',
  /** Finished or returned by its status, and the log does not say when. */
  'no-end-date',
] as const
export const exclusionSchema = z.enum(EXCLUSIONS)
export type Exclusion = z.infer<typeof exclusionSchema>
