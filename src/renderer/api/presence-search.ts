import { z } from 'zod'
import { idSchema } from '#shared/kernel/ids.ts'

/** Where `/presence` stands: kept in the address. A broken part is dropped. */
export const presenceSearchSchema = z.object({
  room: idSchema.optional().catch(undefined),
  /** `yyyy-MM-dd`; absent: today. */
  day: z.iso.date().optional().catch(undefined),
  /** Absent: a room's day. */
  tab: z.enum(['detectors']).optional().catch(undefined),
})
export type PresenceSearch = z.infer<typeof presenceSearchSchema>
