import { z } from 'zod'
import { daySessionSchema, receptionRegimeSchema, scheduleRowSchema } from '../imports/import-rows.model.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { timeRangeSchema } from '../kernel/time-range.ts'
import { entrySchema, LONGEST_TEXT } from './receptions.model.ts'

export const hostRoleSchema = scheduleRowSchema.shape.hostRole
export type HostRole = z.infer<typeof hostRoleSchema>

const minute = z.int().min(0).max(1440).nullable().default(null)

/** One session (buổi) of the posted schedule. */
export const sessionBodySchema = z
  .object({
    dayMs: instantMsSchema,
    session: daySessionSchema,
    /** Minutes from midnight, half-open; null: the office hours of the session. */
    fromMinute: minute,
    toMinute: minute,
    regime: receptionRegimeSchema,
    hostName: z.string().trim().min(1).max(LONGEST_TEXT.hostName).nullable().default(null),
    hostRole: hostRoleSchema,
  })
  .refine(({ fromMinute, toMinute }) => (fromMinute === null) === (toMinute === null), {
    error: 'range.empty',
    path: ['toMinute'],
  })
  .refine(({ fromMinute, toMinute }) => fromMinute === null || toMinute === null || fromMinute < toMinute, {
    error: 'range.empty',
    path: ['toMinute'],
  })
export type SessionBody = z.infer<typeof sessionBodySchema>

/**
 * A scheduled session against what was held. `held-recorded`, `held-unrecorded`: the register has entries of it;
 * `recorded-unregistered`: footage alone, a candidate for a look; `not-held`: neither.
 */
export const SESSION_STATES = [
  'planned',
  'under-way',
  'held-recorded',
  'held-unrecorded',
  'recorded-unregistered',
  'not-held',
] as const
export const sessionStateSchema = z.enum(SESSION_STATES)
export type SessionState = z.infer<typeof sessionStateSchema>

/** Footage of a room within some hours. */
export const roomFootageSchema = z.object({
  /** Some camera of the room filmed it, whether or not it is still kept. */
  filmedMs: z.int().min(0),
  /** Still there to look at. */
  footageMs: z.int().min(0),
  /** Why the rest was not filmed, longest first: a footage state (`no-camera`: the room has none) and its reason. */
  causes: z.array(z.object({ state: z.string(), reason: z.string().nullable(), lengthMs: z.int().min(0) })),
})
export type RoomFootage = z.infer<typeof roomFootageSchema>

export const scheduledSessionSchema = entrySchema.extend({
  ...sessionBodySchema.shape,
  /** The hours that it stands for, sorted and disjoint. */
  windows: z.array(timeRangeSchema).min(1),
  sessionState: sessionStateSchema,
  /** Register entries of that day and session. */
  visits: z.int().min(0),
  /** Of these, those whose register tells the day alone: they may be of another session. */
  visitsOfDay: z.int().min(0),
  headVisits: z.int().min(0),
  delegatedVisits: z.int().min(0),
  /** null: not over yet. */
  footage: roomFootageSchema.nullable(),
})
export type ScheduledSession = z.infer<typeof scheduledSessionSchema>

/** A week of the chair's own reception days (criterion 1.7.1), counted in days. */
export const chairWeekSchema = z.object({
  /** Monday, midnight in Vietnam. */
  fromMs: instantMsSchema,
  /** Days with a session of the chair. */
  scheduled: z.int().min(0),
  /** Of these, those that are over: the denominator. */
  due: z.int().min(0),
  /** The register tells that the chair received: the numerator. */
  held: z.int().min(0),
  /** A deputy received instead. */
  delegated: z.int().min(0),
  /** Register or footage of the session, and nothing that says who received. */
  unclear: z.int().min(0),
  /** Neither register nor footage. */
  notHeld: z.int().min(0),
  /** The least that the law or the province asks of a week; 0: nothing in force. */
  minimum: z.number().min(0),
})
export type ChairWeek = z.infer<typeof chairWeekSchema>

export const scheduleSchema = z.object({
  fromMs: instantMsSchema,
  toMs: instantMsSchema,
  nowMs: instantMsSchema,
  sessions: z.array(scheduledSessionSchema),
  weeks: z.array(chairWeekSchema),
  /** Latest day that the room's register tells of; null: none. */
  registerToMs: instantMsSchema.nullable(),
})
export type Schedule = z.infer<typeof scheduleSchema>
