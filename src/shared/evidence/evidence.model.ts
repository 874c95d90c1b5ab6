import { z } from 'zod'
import { clockOffsetSchema } from '../kernel/clock-offset.ts'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)

export const evidenceClipSchema = z.object({
  id: idSchema,
  bookmarkId: idSchema,
  communeUnitId: idSchema,
  roomId: idSchema,
  cameraIds: z.array(idSchema),
  dossierId: idSchema.nullable(),
  dossierCode: z.string().nullable(),
  criterionCode: z.string().nullable(),
  purpose: z.string(),
  requestedFromMs: instantMsSchema,
  requestedToMs: instantMsSchema,
  /** Whole keyframe groups: never inside the requested range where footage exists; null until made. */
  actualFromMs: instantMsSchema.nullable(),
  actualToMs: instantMsSchema.nullable(),
  state: z.enum(['making', 'sealed', 'failed']),
  /** SHA-256 of the bundle's bytes, lower-case hex. */
  bundleSha256: sha256Schema.nullable(),
  bundleBytes: z.int().min(0).nullable(),
  createdAtMs: instantMsSchema,
  createdBy: z.string(),
})
export type EvidenceClip = z.infer<typeof evidenceClipSchema>

export const newEvidenceClipSchema = z.object({
  bookmarkId: idSchema,
  criterionCode: z.string().max(20).nullable().default(null),
  /** Why it leaves the recordings: printed in the manifest and the audit log. */
  purpose: z.string().trim().min(5).max(1000),
})
export type NewEvidenceClip = z.infer<typeof newEvidenceClipSchema>

const manifestRangeSchema = z.object({
  fromMs: instantMsSchema,
  toMs: instantMsSchema,
  from: z.string(),
  to: z.string(),
})

const manifestGapSchema = z.object({ fromMs: instantMsSchema, toMs: instantMsSchema, cause: z.string() })

/** One whole segment or the part of it that the clip holds. */
export const manifestSegmentSchema = z.object({
  number: z.int(),
  fromMs: instantMsSchema,
  toMs: instantMsSchema,
  fileSha256: sha256Schema,
  /** RFC 6962 Merkle root over the group digests of the whole segment. */
  root: sha256Schema,
  previousRoot: sha256Schema.nullable(),
  /** Number of groups in the whole segment. */
  treeSize: z.int().positive(),
  groups: z.array(
    z.object({
      /** Place in the segment, from 0. */
      index: z.int().min(0),
      fromMs: instantMsSchema,
      toMs: instantMsSchema,
      samples: z.int().positive(),
      /** SHA-256 over the SHA-256 of each coded sample in decode order. */
      digest: sha256Schema,
      /** RFC 6962 audit path from the group digest's leaf to `root`. */
      inclusionPath: z.array(sha256Schema),
    }),
  ),
})
export type ManifestSegment = z.infer<typeof manifestSegmentSchema>

export const manifestSchema = z.object({
  format: z.literal('minh-chung/evidence/1'),
  clipId: idSchema,
  station: z.object({ id: z.string(), name: z.string(), program: z.string() }),
  commune: z.string(),
  room: z.string(),
  purpose: z.string(),
  madeBy: z.string(),
  madeAt: z.string(),
  madeAtMs: instantMsSchema,
  requested: manifestRangeSchema,
  dossierCode: z.string().nullable(),
  criterionCode: z.string().nullable(),
  /** One for each clip file: a camera whose stream changed its set-up inside the range has more than one. */
  cameras: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      file: z.string(),
      device: z.object({ manufacturer: z.string(), model: z.string(), serialNumber: z.string() }).nullable(),
      codec: z.string(),
      widthPx: z.int(),
      heightPx: z.int(),
      clockOffset: clockOffsetSchema.nullable(),
      actual: manifestRangeSchema,
      /** Parts of the requested range without footage, and why. */
      gaps: z.array(manifestGapSchema),
      segments: z.array(manifestSegmentSchema),
    }),
  ),
  /** Cameras of the bookmark that have no footage at all in the requested range, and why. */
  camerasWithoutFootage: z.array(
    z.object({ id: idSchema, name: z.string(), gaps: z.array(manifestGapSchema) }),
  ),
  logClockOffset: clockOffsetSchema.nullable(),
  /** Every other file of the bundle but the signature and SHA256SUMS, which cover this one. */
  files: z.array(z.object({ name: z.string(), bytes: z.int().min(0), sha256: sha256Schema })),
})
export type Manifest = z.infer<typeof manifestSchema>

/** What `verify` says of a bundle. `problems` is empty exactly when `ok`. */
export const verificationSchema = z.object({
  ok: z.boolean(),
  problems: z.array(
    z.object({
      /** File inside the bundle, or `(zip)` for its container. */
      file: z.string(),
      /** Key under `verify.` in the locales. */
      code: z.string(),
      detail: z.string(),
    }),
  ),
  clipId: idSchema.nullable(),
  /** RFC 7638 thumbprint of the key that signed it. */
  keyThumbprint: z.string().nullable(),
  files: z.int(),
  groups: z.int(),
  samples: z.int(),
})
export type Verification = z.infer<typeof verificationSchema>
