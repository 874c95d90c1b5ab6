import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { roomKindSchema } from '../units/units.model.ts'

const bytesSchema = z.int().min(0)

/** Whom a policy is for; the most specific one counts: camera, kind of room, station. */
export const policyScopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('station') }),
  z.object({ kind: z.literal('room-kind'), roomKind: roomKindSchema }),
  z.object({ kind: z.literal('camera'), cameraId: idSchema }),
])
export type PolicyScope = z.infer<typeof policyScopeSchema>

export const MAX_RETENTION_DAYS = 3650

export const retentionDaysSchema = z
  .object({
    /** Footage younger than this is never deleted by the program, whatever the disk says. */
    floorDays: z.int().min(0).max(MAX_RETENTION_DAYS),
    /** Footage older than this is deleted unless it is locked; null: it stays until the space is needed. */
    ceilingDays: z.int().min(1).max(MAX_RETENTION_DAYS).nullable(),
  })
  .refine(({ floorDays, ceilingDays }) => ceilingDays === null || ceilingDays >= floorDays, {
    error: 'retention.ceiling-below-floor',
    path: ['ceilingDays'],
  })
export type RetentionDays = z.infer<typeof retentionDaysSchema>

/**
 * What holds while nobody has set anything. The law names no number; the usual range for raw footage is 15–180 days with
 * 30 as the rule, and footage must not be kept longer than it is needed: so 30 for sure, and never beyond 180.
 */
export const DEFAULT_RETENTION: RetentionDays = { floorDays: 30, ceilingDays: 180 }

export const retentionPolicySchema = z.object({ scope: policyScopeSchema, days: retentionDaysSchema })
export type RetentionPolicy = z.infer<typeof retentionPolicySchema>

export const lockStateSchema = z.enum(['provisional', 'locked', 'released'])
export type LockState = z.infer<typeof lockStateSchema>

/** Reason of the locks around a cited clip: key under `retention.reasons.` in the locales. Others are people's own words. */
export const REPLY_WINDOW_REASON = 'reply-window'
/** How long whoever is cited has to answer: explanation, appeal and the time that papers take. */
export const REPLY_WINDOW_DAYS = 30
/** Kept on every side of a cited clip, on all cameras of its room. */
export const AROUND_CLIP_MS = 900_000

export const LOCK_REASON_MIN = 10
export const lockReasonSchema = z.string().trim().min(LOCK_REASON_MIN).max(500)

/** What was locked in one act: a range on one or more cameras. */
export const footageLockSchema = z.object({
  id: idSchema,
  cameraIds: z.array(idSchema).min(1),
  fromMs: instantMsSchema,
  toMs: instantMsSchema,
  state: lockStateSchema,
  reason: z.string(),
  createdBy: z.string(),
  createdAtMs: instantMsSchema,
  releasedAtMs: instantMsSchema.nullable(),
  /** A provisional lock lapses then, unless somebody confirms it. */
  lapsesAtMs: instantMsSchema.nullable(),
  /** The bookmark that asked for it; such a lock goes with its bookmark. */
  bookmarkId: idSchema.nullable(),
  /** Of the files that it keeps now. */
  bytes: bytesSchema,
})
export type FootageLock = z.infer<typeof footageLockSchema>

export const MAX_LOCK_MS = 31 * 86_400_000

/** Half-open, and widened to whole minutes. */
export const lockRangeSchema = z
  .object({
    cameraIds: z.array(idSchema).min(1).max(64),
    fromMs: instantMsSchema,
    toMs: instantMsSchema,
  })
  .refine((range) => range.fromMs < range.toMs, { error: 'range.empty' })
  .refine((range) => range.toMs - range.fromMs <= MAX_LOCK_MS, { error: 'lock.too-long' })
export type LockRange = z.infer<typeof lockRangeSchema>

/** What a lock would take from the disk. A file is kept as a whole, so bytes count whole files. */
export const lockCostSchema = z.object({
  fromMs: instantMsSchema,
  toMs: instantMsSchema,
  segments: z.int().min(0),
  bytes: bytesSchema,
  alreadyLockedBytes: bytesSchema,
  newBytes: bytesSchema,
  /** Of all folders that are there. */
  diskBytes: bytesSchema,
  /** Days until recording would stop for want of room; null: never under these policies, or not known yet. */
  daysLeftBefore: z.number().min(0).nullable(),
  daysLeftAfter: z.number().min(0).nullable(),
})
export type LockCost = z.infer<typeof lockCostSchema>

export const folderConditionSchema = z.enum(['active', 'read-only', 'missing', 'failing'])

