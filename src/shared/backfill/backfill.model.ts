import { z } from 'zod'
import { videoCodecSchema } from '../cameras/cameras.model.ts'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { timeRangeSchema } from '../kernel/time-range.ts'

/** Every hole of the schedule, or only those that a dossier at the desk needs. */
export const backfillModeSchema = z.enum(['all', 'sample'])
export type BackfillMode = z.infer<typeof backfillModeSchema>

const minuteOfDaySchema = z.int().min(0).max(1439)

export const backfillSettingsSchema = z.object({
  /** Fetches every night by itself. */
  automatic: z.boolean(),
  mode: backfillModeSchema,
  /** Minutes after midnight in Vietnam; an end before the start lies on the next day, the same as the start: all day. */
  windowFromMinute: minuteOfDaySchema,
  windowToMinute: minuteOfDaySchema,
  /** Of all fetching together: cameras are read one after the other. */
  maxKilobitsPerSecond: z.int().min(64).max(1_000_000),
  /** How far back the nightly round looks. */
  lookBackDays: z.int().min(1).max(60),
})
export type BackfillSettings = z.infer<typeof backfillSettingsSchema>

export const DEFAULT_BACKFILL_SETTINGS: BackfillSettings = {
  automatic: false,
  mode: 'all',
  windowFromMinute: 22 * 60,
  windowToMinute: 5 * 60,
  maxKilobitsPerSecond: 4000,
  lookBackDays: 7,
}

/** What a camera's card holds, by station time. */
export const cardStateSchema = z.object({
  ranges: z.array(timeRangeSchema),
  checkedAtMs: instantMsSchema,
})
export type CardState = z.infer<typeof cardStateSchema>

export const backfillEstimateSchema = z.object({
  bytes: z.int().min(0),
  bytesPerSecond: z.number().min(0),
  /** From the camera's own recordings, or assumed because it has none yet. */
  basis: z.enum(['own-footage', 'assumed']),
  /** The stated limit, or what earlier fetching really reached if that is less. */
  bitsPerSecond: z.number().min(0),
  neededMs: z.int().min(0),
  /** The window that is open or comes next. */
  window: timeRangeSchema,
  /** What of it lies ahead. */
  windowLeftMs: z.int().min(0),
  enough: z.boolean(),
  nights: z.int().min(0),
})
export type BackfillEstimate = z.infer<typeof backfillEstimateSchema>

/** Holes that are listed one by one; the sums count all. */
export const MAX_LISTED_HOLES = 500

export const backfillPlanSchema = z.object({
  cameraId: idSchema,
  range: timeRangeSchema,
  mode: backfillModeSchema,
  scheduledMs: z.int().min(0),
  /** Scheduled, over, and without footage. */
  missingMs: z.int().min(0),
  /** Of it what the mode asks for. */
  wantedMs: z.int().min(0),
  /** Of that what the card holds: what would be fetched. */
  onCardMs: z.int().min(0),
  holes: z.array(timeRangeSchema).max(MAX_LISTED_HOLES),
  /** null: never asked, or the camera has no card that tells. */
  card: cardStateSchema.nullable(),
  /** Between the camera's clock and the station's: fetched times are true within it. null: never measured. */
  uncertaintyMs: z.int().min(0).nullable(),
  estimate: backfillEstimateSchema,
})
export type BackfillPlan = z.infer<typeof backfillPlanSchema>

export const cameraGapsSchema = z.object({
  cameraId: idSchema,
  hasCard: z.boolean(),
  card: cardStateSchema.nullable(),
  missingMs: z.int().min(0),
  /** Of it what the card holds. */
  onCardMs: z.int().min(0),
})
export type CameraGaps = z.infer<typeof cameraGapsSchema>

export const BACKFILL_STATES = ['planned', 'running', 'done', 'failed', 'cancelled', 'undone'] as const
export const backfillStateSchema = z.enum(BACKFILL_STATES)
export type BackfillState = z.infer<typeof backfillStateSchema>

export const FILE_OUTCOMES = ['imported', 'salvaged', 'covered', 'duplicate', 'failed'] as const
/**
 * `salvaged`: up to where the file is broken. `covered`: there was footage for all of it. `duplicate`: the same bytes were
 * imported before.
 */
export const fileOutcomeSchema = z.enum(FILE_OUTCOMES)
export type FileOutcome = z.infer<typeof fileOutcomeSchema>

export const TIME_SOURCES = ['typed', 'name', 'container', 'unknown'] as const
export const timeSourceSchema = z.enum(TIME_SOURCES)
export type TimeSource = z.infer<typeof timeSourceSchema>

