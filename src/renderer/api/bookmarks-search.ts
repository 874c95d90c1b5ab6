import { z } from 'zod'
import { idSchema } from '#shared/kernel/ids.ts'
import { instantMsSchema } from '#shared/kernel/instant.ts'
import { type BookmarkFilter, LONGEST_TAG } from '#shared/review/review.model.ts'

/** Filters of `/bookmarks`: kept in the address. A broken part is dropped. */
export const bookmarksSearchSchema = z.object({
  room: idSchema.optional().catch(undefined),
  person: z.string().max(100).optional().catch(undefined),
  tag: z.coerce.string().max(LONGEST_TAG).optional().catch(undefined),
  criterion: z.coerce.string().max(20).optional().catch(undefined),
  /** Part of a dossier's code. */
  dossier: z.coerce.string().max(60).optional().catch(undefined),
  lock: z.enum(['locked', 'free']).optional().catch(undefined),
  /** Absent: those in use. */
  state: z.literal('removed').optional().catch(undefined),
  /** Station time of the footage, half-open. */
  from: instantMsSchema.optional().catch(undefined),
  to: instantMsSchema.optional().catch(undefined),
})
export type BookmarksSearch = z.infer<typeof bookmarksSearchSchema>

/** What the address asks the host for. */
export function bookmarkFilterOf(search: BookmarksSearch): BookmarkFilter {
  const { room, person, tag, criterion, dossier, lock, state, from, to } = search
  return {
    state: state ?? 'active',
    ...(room === undefined ? {} : { roomId: room }),
    ...(person === undefined ? {} : { createdBy: person }),
    ...(tag === undefined ? {} : { tag }),
    ...(criterion === undefined ? {} : { criterionCode: criterion }),
    ...(dossier === undefined || dossier === '' ? {} : { dossierCode: dossier }),
    ...(lock === undefined ? {} : { protects: lock === 'locked' }),
    ...(from === undefined ? {} : { fromMs: from }),
    ...(to === undefined ? {} : { toMs: to }),
  }
}
