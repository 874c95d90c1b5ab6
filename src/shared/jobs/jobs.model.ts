import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'

export const jobKindSchema = z.enum([
  'evidence-export',
  'backfill',
  'import',
  'presence',
  'clock-check',
  'board-pictures',
])
export type JobKind = z.infer<typeof jobKindSchema>

export const jobSchema = z.object({
  id: idSchema,
  kind: jobKindSchema,
  state: z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled']),
  /** 0–1. */
  progress: z.number().min(0).max(1),
  /** Id of what the job makes. */
  subjectId: idSchema,
  errorCode: z.string().nullable(),
  createdAtMs: instantMsSchema,
  finishedAtMs: instantMsSchema.nullable(),
})
export type Job = z.infer<typeof jobSchema>
