import { z } from 'zod'
import { coverageVerdictSchema, missingCauseSchema } from '#shared/coverage/coverage.model.ts'
import { idSchema } from '#shared/kernel/ids.ts'

/** Where `/coverage` stands: kept in the address, so that a figure can be linked to with the rows behind it. */
export const coverageSearchSchema = z.object({
  /** `yyyy-MM`; absent: this month. */
  month: z
    .string()
    .regex(/^20\d{2}-(0[1-9]|1[0-2])$/)
    .optional()
    .catch(undefined),
  commune: idSchema.optional().catch(undefined),
  room: idSchema.optional().catch(undefined),
  /** `yyyy-MM-dd`. */
  day: z.iso.date().optional().catch(undefined),
  verdict: coverageVerdictSchema.optional().catch(undefined),
  cause: missingCauseSchema.optional().catch(undefined),
  /** Of the rows, from 1. */
  page: z.int().positive().optional().catch(undefined),
})
export type CoverageSearch = z.infer<typeof coverageSearchSchema>
