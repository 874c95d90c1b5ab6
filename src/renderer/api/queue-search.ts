import { z } from 'zod'
import { findingKindSchema } from '#shared/findings/findings.model.ts'
import { idSchema } from '#shared/kernel/ids.ts'
import { queueItemKindSchema, queueWhoseSchema } from '#shared/queue/queue.model.ts'

/** Filters of `/queue`: kept in the address. A broken part is dropped. */
export const queueSearchSchema = z.object({
  /** Absent: everything that waits. `done`: what was done today. */
  show: z
    .enum([...queueWhoseSchema.options, 'done'])
    .optional()
    .catch(undefined),
  kind: queueItemKindSchema.optional().catch(undefined),
  finding: findingKindSchema.optional().catch(undefined),
  room: idSchema.optional().catch(undefined),
  page: z.int().positive().optional().catch(undefined),
})
export type QueueSearch = z.infer<typeof queueSearchSchema>
