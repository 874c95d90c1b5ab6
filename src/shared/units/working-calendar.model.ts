import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { type InstantMs, instantMsSchema } from '../kernel/instant.ts'
import type { TimeRange } from '../kernel/time-range.ts'

/** `yyyy-MM-dd`, a day in Vietnam. */
export const calendarDaySchema = z.iso.date()

export const officeSessionSchema = z
  .object({
    /** ISO weekdays, 1 Monday … 7 Sunday. */
    weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
    /** Minutes after midnight in Vietnam, half-open. */
    fromMinute: z.int().min(0).max(1440),
    toMinute: z.int().min(0).max(1440),
  })
  .refine((session) => session.fromMinute < session.toMinute, { error: 'range.empty', path: ['toMinute'] })
export type OfficeSession = z.infer<typeof officeSessionSchema>

/** How an office counts the time that it has for a dossier. */
export const deadlineRulesSchema = z.object({
  /**
   * Papers taken in after this minute count as taken in when the next working day opens ("nhận sau 15 giờ"): for
   * procedures that are due the same day, or for every one. null: no such rule.
   */
  cutOff: z.object({ minute: z.int().min(0).max(1439), scope: z.enum(['same-day', 'every']) }).nullable(),
  /** `exact`: due at the time of day of the receipt. `session`: morning papers by the end of a morning, others by the end of an afternoon. */
  style: z.enum(['exact', 'session']),
  /** While the citizen completes the papers the clock stands still, or it starts anew when they come. */
  supplement: z.enum(['pause', 'restart']),
})
export type DeadlineRules = z.infer<typeof deadlineRulesSchema>

/** What holds until an office enters its own rules. */
export const DEFAULT_DEADLINE_RULES: DeadlineRules = {
  cutOff: { minute: 900, scope: 'same-day' },
  style: 'exact',
  supplement: 'pause',
}

/** When an office is open. A made-up working day has the sessions of the weekday it stands for. */
export const workingCalendarBodySchema = z.object({
  sessions: z.array(officeSessionSchema).min(1).max(50),
  holidays: z.array(z.object({ day: calendarDaySchema, name: z.string().trim().min(1).max(200) })).max(500),
  makeUpDays: z.array(z.object({ day: calendarDaySchema, likeWeekday: z.int().min(1).max(7) })).max(200),
  /** Calendars that were stored before there were such rules have the built-in ones. */
  deadlines: deadlineRulesSchema.default(DEFAULT_DEADLINE_RULES),
})
export type WorkingCalendarBody = z.infer<typeof workingCalendarBodySchema>

/** A calendar in force during [validFromMs, validToMs). */
export const workingCalendarSchema = workingCalendarBodySchema.extend({
  validFromMs: instantMsSchema,
  validToMs: instantMsSchema.nullable(),
})
export type WorkingCalendar = z.infer<typeof workingCalendarSchema>

/** What a unit keeps to, and since when. */
export const unitCalendarSchema = z.object({
  unitId: idSchema,
  /** Its own calendars, oldest first. */
  own: z.array(workingCalendarSchema),
  /** The one that holds today: its own, that of the nearest unit above (`fromUnitId`), or the built-in one (null). */
  today: workingCalendarBodySchema.extend({ fromUnitId: idSchema.nullable() }),
})
export type UnitCalendar = z.infer<typeof unitCalendarSchema>

/** One day of an office: when it is open, or why not, and the rules in force. */
export type OfficeDay = {
  /** Midnight in Vietnam. */
  readonly dayMs: InstantMs
  /** Sorted and disjoint; empty when closed. */
  readonly sessions: readonly TimeRange[]
  readonly kind: 'working' | 'make-up' | 'holiday' | 'day-off'
  /** Of a holiday. */
  readonly holidayName: string | null
  readonly rules: DeadlineRules
}

/** The days of one office, by the midnight with which each begins. */
export type OfficeDays = (dayMs: InstantMs) => OfficeDay
