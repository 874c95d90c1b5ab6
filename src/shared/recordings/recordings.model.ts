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
/** Reason of an `unknown` stretch in which the camera did not have to record: no gap either. */
export const NOT_SCHEDULED = 'not-scheduled'
/** Reason of an `unknown` stretch for which nothing was written down: the only one that must never be. */
export const UNEXPLAINED = 'unexplained'
/** Reason of `not-yet-fetched`: the recorder is at it, and the next whole group will bring it. */
export const IN_PROGRESS = 'in-progress'
/** Reason of `unknown`: the file is there and is not what was sealed. */
export const SEGMENT_DAMAGED = 'segment-damaged'
/** Reason of `unknown`: the folder that holds the file is not there now (a disk unplugged). */
export const STORAGE_MISSING = 'storage-missing'
/** Reason of `not-yet-fetched`: the camera's own card holds it. */
export const ON_DEVICE = 'on-device'

/** Whether a file holds what the recorder saw, or what was fetched later. */
export const segmentOriginSchema = z.enum(['recorded', 'backfilled'])
export type SegmentOrigin = z.infer<typeof segmentOriginSchema>

export const footageSpanSchema = z.object({
  fromMs: instantMsSchema,
  toMs: instantMsSchema,
  state: footageStateSchema,
  /** Short machine reason of an absence, e.g. `rtsp-timeout`; null for footage. */
  reason: z.string().nullable(),
})
export type FootageSpan = z.infer<typeof footageSpanSchema>

/** The row of the station's database that proves a state. */
export const spanProofSchema = z.object({
  table: z.enum([
    'absences',
    'cameras',
    'device_recordings',
    'recording_runs',
    'segments',
    'segment_tombstones',
    'settings',
  ]),
  /** The row's id; for segments their numbers, `17` or `17–42`. */
  id: z.string(),
})
export type SpanProof = z.infer<typeof spanProofSchema>

/** A span with what proves it; null for footage, which proves itself, and for what nothing explains. */
export const provenSpanSchema = footageSpanSchema.extend({ proof: spanProofSchema.nullable() })
export type ProvenSpan = z.infer<typeof provenSpanSchema>

export const footageLaneSchema = z.object({ cameraId: idSchema, spans: z.array(footageSpanSchema) })
export type FootageLane = z.infer<typeof footageLaneSchema>

export const recorderStatusSchema = z.object({
  cameraId: idSchema,
  state: z.enum(['recording', 'connecting', 'retrying', 'stopped', 'disk-full', 'off-schedule']),
  /** Station time at which the newest whole keyframe group ended. */
  lastGroupEndMs: instantMsSchema.nullable(),
  sinceMs: instantMsSchema,
  /** Why it is not recording: key under `recorder.` in the locales. */
  reason: z.string().nullable(),
  /** Over the last few keyframe groups; null while it is not recording. */
  bitsPerSecond: z.int().min(0).nullable(),
  /** Longest of the last few keyframe groups; null before the first. */
  keyframeSpacingMs: z.int().min(0).nullable(),
  /** For how long the oldest group that is not on the disk yet has been waiting: above seconds the disk is too slow. */
  behindMs: z.int().min(0),
  /** Failed tries since the last footage. */
  retries: z.int().min(0),
  /** null while it is not waiting for its next try. */
  nextTryAtMs: instantMsSchema.nullable(),
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
