import type { Id } from '#shared/kernel/ids.ts'
import type { Bookmark } from '#shared/review/review.model.ts'
import type { Db } from '#main/db/db.ts'
import type { BookmarksTable } from '#main/db/schema.ts'

type BookmarkRow = BookmarksTable & { readonly dossier_code: string | null }

async function withCameras(db: Db, rows: readonly BookmarkRow[]): Promise<Bookmark[]> {
  const ids = rows.map((row) => row.id)
  const cameras =
    ids.length === 0
      ? []
      : await db.selectFrom('bookmark_cameras').selectAll().where('bookmark_id', 'in', ids).execute()
  return rows.map((row) => ({
    id: row.id,
    roomId: row.room_id,
    cameraIds: cameras.filter((camera) => camera.bookmark_id === row.id).map((camera) => camera.camera_id),
    fromMs: row.from_ms,
    toMs: row.to_ms,
    dossierId: row.dossier_id,
    dossierCode: row.dossier_code,
    criterionCode: row.criterion_code,
    note: row.note,
    protects: row.protects === 1,
    state: row.state === 'removed' ? 'removed' : 'active',
    createdAtMs: row.created_at_ms,
    createdBy: row.created_by,
  }))
}

const selectBookmarks = (db: Db) =>
  db
    .selectFrom('bookmarks')
    .leftJoin('dossiers', 'dossiers.id', 'bookmarks.dossier_id')
    .selectAll('bookmarks')
    .select('dossiers.code as dossier_code')

export async function findBookmark(db: Db, id: Id): Promise<Bookmark | null> {
  const rows = await selectBookmarks(db).where('bookmarks.id', '=', id).execute()
  return (await withCameras(db, rows))[0] ?? null
}

export type BookmarkFilter = {
  readonly roomIds: readonly Id[]
  readonly fromMs: number
  readonly toMs: number
  readonly dossierId?: Id | undefined
}

/** Active bookmarks that overlap the range, newest first. */
export async function listBookmarks(db: Db, filter: BookmarkFilter): Promise<Bookmark[]> {
  if (filter.roomIds.length === 0) return []
  let query = selectBookmarks(db)
    .where('bookmarks.room_id', 'in', filter.roomIds)
    .where('bookmarks.state', '=', 'active')
    .where('bookmarks.from_ms', '<', filter.toMs)
    .where('bookmarks.to_ms', '>', filter.fromMs)
  if (filter.dossierId !== undefined) query = query.where('bookmarks.dossier_id', '=', filter.dossierId)
  const rows = await query.orderBy('bookmarks.created_at_ms', 'desc').limit(1000).execute()
  return withCameras(db, rows)
}

export async function insertBookmark(transaction: Db, bookmark: Bookmark): Promise<void> {
  await transaction
    .insertInto('bookmarks')
    .values({
      id: bookmark.id,
      room_id: bookmark.roomId,
      from_ms: bookmark.fromMs,
      to_ms: bookmark.toMs,
      dossier_id: bookmark.dossierId,
      criterion_code: bookmark.criterionCode,
      note: bookmark.note,
      protects: bookmark.protects ? 1 : 0,
      state: bookmark.state,
      created_at_ms: bookmark.createdAtMs,
      created_by: bookmark.createdBy,
    })
    .execute()
  await transaction
    .insertInto('bookmark_cameras')
    .values(bookmark.cameraIds.map((cameraId) => ({ bookmark_id: bookmark.id, camera_id: cameraId })))
    .execute()
}

export async function updateBookmarkState(transaction: Db, id: Id, state: Bookmark['state']): Promise<void> {
  await transaction.updateTable('bookmarks').set({ state }).where('id', '=', id).execute()
}

export async function isBookmarkCited(db: Db, id: Id): Promise<boolean> {
  const row = await db
    .selectFrom('evidence_clips')
    .select('id')
    .where('bookmark_id', '=', id)
    .where('state', '<>', 'failed')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
