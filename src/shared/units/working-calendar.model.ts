import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'

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

/** When an office is open. A made-up working day has the sessions of the weekday it stands for. */
export const workingCalendarBodySchema = z.object({
  sessions: z.array(officeSessionSchema).min(1).max(50),
  holidays: z.array(z.object({ day: calendarDaySchema, name: z.string().trim().min(1).max(200) })).max(500),
  makeUpDays: z.array(z.object({ day: calendarDaySchema, likeWeekday: z.int().min(1).max(7) })).max(200),
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
