import { z } from 'zod'
import { instantMsSchema } from '../kernel/instant.ts'

export const auditRowSchema = z.object({
  /** From 1, without holes. */
  sequence: z.int().positive(),
  atMs: instantMsSchema,
  actor: z.string(),
  verb: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  /** RFC 8785 canonical JSON. */
  detail: z.string(),
  /** SHA-256 hex of the row before; 64 zeros for the first. */
  previousHash: z.string(),
  hash: z.string(),
})
export type AuditRow = z.infer<typeof auditRowSchema>

export const auditCheckSchema = z.object({
  rows: z.int(),
  ok: z.boolean(),
  /** Sequence of the first row that is missing, moved or altered. */
  firstBrokenSequence: z.int().nullable(),
})
export type AuditCheck = z.infer<typeof auditCheckSchema>
