import { z } from 'zod'
import { idSchema } from '#shared/kernel/ids.ts'

/** Where `/notice-boards` stands: the board, and the two pictures side by side. A broken part is dropped. */
export const boardsSearchSchema = z.object({
  board: idSchema.optional().catch(undefined),
  left: idSchema.optional().catch(undefined),
  right: idSchema.optional().catch(undefined),
  view: z.enum(['beside', 'over']).optional().catch(undefined),
})
export type BoardsSearch = z.infer<typeof boardsSearchSchema>
