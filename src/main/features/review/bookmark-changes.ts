import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import {
  changedBookmark,
  changeWords,
  holdsLock,
  isMoved,
  loosensCited,
  wayBack,
} from '#shared/review/bookmark-change.rules.ts'
import {
  type Bookmark,
  type BookmarkChange,
  type BookmarksChanged,
  MOST_TAGS,
} from '#shared/review/review.model.ts'
import type { Db } from '#main/db/db.ts'
import type { Actor, Call } from '#main/ports/call.ts'
import { findBookmarks, listCited, updateBookmark } from './review.repository.ts'
import type { ReviewDeps } from './review.ports.ts'

type Step = { readonly before: Bookmark; readonly after: Bookmark; readonly change: BookmarkChange }

/** Changing many bookmarks in one act, with the way back. */
export function createBookmarkChanges(
  deps: ReviewDeps,
  protectRange: (transaction: Db, bookmark: Bookmark) => Promise<void>,
) {
  const { work, access, cameras, dossiers, locks } = deps

  /** @throws AppError `not-found bookmark.unknown`, `forbidden room.not-yours` */
  async function ofIds(actor: Actor, ids: readonly Id[]): Promise<Map<Id, Bookmark>> {
    const found = new Map((await findBookmarks(work.db, ids)).map((bookmark) => [bookmark.id, bookmark]))
    if (found.size < new Set(ids).size) throw new AppError('not-found', 'bookmark.unknown')
    await access.requireRooms(actor, [...new Set([...found.values()].map(({ roomId }) => roomId))])
    return found
  }

  /** What a changed bookmark must be, as a new one must. */
  async function requireSound(actor: Actor, { before, after }: Step): Promise<void> {
    if (after.fromMs >= after.toMs) throw new AppError('invalid', 'range.empty')
    if (after.tags.length > MOST_TAGS) throw new AppError('invalid', 'bookmark.tags', { most: MOST_TAGS })
    if (isMoved(before, after)) {
      await cameras.requireViewable(actor, after.cameraIds)
      const known = await cameras.byIds(after.cameraIds)
      if (known.some(({ roomId }) => roomId !== before.roomId))
        throw new AppError('invalid', 'bookmark.one-room')
    }
    if (after.dossierId !== null && after.dossierId !== before.dossierId) {
      const { roomId } = await dossiers.get(after.dossierId)
      await access.requireRooms(actor, [roomId])
    }
  }

  async function keep(transaction: Db, { before, after }: Step): Promise<void> {
    await updateBookmark(transaction, after)
    const held = holdsLock(before)
    const isAnew = held && isMoved(before, after)
    if (held && (isAnew || !holdsLock(after))) await locks.releaseLocks(transaction, before.id)
    if (holdsLock(after) && (isAnew || !held)) await protectRange(transaction, after)
  }

  /** `+tags: id id; state=removed: id`. */
  function auditWords(steps: readonly Step[]): string {
    const byWords = Map.groupBy(steps, ({ change }) => changeWords(change))
    return [...byWords]
      .map(([words, of]) => `${words}: ${of.map(({ before }) => before.id).join(' ')}`)
      .join('; ')
  }

  async function changeBookmarks(call: Call, changes: readonly BookmarkChange[]): Promise<BookmarksChanged> {
    const ids = changes.map(({ id }) => id)
    const found = await ofIds(call.actor, ids)
    const cited = await listCited(work.db, ids)
    const steps: Step[] = []
    let kept = 0
    for (const change of changes) {
      const before = found.get(change.id)
      if (!before) continue
      const step = { before, change, after: changedBookmark(before, change) }
      if (wayBack(before, step.after) === null) continue
      if (cited.has(before.id) && loosensCited(before, step.after)) kept += 1
      else steps.push(step)
    }
    for (const step of steps) await requireSound(call.actor, step)
    const undo = steps.flatMap(({ before, after }) => wayBack(before, after) ?? [])
    return work.change(call, async (transaction) => {
      for (const step of steps) await keep(transaction, step)
      return {
        result: { changed: steps.length, cited: kept, undo },
        subject: { kind: 'bookmark', id: steps[0]?.before.id ?? ids[0] ?? '' },
        detail: { changed: steps.length, cited: kept, changes: auditWords(steps) },
      }
    })
  }

  async function lockCost(actor: Actor, ids: readonly Id[]) {
    const bookmarks = [...(await ofIds(actor, ids)).values()]
    return locks.costOfAll(bookmarks.filter((bookmark) => !holdsLock(bookmark)))
  }

  return { changeBookmarks, lockCost }
}
