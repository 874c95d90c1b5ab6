import { z } from 'zod'
import { idSchema } from '#shared/kernel/ids.ts'
import { instantMsSchema } from '#shared/kernel/instant.ts'

const instantParam = z.coerce.number().pipe(instantMsSchema).optional().catch(undefined)

/** Where `/review` stands: kept in the address so that a moment can be linked to. A broken part is dropped. */
export const reviewSearchSchema = z.object({
  room: idSchema.optional().catch(undefined),
  /** Camera ids joined by commas. */
  cameras: z.string().max(2000).optional().catch(undefined),
  /** The playhead. */
  at: instantParam,
  from: instantParam,
  to: instantParam,
  dossier: idSchema.optional().catch(undefined),
  /** What the timeline shows; may reach beyond `from` and `to`. */
  viewFrom: instantParam,
  viewTo: instantParam,
  /** The two marks. */
  in: instantParam,
  out: instantParam,
})
export type ReviewSearch = z.infer<typeof reviewSearchSchema>
