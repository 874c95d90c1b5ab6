import { implement } from '@orpc/server'
import { reviewContract } from '#shared/review/review.contract.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { ReviewService } from './review.service.ts'

const os = implement(reviewContract).$context<RpcContext>()

export function createReviewRouter(review: ReviewService) {
  return os.router({
    bookmarks: os.bookmarks.handler(({ input, context }) => {
      const { roomId, fromMs, toMs, dossierId } = input
      return review.bookmarks(context.call.actor, {
        ...(roomId === undefined ? {} : { roomId }),
        ...(fromMs === undefined ? {} : { fromMs }),
        ...(toMs === undefined ? {} : { toMs }),
        ...(dossierId === undefined ? {} : { dossierId }),
      })
    }),
    bookmarkList: os.bookmarkList.handler(({ input, context }) =>
      review.bookmarkList(context.call.actor, input),
    ),
    changeBookmarks: os.changeBookmarks.handler(({ input, context }) =>
      review.changeBookmarks(context.call, input.changes),
    ),
    bookmarksLockCost: os.bookmarksLockCost.handler(({ input, context }) =>
      review.lockCost(context.call.actor, input.ids),
    ),
    createBookmark: os.createBookmark.handler(({ input, context }) =>
      review.createBookmark(context.call, input),
    ),
    removeBookmark: os.removeBookmark.handler(({ input, context }) =>
      review.removeBookmark(context.call, input.id),
    ),
    restoreBookmark: os.restoreBookmark.handler(({ input, context }) =>
      review.restoreBookmark(context.call, input.id),
    ),
  })
}
