import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { pageInputSchema } from '../kernel/page.ts'
import { lockCostSchema } from '../retention/retention.model.ts'
import { mutation, operation, query } from '../rpc/procedure.ts'
import {
  bookmarkChangeSchema,
  bookmarkFacetsSchema,
  bookmarkFilterSchema,
  bookmarkSchema,
  bookmarksChangedSchema,
  listedBookmarkSchema,
  MOST_CHANGED,
  newBookmarkSchema,
} from './review.model.ts'

export const reviewContract = {
  /** Of the rooms that the person may look into, newest moment first. */
  bookmarkList: query('recordings.view', '/bookmarks/list')
    .input(pageInputSchema.extend(bookmarkFilterSchema.shape))
    .output(
      z.object({
        total: z.int(),
        rows: z.array(listedBookmarkSchema),
        facets: bookmarkFacetsSchema,
      }),
    ),
  /**
   * Changes many in one act: all of them or, after an error, none. What a clip rests on stays and is counted as `cited`.
   * `NOT_FOUND bookmark.unknown`, `NOT_FOUND dossier.unknown`, `INVALID range.empty | bookmark.one-room |
   * bookmark.tags {most}`, `FORBIDDEN room.not-yours`.
   */
  changeBookmarks: mutation('review.bookmark', 'bookmark.change', '/bookmarks/change')
    .input(
      z.object({
        changes: z
          .array(bookmarkChangeSchema)
          .min(1)
          .max(MOST_CHANGED)
          .refine((changes) => new Set(changes.map(({ id }) => id)).size === changes.length, {
            error: 'bookmark.twice',
          }),
      }),
    )
    .output(bookmarksChangedSchema),
  /** What locking the ranges of these would take; those that hold a lock already cost nothing. Changes nothing. */
  bookmarksLockCost: operation('review.bookmark', '/bookmarks/lock-cost')
    .input(z.object({ ids: z.array(idSchema).min(1).max(MOST_CHANGED) }))
    .output(lockCostSchema.omit({ fromMs: true, toMs: true })),
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
