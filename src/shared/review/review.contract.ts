import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { mutation, query } from '../rpc/procedure.ts'
import { bookmarkSchema, newBookmarkSchema } from './review.model.ts'

export const reviewContract = {
  bookmarks: query('recordings.view', '/bookmarks')
    .input(
      z.object({
        roomId: idSchema.optional(),
        fromMs: instantMsSchema.optional(),
        toMs: instantMsSchema.optional(),
        /** Those that cite this dossier. */
        dossierId: idSchema.optional(),
      }),
    )
    .output(z.array(bookmarkSchema)),
  createBookmark: mutation('review.bookmark', 'bookmark.create', '/bookmarks')
    .input(newBookmarkSchema)
    .output(bookmarkSchema),
  /** Refused with `CONFLICT bookmark.cited` once a clip was made from it. */
  removeBookmark: mutation('review.bookmark', 'bookmark.remove', '/bookmarks/{id}/remove')
    .input(z.object({ id: idSchema }))
    .output(bookmarkSchema),
  /** Undoes a removal. */
  restoreBookmark: mutation('review.bookmark', 'bookmark.restore', '/bookmarks/{id}/restore')
    .input(z.object({ id: idSchema }))
    .output(bookmarkSchema),
}
