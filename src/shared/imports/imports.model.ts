import { z } from 'zod'
import { dossierSchema } from '../dossiers/dossiers.model.ts'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { importFieldSchema } from './import-fields.model.ts'

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
})
export type Rejection = z.infer<typeof rejectionSchema>

export const importPreviewSchema = z.object({
  previewId: idSchema,
  fileName: z.string(),
  fileSha256: z.string(),
  rows: z.int(),
  accepted: z.int(),
  rejected: z.array(rejectionSchema),
  columns: z.array(importColumnSchema),
  /** The first accepted rows, as they would be stored. */
  sample: z.array(dossierSchema.omit({ id: true, sourceId: true, importId: true })),
})
export type ImportPreview = z.infer<typeof importPreviewSchema>

export const importRecordSchema = z.object({
  id: idSchema,
  sourceId: idSchema,
  fileName: z.string(),
  fileSha256: z.string(),
  importedAtMs: instantMsSchema,
  importedBy: z.string(),
  rows: z.int(),
  accepted: z.int(),
  rejected: z.int(),
  state: z.enum(['applied', 'undone']),
})
export type ImportRecord = z.infer<typeof importRecordSchema>
