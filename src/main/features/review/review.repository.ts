import type { Id } from '#shared/kernel/ids.ts'
import type { Bookmark } from '#shared/review/review.model.ts'
import type { Db } from '#main/db/db.ts'
import type { BookmarksTable } from '#main/db/schema.ts'

export type BookmarkRow = BookmarksTable & { readonly dossier_code: string | null }

/** The rows with their cameras and tags, in the same order. */
export async function toBookmarks(db: Db, rows: readonly BookmarkRow[]): Promise<Bookmark[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const cameras = await db
    .selectFrom('bookmark_cameras')
    .selectAll()
    .where('bookmark_id', 'in', ids)
    .execute()
  const tags = await db.selectFrom('bookmark_tags').selectAll().where('bookmark_id', 'in', ids).execute()
  const camerasOf = Map.groupBy(cameras, (row) => row.bookmark_id)
  const tagsOf = Map.groupBy(tags, (row) => row.bookmark_id)
  return rows.map((row) => ({
    id: row.id,
    roomId: row.room_id,
    cameraIds: (camerasOf.get(row.id) ?? []).map((camera) => camera.camera_id),
    fromMs: row.from_ms,
    toMs: row.to_ms,
    dossierId: row.dossier_id,
    dossierCode: row.dossier_code,
    criterionCode: row.criterion_code,
    note: row.note,
    tags: (tagsOf.get(row.id) ?? [])
      .map(({ tag }) => tag)
      .sort((left, right) => left.localeCompare(right, 'vi')),
    protects: row.protects === 1,
    state: row.state === 'removed' ? 'removed' : 'active',
    createdAtMs: row.created_at_ms,
    createdBy: row.created_by,
  }))
}

export const selectBookmarks = (db: Db) =>
  db
    .selectFrom('bookmarks')
    .leftJoin('dossiers', 'dossiers.id', 'bookmarks.dossier_id')
    .selectAll('bookmarks')
    .select('dossiers.code as dossier_code')

export async function findBookmarks(db: Db, ids: readonly Id[]): Promise<Bookmark[]> {
  return toBookmarks(db, await selectBookmarks(db).where('bookmarks.id', 'in', ids).execute())
}

export async function findBookmark(db: Db, id: Id): Promise<Bookmark | null> {
  return (await findBookmarks(db, [id]))[0] ?? null
}

export type RoomBookmarks = {
  readonly roomIds: readonly Id[]
  readonly fromMs: number
  readonly toMs: number
  readonly dossierId?: Id | undefined
}

/** Active bookmarks that overlap the range, newest first. */
export async function listBookmarks(db: Db, filter: RoomBookmarks): Promise<Bookmark[]> {
  if (filter.roomIds.length === 0) return []
  let query = selectBookmarks(db)
    .where('bookmarks.room_id', 'in', filter.roomIds)
    .where('bookmarks.state', '=', 'active')
    .where('bookmarks.from_ms', '<', filter.toMs)
    .where('bookmarks.to_ms', '>', filter.fromMs)
  if (filter.dossierId !== undefined) query = query.where('bookmarks.dossier_id', '=', filter.dossierId)
  const rows = await query.orderBy('bookmarks.created_at_ms', 'desc').limit(1000).execute()
  return toBookmarks(db, rows)
}

const toRow = (bookmark: Bookmark): BookmarksTable => ({
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

async function insertParts(transaction: Db, { id, cameraIds, tags }: Bookmark): Promise<void> {
  await transaction
    .insertInto('bookmark_cameras')
    .values([...new Set(cameraIds)].map((cameraId) => ({ bookmark_id: id, camera_id: cameraId })))
    .execute()
  if (tags.length > 0)
    await transaction
      .insertInto('bookmark_tags')
      .values(tags.map((tag) => ({ bookmark_id: id, tag })))
      .execute()
}

export async function insertBookmark(transaction: Db, bookmark: Bookmark): Promise<void> {
  await transaction.insertInto('bookmarks').values(toRow(bookmark)).execute()
  await insertParts(transaction, bookmark)
}

/** Everything but who made it, when and in which room. */
export async function updateBookmark(transaction: Db, bookmark: Bookmark): Promise<void> {
  const { id, room_id: _room, created_at_ms: _at, created_by: _by, ...values } = toRow(bookmark)
  await transaction.updateTable('bookmarks').set(values).where('id', '=', id).execute()
  await transaction.deleteFrom('bookmark_cameras').where('bookmark_id', '=', id).execute()
  await transaction.deleteFrom('bookmark_tags').where('bookmark_id', '=', id).execute()
  await insertParts(transaction, bookmark)
}

export async function updateBookmarkState(transaction: Db, id: Id, state: Bookmark['state']): Promise<void> {
  await transaction.updateTable('bookmarks').set({ state }).where('id', '=', id).execute()
}

/** Those of the given ones that a clip was made from. */
export async function listCited(db: Db, ids: readonly Id[]): Promise<Set<Id>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('evidence_clips')
    .select('bookmark_id')
    .distinct()
    .where('bookmark_id', 'in', ids)
    .where('state', '<>', 'failed')
    .execute()
  return new Set(rows.map((row) => row.bookmark_id))
}
