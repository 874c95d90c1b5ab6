import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { footageStateSchema, provenSpanSchema } from '../recordings/recordings.model.ts'
import { roomKindSchema } from '../units/units.model.ts'

const lengthMsSchema = z.int().min(0)

/** What became of the scheduled time that lies before now. The states add up to `scheduledMs` exactly. */
export const ledgerFiguresSchema = z.object({
  scheduledMs: lengthMsSchema,
  byState: z.record(footageStateSchema, lengthMsSchema),
  /** Of `unknown`: what no row explains. It has to be 0. */
  unexplainedMs: lengthMsSchema,
  /** Of `not-yet-fetched`: what the recorder is at right now. */
  inProgressMs: lengthMsSchema,
  /** Office hours in which the camera had to record and whose footage is not on its way. */
  officeMs: lengthMsSchema,
  /** Of `officeMs`: what was filmed, whether it is still there or was deleted since. */
  officeFilmedMs: lengthMsSchema,
})
export type LedgerFigures = z.infer<typeof ledgerFiguresSchema>

/** Scheduled time without footage, by why. */
export const ledgerCauseSchema = z.object({
  state: footageStateSchema,
  reason: z.string().nullable(),
  lengthMs: lengthMsSchema,
})
export type LedgerCause = z.infer<typeof ledgerCauseSchema>

export const ledgerSumSchema = z.object({ figures: ledgerFiguresSchema, causes: z.array(ledgerCauseSchema) })
export type LedgerSum = z.infer<typeof ledgerSumSchema>

const ledgerDaySchema = z.object({ dayMs: instantMsSchema, figures: ledgerFiguresSchema })

export const ledgerCameraSchema = z.object({
  cameraId: idSchema,
  name: z.string(),
  roomId: idSchema,
  communeUnitId: idSchema,
  /** Each day of the range that has begun, by its midnight in Vietnam. */
  days: z.array(ledgerDaySchema),
  sum: ledgerSumSchema,
})
export type LedgerCamera = z.infer<typeof ledgerCameraSchema>

/** Sums of a commune, and of each kind of its rooms. */
export const ledgerCommuneSchema = z.object({
  communeUnitId: idSchema,
  cameras: z.int().min(0),
  sum: ledgerSumSchema,
  rooms: z.array(z.object({ kind: roomKindSchema, cameras: z.int().min(0), sum: ledgerSumSchema })),
})
export type LedgerCommune = z.infer<typeof ledgerCommuneSchema>

export const ledgerTotalsSchema = z.object({
  /** By the midnight at which a month of Vietnam begins. */
  months: z.array(z.object({ monthMs: instantMsSchema, sum: ledgerSumSchema })),
  communes: z.array(ledgerCommuneSchema),
  all: ledgerSumSchema,
})
export type LedgerTotals = z.infer<typeof ledgerTotalsSchema>

export const ledgerMonthSchema = z.object({
  fromMs: instantMsSchema,
  toMs: instantMsSchema,
  nowMs: instantMsSchema,
  cameras: z.array(ledgerCameraSchema),
  totals: ledgerTotalsSchema,
})
export type LedgerMonth = z.infer<typeof ledgerMonthSchema>

export const MINUTES_OF_DAY = 1440

export const ledgerCameraDaySchema = z.object({
  cameraId: idSchema,
  dayMs: instantMsSchema,
  nowMs: instantMsSchema,
  sum: ledgerSumSchema,
  /** Spans within the schedule: they add up to it. */
  spans: z.array(provenSpanSchema),
  /** The state that holds longest in each minute, the worse of two; null where nothing was scheduled, or not yet. */
  minutes: z.array(footageStateSchema.nullable()).length(MINUTES_OF_DAY),
})
export type LedgerCameraDay = z.infer<typeof ledgerCameraDaySchema>

/** Whether a camera recorded on a day: all of its schedule, some, nothing at all, or it did not have to. */
export const digestVerdictSchema = z.enum(['never-came', 'gaps', 'ok', 'off'])
export type DigestVerdict = z.infer<typeof digestVerdictSchema>

export const digestDaySchema = z.object({
  verdict: digestVerdictSchema,
  figures: ledgerFiguresSchema,
  missingMs: lengthMsSchema,
  /** The longest stretch without footage. */
  longest: provenSpanSchema.nullable(),
})
export type DigestDay = z.infer<typeof digestDaySchema>

export const digestCameraSchema = z.object({
  cameraId: idSchema,
  name: z.string(),
  roomId: idSchema,
  yesterday: digestDaySchema,
  /** Up to now. */
  today: digestDaySchema,
})
export type DigestCamera = z.infer<typeof digestCameraSchema>

/** "Am I recording?" Cameras worst first. */
export const ledgerDigestSchema = z.object({
  nowMs: instantMsSchema,
  todayMs: instantMsSchema,
  cameras: z.array(digestCameraSchema),
})
export type LedgerDigest = z.infer<typeof ledgerDigestSchema>
