import { z } from 'zod'
import { idSchema } from '#shared/kernel/ids.ts'
import { instantMsSchema } from '#shared/kernel/instant.ts'

/** Filters of `/dossiers`: kept in the address, so that going back finds the same list. */
export const dossiersSearchSchema = z.object({
  room: idSchema.optional().catch(undefined),
  /** Midnight in Vietnam of the day of receipt. */
  day: instantMsSchema.optional().catch(undefined),
  /** Part of a dossier code. */
  code: z.string().max(60).optional().catch(undefined),
  /** From 1. */
  page: z.int().positive().optional().catch(undefined),
})
export type DossiersSearch = z.infer<typeof dossiersSearchSchema>