export const backfillSchema = z.object({
  id: idSchema,
  cameraId: idSchema,
  kind: z.enum(['device', 'files']),
  fromMs: instantMsSchema,
  toMs: instantMsSchema,
  state: backfillStateSchema,
  /** What there was to fill when it was asked for. */
  wantedMs: z.int().min(0),
  filledMs: z.int().min(0),
  bytes: z.int().min(0),
  /** Of the fetched times; null: not known. */
  uncertaintyMs: z.int().min(0).nullable(),
  /** How many files came to which end; empty for a card. */
  files: z.partialRecord(fileOutcomeSchema, z.int().min(0)),
  /** Key under `errors.`; null unless it failed. */
  errorCode: z.string().nullable(),
  createdAtMs: instantMsSchema,
  createdBy: z.string(),
  finishedAtMs: instantMsSchema.nullable(),
  /** 0–1 while it runs; null otherwise. */
  progress: z.number().min(0).max(1).nullable(),
})
export type Backfill = z.infer<typeof backfillSchema>

export const MAX_IMPORT_FILES = 5000

/** What a person says about a folder of recordings before anything is read. */
export const importRequestSchema = z.object({
  cameraId: idSchema,
  /** Absolute, as the station's own system writes it. */
  folder: z.string().trim().min(1).max(1000),
  /** Station time of the one file whose time nothing else tells. */
  startMs: instantMsSchema.nullable().default(null),
  /** Start of single files, by path below the folder: stronger than anything else. */
  startOverrides: z.record(z.string().max(1000), instantMsSchema).default({}),
  /** Tried before the shipped ones. */
  pattern: z.string().max(400).nullable().default(null),
  /** Clock of the names where the pattern does not say so itself. */
  zone: z.enum(['vietnam', 'utc']).default('vietnam'),
  /** Many recorders write Vietnamese time into the container and call it UTC. */
  containerZone: z.enum(['vietnam', 'utc']).default('utc'),
  /** The times are the camera's own: they are turned into station time by its newest clock offset. */
  applyClockOffset: z.boolean().default(false),
})
export type ImportRequest = z.infer<typeof importRequestSchema>
/** What has a default may be left out. */
export type ImportRequestInput = z.input<typeof importRequestSchema>

export const importedFileSchema = z.object({
  /** Below the folder, with `/`. */
  path: z.string().max(1000),
  startMs: instantMsSchema,
  timeSource: timeSourceSchema,
})
export type ImportedFile = z.infer<typeof importedFileSchema>

export const importPreviewRowSchema = z.object({
  path: z.string(),
  sizeBytes: z.int().min(0),
  codec: videoCodecSchema.nullable(),
  /** As the file's own header calls it. */
  codecName: z.string().nullable(),
  widthPx: z.int().min(0),
  heightPx: z.int().min(0),
  durationMs: z.int().min(0).nullable(),
  /** Station time. */
  startMs: instantMsSchema.nullable(),
  endMs: instantMsSchema.nullable(),
  timeSource: timeSourceSchema,
  patternId: z.string().nullable(),
  /** Holes that it would fill, after the files before it. */
  fillsMs: z.int().min(0),
  /** What of it lies in existing footage or in a file before it. */
  overlapMs: z.int().min(0),
  /** Path or name of the file with the same bytes. */
  duplicateOf: z.string().nullable(),
  /** Keys under `errors.`: why it cannot be imported. */
  problems: z.array(z.string()),
  /** Keys under `backfill.warning.`: worth a look. */
  warnings: z.array(z.enum(['times-differ', 'duration-differs', 'clock-unmeasured'])),
})
export type ImportPreviewRow = z.infer<typeof importPreviewRowSchema>

export const importPreviewSchema = z.object({
  cameraId: idSchema,
  folder: z.string(),
  rows: z.array(importPreviewRowSchema),
  /** Files that are no recordings by their name. */
  ignored: z.int().min(0),
  fillsMs: z.int().min(0),
  bytes: z.int().min(0),
})
export type ImportPreview = z.infer<typeof importPreviewSchema>

export const backfillFileSchema = z.object({
  path: z.string(),
  outcome: fileOutcomeSchema,
  /** Key under `errors.`; null when there is nothing to say. */
  code: z.string().nullable(),
  timeSource: timeSourceSchema,
  sizeBytes: z.int().min(0),
  fromMs: instantMsSchema.nullable(),
  toMs: instantMsSchema.nullable(),
  filledMs: z.int().min(0),
})
export type BackfillFile = z.infer<typeof backfillFileSchema>
