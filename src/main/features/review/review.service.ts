import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type {
  Bookmark,
  BookmarkFacets,
  BookmarkFilter,
  ListedBookmark,
  NewBookmark,
} from '#shared/review/review.model.ts'
import type { Db } from '#main/db/db.ts'
import type { Actor, Call } from '#main/ports/call.ts'
import { createBookmarkChanges } from './bookmark-changes.ts'
import { countFacets, listBookmarkPage } from './bookmark-list.repository.ts'
import type { ReviewDeps } from './review.ports.ts'
import {
  findBookmark,
  insertBookmark,
  listBookmarks,
  listCited,
  updateBookmarkState,
} from './review.repository.ts'

const FAR_FUTURE_MS = 8_640_000_000_000_000

export type ReviewService = ReturnType<typeof createReviewService>

export function createReviewService(deps: ReviewDeps) {
  const { work, clock, newId, access, cameras, dossiers, locks } = deps

  /** @throws AppError `not-found bookmark.unknown`, `forbidden room.not-yours` */
  async function mine(actor: Actor, id: Id): Promise<Bookmark> {
    const bookmark = await findBookmark(work.db, id)
    if (!bookmark) throw new AppError('not-found', 'bookmark.unknown')
    await access.requireRooms(actor, [bookmark.roomId])
    return bookmark
  }

  async function get(id: Id): Promise<Bookmark> {
    const bookmark = await findBookmark(work.db, id)
    if (!bookmark) throw new AppError('not-found', 'bookmark.unknown')
    return bookmark
  }

  async function bookmarks(
    actor: Actor,
    filter: { roomId?: Id; fromMs?: number; toMs?: number; dossierId?: Id },
  ): Promise<Bookmark[]> {
    if (filter.roomId !== undefined) await access.requireRooms(actor, [filter.roomId])
    const roomIds = filter.roomId === undefined ? [...(await access.viewableRoomIds(actor))] : [filter.roomId]
    return listBookmarks(work.db, {
      roomIds,
      fromMs: filter.fromMs ?? 0,
      toMs: filter.toMs ?? FAR_FUTURE_MS,
      dossierId: filter.dossierId,
    })
  }

  /** A page of the list, and what its filters offer. @throws AppError `forbidden room.not-yours` */
  async function bookmarkList(
    actor: Actor,
    input: BookmarkFilter & { readonly limit: number; readonly offset: number },
  ): Promise<{ total: number; rows: ListedBookmark[]; facets: BookmarkFacets }> {
    const { roomId, limit, offset, ...filter } = input
    if (roomId !== undefined) await access.requireRooms(actor, [roomId])
    const roomIds = roomId === undefined ? [...(await access.viewableRoomIds(actor))] : [roomId]
    const page = await listBookmarkPage(work.db, { ...filter, roomIds }, { limit, offset })
    const cited = await listCited(
      work.db,
      page.rows.map(({ id }) => id),
    )
    return {
      total: page.total,
      rows: page.rows.map((bookmark) => ({ ...bookmark, cited: cited.has(bookmark.id) })),
      facets: await countFacets(work.db, { roomIds, state: filter.state }),
    }
  }

  const protectRange = (transaction: Db, bookmark: Bookmark): Promise<void> =>
    locks.protect(transaction, {
      cameraIds: bookmark.cameraIds,
      range: { fromMs: bookmark.fromMs, toMs: bookmark.toMs },
      bookmarkId: bookmark.id,
      state: 'locked',
      createdBy: bookmark.createdBy,
    })

  /** Stores the bookmark and, where it protects, the lock: one act. */
  async function createBookmark(
    call: Call,
    input: Omit<NewBookmark, 'tags'> & Partial<Pick<NewBookmark, 'tags'>>,
  ): Promise<Bookmark> {
    await cameras.requireViewable(call.actor, input.cameraIds)
    const [camera, ...others] = await cameras.byIds(input.cameraIds)
    if (!camera || others.some((other) => other.roomId !== camera.roomId)) {
      throw new AppError('invalid', 'bookmark.one-room')
    }
    const dossier = input.dossierId === null ? null : await dossiers.get(input.dossierId)
    if (dossier !== null) await access.requireRooms(call.actor, [dossier.roomId])
    const bookmark: Bookmark = {
      ...input,
      tags: [...(input.tags ?? [])].sort((left, right) => left.localeCompare(right, 'vi')),
      id: newId(),
      roomId: camera.roomId,
      dossierCode: dossier?.code ?? null,
      createdAtMs: clock.nowMs(),
      createdBy: call.actor.label,
      state: 'active',
    }
    return work.change(call, async (transaction) => {
      await insertBookmark(transaction, bookmark)
      if (bookmark.protects) await protectRange(transaction, bookmark)
      const { fromMs, toMs, protects } = bookmark
      return {
        result: bookmark,
        subject: { kind: 'bookmark', id: bookmark.id },
        detail: { fromMs, toMs, protects },
      }
    })
  }

  async function removeBookmark(call: Call, id: Id): Promise<Bookmark> {
    const bookmark = await mine(call.actor, id)
    if ((await listCited(work.db, [id])).size > 0) throw new AppError('conflict', 'bookmark.cited')
    return work.change(call, async (transaction) => {
      await updateBookmarkState(transaction, id, 'removed')
      await locks.releaseLocks(transaction, id)
      return { result: { ...bookmark, state: 'removed' as const }, subject: { kind: 'bookmark', id } }
    })
  }

  async function restoreBookmark(call: Call, id: Id): Promise<Bookmark> {
    const bookmark = await mine(call.actor, id)
    if (bookmark.state === 'active') throw new AppError('conflict', 'bookmark.active')
    return work.change(call, async (transaction) => {
      await updateBookmarkState(transaction, id, 'active')
      if (bookmark.protects) await protectRange(transaction, bookmark)
      return { result: { ...bookmark, state: 'active' as const }, subject: { kind: 'bookmark', id } }
    })
  }

  const { changeBookmarks, lockCost } = createBookmarkChanges(deps, protectRange)

  return {
    get,
    bookmarks,
    bookmarkList,
    createBookmark,
    removeBookmark,
    restoreBookmark,
    changeBookmarks,
    lockCost,
  }
}
