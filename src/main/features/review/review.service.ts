import type { Camera } from '#shared/cameras/cameras.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Bookmark, NewBookmark } from '#shared/review/review.model.ts'
import type { Db } from '#main/db/db.ts'
import type { AccessService } from '#main/features/users/access.service.ts'
import type { Actor, Call } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import {
  findBookmark,
  insertBookmark,
  isBookmarkCited,
  listBookmarks,
  updateBookmarkState,
} from './review.repository.ts'

const FAR_FUTURE_MS = 8_640_000_000_000_000

export type ReviewDeps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly newId: NewId
  readonly access: AccessService
  readonly cameras: {
    readonly byIds: (ids: readonly Id[]) => Promise<Camera[]>
    readonly requireViewable: (actor: Actor, cameraIds: readonly Id[]) => Promise<void>
  }
  readonly dossiers: { readonly get: (id: Id) => Promise<{ readonly code: string }> }
  readonly locks: {
    readonly protect: (
      transaction: Db,
      lock: {
        cameraIds: readonly Id[]
        range: TimeRange
        bookmarkId: Id
        state: 'locked'
        createdBy: string
      },
    ) => Promise<void>
    readonly releaseLocks: (transaction: Db, bookmarkId: Id) => Promise<void>
  }
}

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

  const protectRange = (transaction: Db, bookmark: Bookmark): Promise<void> =>
    locks.protect(transaction, {
      cameraIds: bookmark.cameraIds,
      range: { fromMs: bookmark.fromMs, toMs: bookmark.toMs },
      bookmarkId: bookmark.id,
      state: 'locked',
      createdBy: bookmark.createdBy,
    })

  /** Stores the bookmark and, where it protects, the lock: one act. */
  async function createBookmark(call: Call, input: NewBookmark): Promise<Bookmark> {
    await cameras.requireViewable(call.actor, input.cameraIds)
    const [camera, ...others] = await cameras.byIds(input.cameraIds)
    if (!camera || others.some((other) => other.roomId !== camera.roomId)) {
      throw new AppError('invalid', 'bookmark.one-room')
    }
    const dossier = input.dossierId === null ? null : await dossiers.get(input.dossierId)
    const bookmark: Bookmark = {
      ...input,
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
    if (await isBookmarkCited(work.db, id)) throw new AppError('conflict', 'bookmark.cited')
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

  return { get, bookmarks, createBookmark, removeBookmark, restoreBookmark }
}
