import { z } from 'zod'
import { findingKindSchema, findingStateSchema } from '#shared/findings/findings.model.ts'
import { idSchema } from '#shared/kernel/ids.ts'

/** Filters of `/findings`: kept in the address. A broken part is dropped. */
export const findingsSearchSchema = z.object({
  kind: findingKindSchema.optional().catch(undefined),
  room: idSchema.optional().catch(undefined),
  /** Absent: those that wait for a decision. */
  state: z
    .enum([...findingStateSchema.options, 'all'])
    .optional()
    .catch(undefined),
  page: z.int().positive().optional().catch(undefined),
})
export type FindingsSearch = z.infer<typeof findingsSearchSchema>
