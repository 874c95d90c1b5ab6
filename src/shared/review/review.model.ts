import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'

const bookmarkFields = z.object({
  cameraIds: z.array(idSchema).min(1).max(16),
  fromMs: instantMsSchema,
  toMs: instantMsSchema,
  dossierId: idSchema.nullable().default(null),
  criterionCode: z.string().max(20).nullable().default(null),
  note: z.string().trim().max(2000).default(''),
  /** Locks the range on those cameras, so that retention cannot take it. */
  protects: z.boolean().default(true),
})

export const newBookmarkSchema = bookmarkFields.refine((bookmark) => bookmark.fromMs < bookmark.toMs, {
  error: 'range.empty',
})
export type NewBookmark = z.infer<typeof newBookmarkSchema>

export const bookmarkSchema = bookmarkFields.extend({
  id: idSchema,
  roomId: idSchema,
  dossierCode: z.string().nullable(),
  createdAtMs: instantMsSchema,
  createdBy: z.string(),
  state: z.enum(['active', 'removed']),
})
export type Bookmark = z.infer<typeof bookmarkSchema>
