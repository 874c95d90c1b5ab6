import { z } from 'zod'
import { findingDetailSchema, findingKindSchema } from '../findings/findings.model.ts'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { timeRangeSchema } from '../kernel/time-range.ts'
import { importFieldSchema } from './import-fields.model.ts'
import { importProfileSchema } from './import-profile.model.ts'
import { importKindSchema } from './import-rows.model.ts'

export const importColumnSchema = z.object({
  /** From 0, as in the file. */
  index: z.int().min(0),
  name: z.string(),
  /** null: not used. */
  field: importFieldSchema.nullable(),
  /** 0–1: how sure the recognition is, by name and by content. */
  confidence: z.number().min(0).max(1),
})
export type ImportColumn = z.infer<typeof importColumnSchema>

export const REJECTION_CODES = [
  'missing-code',
  'bad-code',
  'bad-date',
  'missing-received',
  'unknown-status',
  'unknown-channel',
  'unknown-counter',
  'duplicate',
  'conflict',
  'too-few-columns',
  /** A field that every row of the kind needs is empty. */
  'missing-value',
  /** A label that is none of the known ones: kind, regime, session, handling, source, outcome, yes or no. */
  'unknown-value',
  'bad-number',
  'bad-time',
  /** The date and the weekday beside it contradict each other. */
  'weekday-differs',
  /** The code begins with another unit's identification code. */
  'foreign-unit',
] as const
export const rejectionSchema = z.object({
  row: z.int().positive(),
  /** The column's header; null when the row as a whole is at fault. */
  column: z.string().nullable(),
  code: z.enum(REJECTION_CODES),
  value: z.string(),
  /** What the row would have been known by (a dossier's code), where that could be read all the same. */
  key: z.string().optional(),
})
export type Rejection = z.infer<typeof rejectionSchema>

/** One field that a later file tells otherwise. Instants are epoch milliseconds as digits; no citizens' data. */
export const fieldChangeSchema = z.object({
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})

export const changedRowSchema = z.object({
  row: z.int().positive(),
  /** What people know it by: a code, a number. */
  label: z.string(),
  fields: z.array(fieldChangeSchema),
})
export type ChangedRow = z.infer<typeof changedRowSchema>

/** What the rules would note down if the file were imported; instants are log time. */
export const foreseenFindingSchema = z.object({
  kind: findingKindSchema,
  /** Station time. */
  atMs: instantMsSchema,
  detail: findingDetailSchema,
})
export type ForeseenFinding = z.infer<typeof foreseenFindingSchema>

/** The lists of a preview end here; the totals beside them count everything. */
export const PREVIEW_LIST_LENGTH = 500

export const importPreviewSchema = z.object({
  previewId: idSchema,
  kind: importKindSchema,
  sourceId: idSchema,
  fileName: z.string(),
  fileSha256: z.string(),
  profileName: z.string(),
  /** From then on it cannot be imported any more. */
  expiresAtMs: instantMsSchema,
  /** What the file says it covers; null: it does not say, so nothing counts as vanished. */
  period: timeRangeSchema.nullable(),
  /** `rows = accepted + rejected`, `accepted = fresh + changed`. */
  rows: z.int(),
  accepted: z.int(),
  fresh: z.int(),
  changed: z.int(),
  /** Of the rejected: told before, the same. */
  unchanged: z.int(),
  vanished: z.int(),
  rejected: z.int(),
  findings: z.int(),
  rejectedRows: z.array(rejectionSchema),
  changedRows: z.array(changedRowSchema),
  vanishedLabels: z.array(z.string()),
  foreseen: z.array(foreseenFindingSchema),
  columns: z.array(importColumnSchema),
  /** The first accepted rows, as they would be stored; names masked unless the person may see them. */
  sample: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  /** `other-selection`: so much differs that the file was likely exported with another filter. */
  warnings: z.array(z.enum(['other-selection'])),
})
export type ImportPreview = z.infer<typeof importPreviewSchema>

/** A file under reading, or read and waiting for consent. */
export const previewStateSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('reading'),
    stage: z.enum(['waiting', 'reading', 'recognising', 'handing-over', 'comparing']),
    /** 0–1. */
    progress: z.number().min(0).max(1),
  }),
  z.object({ state: z.literal('ready'), preview: importPreviewSchema }),
  z.object({
    state: z.literal('failed'),
    code: z.string(),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  }),
])
export type PreviewState = z.infer<typeof previewStateSchema>

export const importRecordSchema = z.object({
  id: idSchema,
  kind: importKindSchema,
  sourceId: idSchema,
  fileName: z.string(),
  fileSha256: z.string(),
  profileName: z.string().nullable(),
  period: timeRangeSchema.nullable(),
  importedAtMs: instantMsSchema,
  importedBy: z.string(),
  rows: z.int(),
  accepted: z.int(),
  rejected: z.int(),
  fresh: z.int(),
  changed: z.int(),
  vanished: z.int(),
  /** How many findings it left when it was made. */
  findings: z.int(),
  state: z.enum(['applied', 'undone']),
})
export type ImportRecord = z.infer<typeof importRecordSchema>

/** An import that was consented to: under way, done, or why not. */
export const importProgressSchema = z.object({
  importId: idSchema,
  jobId: idSchema.nullable(),
  state: z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled']),
  progress: z.number().min(0).max(1),
  errorCode: z.string().nullable(),
  record: importRecordSchema.nullable(),
})
export type ImportProgress = z.infer<typeof importProgressSchema>

/** Names of columns: shipped ones have no id and cannot be changed. */
export const listedProfileSchema = z.object({
  id: idSchema.nullable(),
  profile: importProfileSchema,
  createdAtMs: instantMsSchema.nullable(),
  createdBy: z.string().nullable(),
})
export type ListedProfile = z.infer<typeof listedProfileSchema>