export const storageFolderSchema = z.object({
  /** null: the recordings folder inside the data folder. */
  id: idSchema.nullable(),
  path: z.string(),
  /** What was asked of it. */
  wanted: z.enum(['active', 'read-only']),
  /** As it is: missing or failing whatever was asked, read-only also when the disk refuses to be written. */
  state: folderConditionSchema,
  /** Code of the error behind the state; null when it is as wanted. */
  code: z.string().nullable(),
  freeBytes: bytesSchema.nullable(),
  totalBytes: bytesSchema.nullable(),
  reserveBytes: bytesSchema,
  /** Of the recordings that the index knows in it. */
  recordingBytes: bytesSchema,
  segments: z.int().min(0),
  /** New recordings go here now. */
  isCurrent: z.boolean(),
})
export type StorageFolder = z.infer<typeof storageFolderSchema>

export const newFolderSchema = z.object({
  path: z.string().trim().min(1).max(1000),
  /** Recordings go there before any other folder; else after all others. */
  first: z.boolean().default(false),
  /** Left free on that disk. */
  reserveBytes: z.int().min(0).max(1e15).default(1_000_000_000),
})
export type NewFolder = z.input<typeof newFolderSchema>

export const cameraUsageSchema = z.object({
  /** null: cameras of rooms that the person may not look into, together. */
  cameraId: idSchema.nullable(),
  lockedBytes: bytesSchema,
  /** Past its floor and not locked: goes when the space is needed. */
  deletableBytes: bytesSchema,
  /** Below its floor and not locked. */
  keptBytes: bytesSchema,
  /** null: nothing recorded lately. */
  bytesPerDay: bytesSchema.nullable(),
  oldestMs: instantMsSchema.nullable(),
  days: retentionDaysSchema,
  /** Which policy that is. */
  policy: policyScopeSchema,
})
export type CameraUsage = z.infer<typeof cameraUsageSchema>

/** The parts add up to `totalBytes`. */
export const storageUsageSchema = z.object({
  measuredAtMs: instantMsSchema,
  cameras: z.array(cameraUsageSchema),
  quarantineBytes: bytesSchema,
  evidenceBytes: bytesSchema,
  databaseBytes: bytesSchema,
  /** What others keep on the same disks. */
  otherBytes: bytesSchema,
  freeBytes: bytesSchema,
  totalBytes: bytesSchema,
})
export type StorageUsage = z.infer<typeof storageUsageSchema>

export const forecastSchema = z.object({
  nowMs: instantMsSchema,
  bytesPerDay: bytesSchema.nullable(),
  /** Room for recordings: what they take now and what is free above the reserve. */
  capacityBytes: bytesSchema,
  /** From then on old footage goes to make room for new; null: not within the forecast. */
  deletingFromMs: instantMsSchema.nullable(),
  /** Recording would stop then; null: not under these policies and locks. */
  fullAtMs: instantMsSchema.nullable(),
  daysLeft: z.number().min(0).nullable(),
  /** Once the disk is in use, footage stays about so long; null while nothing records. */
  keepsDays: z.number().min(0).nullable(),
  /** What stands in the way: locks, floors, or files that are not ours; null while nothing does. */
  bottleneck: z.enum(['locks', 'floors', 'other-files']).nullable(),
  /** What must stay at the end of each coming day, oldest first: locked and below its floor. */
  points: z.array(z.object({ atMs: instantMsSchema, lockedBytes: bytesSchema, floorBytes: bytesSchema })),
})
export type Forecast = z.infer<typeof forecastSchema>

export const quarantinedFileSchema = z.object({
  path: z.string(),
  sizeBytes: bytesSchema,
  movedAtMs: instantMsSchema.nullable(),
  /** Of the camera folder that it lay in; null when its name does not tell. */
  cameraId: idSchema.nullable(),
})
export type QuarantinedFile = z.infer<typeof quarantinedFileSchema>

export const purgeRangeSchema = z
  .object({
    cameraIds: z.array(idSchema).min(1).max(64),
    fromMs: instantMsSchema,
    toMs: instantMsSchema,
  })
  .refine((range) => range.fromMs < range.toMs, { error: 'range.empty' })
export type PurgeRange = z.infer<typeof purgeRangeSchema>
export const MAX_PURGED_SEGMENTS = 20_000

/** Whole files that overlap the range. */
export const purgePreviewSchema = z.object({
  segments: z.int().min(0),
  bytes: bytesSchema,
  /** Filmed from and to: files reach beyond what was asked for. */
  fromMs: instantMsSchema.nullable(),
  toMs: instantMsSchema.nullable(),
  lockedSegments: z.int().min(0),
  lockedBytes: bytesSchema,
  locks: z.array(footageLockSchema),
})
export type PurgePreview = z.infer<typeof purgePreviewSchema>
