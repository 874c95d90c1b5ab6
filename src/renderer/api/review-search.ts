import { z } from 'zod'
import { idSchema } from '#shared/kernel/ids.ts'
import { instantMsSchema } from '#shared/kernel/instant.ts'

const instantParam = z.coerce.number().pipe(instantMsSchema).optional().catch(undefined)

/** Where `/review` stands: kept in the address so that a moment can be linked to. A broken part is dropped. */
const REVIEW_PARTS = [
  'room',
  'cameras',
  'at',
  'from',
  'to',
  'dossier',
  'viewFrom',
  'viewTo',
  'in',
  'out',
] as const

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
  /** Names of the parts that stood in the address and could not be read: the page says so. */
  refused: z.array(z.enum(REVIEW_PARTS)).optional().catch(undefined),
})
export type ReviewSearch = z.infer<typeof reviewSearchSchema>

/** Reads an address; what of it could not be read is named, so that nobody takes the rest for what was sent. */
export function readReviewSearch(raw: Readonly<Record<string, unknown>>): ReviewSearch {
  const search = reviewSearchSchema.parse(raw)
  const refused = REVIEW_PARTS.filter((name) => raw[name] !== undefined && search[name] === undefined)
  return refused.length === 0 ? search : { ...search, refused }
}
