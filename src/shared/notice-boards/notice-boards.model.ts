import { z } from 'zod'
import { jobSchema } from '../jobs/jobs.model.ts'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { zoneSchema } from '../presence/presence.model.ts'
import { footageStateSchema } from '../recordings/recordings.model.ts'

/** For how many months a picture of a board is kept: a scoring year, the year after it for complaints. */
export const BOARD_KEPT_MONTHS = 24

const timesSchema = z.object({
  every: z.enum(['day', 'week']),
  /** 1 is Monday, 7 Sunday; null for every day. */
  weekday: z.int().min(1).max(7).nullable(),
  /** Vietnamese time. */
  minuteOfDay: z.int().min(0).max(1439),
})

/** When a board's picture is taken from the footage, from `fromMs` on. */
export const boardScheduleSchema = timesSchema.extend({
  zoneId: idSchema,
  fromMs: instantMsSchema,
  createdAtMs: instantMsSchema,
  createdBy: z.string(),
})
export type BoardSchedule = z.infer<typeof boardScheduleSchema>
export type BoardTimes = z.infer<typeof timesSchema>

export const newBoardScheduleSchema = timesSchema
  .extend({ zoneId: idSchema })
  .refine(({ every, weekday }) => (every === 'week') === (weekday !== null), { error: 'board.weekday' })
export type NewBoardSchedule = z.infer<typeof newBoardScheduleSchema>

/** Why there is no picture: what the ledger says of that moment, that nothing was to be recorded, or that it could not be read. */
export const boardCauseSchema = z.enum([...footageStateSchema.options, 'not-scheduled', 'unreadable'])
export type BoardCause = z.infer<typeof boardCauseSchema>

/** The board at one due time: a picture, or why there is none. */
export const boardPictureSchema = z.object({
  id: idSchema,
  zoneId: idSchema,
  dueAtMs: instantMsSchema,
  /** Where the recording places the frame; null: there is none. */
  takenAtMs: instantMsSchema.nullable(),
  cause: boardCauseSchema.nullable(),
  sha256: z.string().nullable(),
  sizeBytes: z.int().nullable(),
  widthPx: z.int().nullable(),
  heightPx: z.int().nullable(),
  /** Its file was deleted when its time was up; the row stays. */
  deletedAtMs: instantMsSchema.nullable(),
})
export type BoardPicture = z.infer<typeof boardPictureSchema>

export const boardSchema = z.object({
  zone: zoneSchema,
  roomId: idSchema,
  cameraName: z.string(),
  schedule: boardScheduleSchema.nullable(),
  /** Due times that were looked at, and how many of them have a picture. */
  due: z.int().min(0),
  pictures: z.int().min(0),
  /** The newest run; null before the first, and for other people's. */
  job: jobSchema.nullable(),
})
export type Board = z.infer<typeof boardSchema>
