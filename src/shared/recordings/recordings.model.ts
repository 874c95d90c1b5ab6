import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'

/** What a minute of a camera can be. Exactly one holds for every scheduled instant: see docs/design/time.md. */
export const FOOTAGE_STATES = [
  'recorded',
  'backfilled',
  'camera-offline',
  'recorder-down',
  'disk-full',
  'obstructed',
  'expired',
  'purged',
  'not-yet-fetched',
  'unknown',
] as const
export const footageStateSchema = z.enum(FOOTAGE_STATES)
export type FootageState = z.infer<typeof footageStateSchema>

export const absenceCauseSchema = footageStateSchema.exclude(['recorded', 'backfilled'])
export type AbsenceCause = z.infer<typeof absenceCauseSchema>

/** Reason of an `unknown` stretch in which the camera was not there yet: no gap of its own. */
export const BEFORE_CAMERA = 'before-camera'

export const footageSpanSchema = z.object({
  fromMs: instantMsSchema,
  toMs: instantMsSchema,
  state: footageStateSchema,
  /** Short machine reason of an absence, e.g. `rtsp-timeout`; null for footage. */
  reason: z.string().nullable(),
})
export type FootageSpan = z.infer<typeof footageSpanSchema>

export const footageLaneSchema = z.object({ cameraId: idSchema, spans: z.array(footageSpanSchema) })
export type FootageLane = z.infer<typeof footageLaneSchema>

export const recorderStatusSchema = z.object({
  cameraId: idSchema,
  state: z.enum(['recording', 'connecting', 'retrying', 'stopped', 'disk-full']),
  /** Station time at which the newest whole keyframe group ended. */
  lastGroupEndMs: instantMsSchema.nullable(),
  sinceMs: instantMsSchema,
  /** Why it is not recording: key under `recorder.` in the locales. */
  reason: z.string().nullable(),
  bitsPerSecond: z.int().min(0).nullable(),
})
export type RecorderStatus = z.infer<typeof recorderStatusSchema>

export const stationStatusSchema = z.object({
  nowMs: instantMsSchema,
  recorders: z.array(recorderStatusSchema),
  disk: z.object({
    freeBytes: z.int().min(0),
    totalBytes: z.int().min(0),
    /** Days until the disk is full at the bytes per day of the running recorders; null when nothing records. */
    daysLeft: z.number().min(0).nullable(),
  }),
})
export type StationStatus = z.infer<typeof stationStatusSchema>
