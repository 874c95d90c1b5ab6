import { z } from 'zod'
import { petitionKindSchema, receptionRegimeSchema } from '#shared/imports/import-rows.model.ts'
import { idSchema } from '#shared/kernel/ids.ts'
import { instantMsSchema } from '#shared/kernel/instant.ts'
import { periodPresetSchema } from '#shared/receptions/report.model.ts'

/** Where `/receptions` stands: tab and filters, kept in the address. A broken part is dropped. */
export const receptionsSearchSchema = z.object({
  tab: z.enum(['visits', 'petitions', 'schedule', 'report']).optional().catch(undefined),
  room: idSchema.optional().catch(undefined),
  commune: idSchema.optional().catch(undefined),
  /** Midnights in Vietnam, both days shown. */
  from: instantMsSchema.optional().catch(undefined),
  to: instantMsSchema.optional().catch(undefined),
  kind: petitionKindSchema.optional().catch(undefined),
  regime: receptionRegimeSchema.optional().catch(undefined),
  /** Rows that were taken out, alone. */
  removed: z.literal(true).optional().catch(undefined),
  /** The row or session that is open. */
  open: idSchema.optional().catch(undefined),
  /** Of the schedule, `yyyy-MM`; absent: this month. */
  month: z
    .string()
    .regex(/^20\d{2}-(0[1-9]|1[0-2])$/)
    .optional()
    .catch(undefined),
  /** Of the report; absent: the year under way. */
  preset: periodPresetSchema.optional().catch(undefined),
  year: z.int().min(2000).max(2100).optional().catch(undefined),
  index: z.int().min(1).max(12).optional().catch(undefined),
})
export type ReceptionsSearch = z.infer<typeof receptionsSearchSchema>
