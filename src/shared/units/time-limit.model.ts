import { z } from 'zod'

/** Giờ làm việc, ngày làm việc, ngày: how a procedure's time is counted. */
export const TIME_UNITS = ['working-hour', 'working-day', 'calendar-day'] as const
export const timeUnitSchema = z.enum(TIME_UNITS)
export type TimeUnit = z.infer<typeof timeUnitSchema>

/** `{0, 'working-day'}` is "trong ngày". Halves occur: "0,5 ngày". */
export const timeLimitSchema = z.object({
  amount: z.number().min(0).max(2000).multipleOf(0.5),
  unit: timeUnitSchema,
})
export type TimeLimit = z.infer<typeof timeLimitSchema>
