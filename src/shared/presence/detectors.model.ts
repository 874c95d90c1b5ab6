import { z } from 'zod'
import { type FindingKind, findingKindSchema } from '../findings/findings.model.ts'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'

/** What presence may suggest; a run replaces its open ones. */
export const PRESENCE_KINDS = [
  'person-without-dossier',
  'dossier-without-person',
  'desk-unattended',
  'opened-late',
  'closed-early',
  'reception-table-empty',
  'camera-covered',
  'camera-blurred',
  'camera-moved',
  'camera-frozen',
] as const satisfies readonly FindingKind[]
export const presenceKindSchema = findingKindSchema.extract(PRESENCE_KINDS)
export type PresenceKind = z.infer<typeof presenceKindSchema>

/** Why a camera's suggestions of one kind are not made any more. */
export const silenceSchema = z.object({
  reason: z.string(),
  silencedAtMs: instantMsSchema,
  silencedBy: z.string(),
})
export type Silence = z.infer<typeof silenceSchema>

/** What became of the suggestions of one kind that one camera's picture gave rise to. */
export const detectorSchema = z.object({
  cameraId: idSchema,
  cameraName: z.string(),
  roomId: idSchema,
  kind: presenceKindSchema,
  open: z.int().min(0),
  accepted: z.int().min(0),
  /** The numerator; with `accepted` together the denominator. */
  dismissed: z.int().min(0),
  /** Most of what it said was dismissed: see `criesWolf`. */
  criesWolf: z.boolean(),
  silence: silenceSchema.nullable(),
})
export type Detector = z.infer<typeof detectorSchema>

export const newSilenceSchema = z.object({
  cameraId: idSchema,
  kind: presenceKindSchema,
  reason: z.string().trim().min(3).max(500),
})
