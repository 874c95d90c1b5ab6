import { z } from 'zod'
import { findingSchema } from '../findings/findings.model.ts'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'

export const queueItemKindSchema = z.enum(['finding', 'sample'])
export type QueueItemKind = z.infer<typeof queueItemKindSchema>

export const queueItemRefSchema = z.object({ kind: queueItemKindSchema, id: idSchema })
export type QueueItemRef = z.infer<typeof queueItemRefSchema>

/** Who is on it. A claim that lapsed is as good as none. */
export const queueClaimSchema = z.object({
  /** Usernames. */
  assignee: z.string(),
  claimedBy: z.string(),
  claimedAtMs: instantMsSchema,
  lapsesAtMs: instantMsSchema,
})
export type QueueClaim = z.infer<typeof queueClaimSchema>

export const WEIGHT_REASONS = [
  /** What kind of thing it is, times how sure the rule is. */
  'kind',
  /** Someone was asked to look at it. */
  'asked',
  /** It waits since days. */
  'waits',
  /** Its footage may soon be deleted. */
  'footage-ends',
  /** More of the same room and hour. */
  'company',
] as const
export const weightReasonSchema = z.enum(WEIGHT_REASONS)
/** One summand of a weight. */
export const weightPartSchema = z.object({ reason: weightReasonSchema, points: z.int() })
export type WeightPart = z.infer<typeof weightPartSchema>

export const sampleOutcomeSchema = z.enum(['in-order', 'follow-up', 'cannot-tell'])
export type SampleOutcome = z.infer<typeof sampleOutcomeSchema>

/** One dossier of a random sample that a person was given. */
export const sampleItemSchema = z.object({
  id: idSchema,
  sampleId: idSchema,
  roomId: idSchema,
  dossierId: idSchema,
  dossierCode: z.string(),
  /** 1 is the first that was drawn. */
  position: z.int().positive(),
  drawn: z.int().positive(),
  drawnFrom: z.int().positive(),
  /** What the draw was for. */
  reason: z.string(),
  assignee: z.string(),
  /** When it was received, station time. */
  atMs: instantMsSchema,
  createdAtMs: instantMsSchema,
  outcome: sampleOutcomeSchema.nullable(),
  note: z.string(),
  doneAtMs: instantMsSchema.nullable(),
  doneBy: z.string().nullable(),
})
export type SampleItem = z.infer<typeof sampleItemSchema>

export const queueItemSchema = z.object({
  kind: queueItemKindSchema,
  id: idSchema,
  roomId: idSchema,
  /** Station time: where to look. */
  atMs: instantMsSchema,
  fromMs: instantMsSchema,
  toMs: instantMsSchema,
  /** Sum of the parts. */
  weight: z.int(),
  parts: z.array(weightPartSchema),
  /** From then on its footage may be deleted for want of space, unless it is locked. */
  keptUntilMs: instantMsSchema.nullable(),
  claim: queueClaimSchema.nullable(),
  finding: findingSchema.nullable(),
  sample: sampleItemSchema.nullable(),
})
export type QueueItem = z.infer<typeof queueItemSchema>

/** What somebody did with an item: it does not come back by itself. */
export const doneItemSchema = z.object({
  kind: queueItemKindSchema,
  id: idSchema,
  roomId: idSchema,
  atMs: instantMsSchema,
  outcome: z.enum(['accepted', 'dismissed', ...sampleOutcomeSchema.options]),
  doneAtMs: instantMsSchema,
  doneBy: z.string(),
  note: z.string(),
  finding: findingSchema.nullable(),
  sample: sampleItemSchema.nullable(),
})
export type DoneItem = z.infer<typeof doneItemSchema>

export const reviewSampleSchema = z.object({
  id: idSchema,
  roomId: idSchema,
  fromMs: instantMsSchema,
  toMs: instantMsSchema,
  /** With it, the range and the register anyone draws the same dossiers. */
  seed: z.string(),
  drawn: z.int().positive(),
  drawnFrom: z.int().positive(),
  assignee: z.string(),
  reason: z.string(),
  createdAtMs: instantMsSchema,
  createdBy: z.string(),
})
export type ReviewSample = z.infer<typeof reviewSampleSchema>

export const newSampleSchema = z.object({
  roomId: idSchema,
  fromMs: instantMsSchema,
  toMs: instantMsSchema,
  size: z.int().min(1).max(200),
  /** null: the station makes one. */
  seed: z.string().trim().min(4).max(64).nullable().default(null),
  assignee: z.string().trim().min(1).max(40),
  reason: z.string().trim().min(5).max(500),
})
export type NewSample = z.infer<typeof newSampleSchema>

/** Which items of the queue are asked for: all of one person, those that nobody is on, or every one. */
export const queueWhoseSchema = z.enum(['mine', 'free', 'all'])
export type QueueWhose = z.infer<typeof queueWhoseSchema>
