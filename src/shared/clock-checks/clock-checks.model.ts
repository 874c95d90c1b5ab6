import { z } from 'zod'
import { jobSchema } from '../jobs/jobs.model.ts'
import { clockOffsetSchema } from '../kernel/clock-offset.ts'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'

/** What one check proved, once and for all. Instants of the station. */
export const clockCertificateSchema = z.object({
  id: idSchema,
  checkId: idSchema,
  cameraId: idSchema,
  /** How much later the recording places a frame than it was filmed; negative: earlier. */
  offsetMs: z.int(),
  uncertaintyMs: z.int().min(0),
  frameMs: z.int().positive(),
  pageUncertaintyMs: z.int().min(0),
  /** Frames in which a good code was read, and how many different codes that were. */
  sightings: z.int().positive(),
  codes: z.int().positive(),
  /** By the signed codes. */
  firstFilmedMs: instantMsSchema,
  lastFilmedMs: instantMsSchema,
  /** Where the recording places the same frames. */
  firstRecordedMs: instantMsSchema,
  lastRecordedMs: instantMsSchema,
  /** Codes that were read and not counted: of nobody, of another check, or with a wrong signature. */
  refusedCodes: z.int().min(0),
  /** What the device said of itself when it was last looked at. */
  manufacturer: z.string().nullable(),
  model: z.string().nullable(),
  serialNumber: z.string().nullable(),
  /** The reading of the camera's own clock that was nearest before; null where it has none. */
  cameraClock: clockOffsetSchema.nullable(),
  /** SHA-256 of `keyHex`, written in the audit log before the first code was shown. */
  keySha256: z.string(),
  /** Given out now that no more codes are made with it: with it anyone can verify the codes in the footage. */
  keyHex: z.string(),
  measuredAtMs: instantMsSchema,
  measuredBy: z.string(),
})
export type ClockCertificate = z.infer<typeof clockCertificateSchema>

export const clockCheckSchema = z.object({
  id: idSchema,
  cameraId: idSchema,
  openedAtMs: instantMsSchema,
  openedBy: z.string(),
  /** No code is signed for a later moment. */
  closesAtMs: instantMsSchema,
  certificate: clockCertificateSchema.nullable(),
  /** The newest attempt to read the codes; null before the first, and for other people's. */
  job: jobSchema.nullable(),
})
export type ClockCheck = z.infer<typeof clockCheckSchema>

/** How long codes are made for one check. */
export const CHECK_LIFE_MS = 15 * 60_000
/** The longest stretch of footage that is searched at once. */
export const LONGEST_SEARCH_MS = 20 * 60_000
/** Codes are asked for in batches of at most this length. */
export const LONGEST_BATCH_MS = 60_000
/** A certificate older than this no longer speaks for today. */
export const CERTIFICATE_FRESH_MS = 30 * 24 * 3_600_000
