import { sql } from 'kysely'
import type { FindingKind } from '#shared/findings/findings.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { SearchWord } from '#shared/search/search-query.rules.ts'
import type { Db } from '#main/db/db.ts'
import { matching } from './search-terms.repository.ts'

export type NoteFilter = {
  readonly roomIds: readonly Id[]
  readonly words: readonly SearchWord[]
  /** Station time; null for any. */
  readonly range: { readonly fromMs: InstantMs; readonly toMs: InstantMs } | null
  /** Those about these dossiers too, whatever their words. */
  readonly dossierIds: readonly Id[]
  readonly limit: number
}

/** Ids of bookmarks or findings whose text has the words, newest moment first. */
async function findNoted(db: Db, kind: 'bookmark' | 'finding', filter: NoteFilter): Promise<string[]> {
  const { words, range } = filter
  if (words.length === 0 && range === null) return []
  const { rows } = await sql<{ id: string }>`select subject_id as id from search_notes where kind = ${kind}
    and room_id in (${sql.join(filter.roomIds)})
    ${words.length === 0 ? sql`` : sql`and ${matching(db, 'search_notes', words, 'AND')}`}
    ${range === null ? sql`` : sql`and at_ms >= ${range.fromMs} and at_ms < ${range.toMs}`}
    order by at_ms desc limit ${filter.limit}`.execute(db)
  return rows.map(({ id }) => id)
}

export type FoundBookmark = {
  readonly id: Id
  readonly roomId: Id
  readonly fromMs: InstantMs
  readonly note: string
  readonly criterionCode: string | null
  readonly dossierId: Id | null
  readonly dossierCode: string | null
  readonly cameraIds: readonly Id[]
}

export async function findBookmarks(db: Db, filter: NoteFilter): Promise<FoundBookmark[]> {
  const noted = await findNoted(db, 'bookmark', filter)
  if (noted.length === 0 && filter.dossierIds.length === 0) return []
  const rows = await db
    .selectFrom('bookmarks')
    .leftJoin('dossiers', 'dossiers.id', 'bookmarks.dossier_id')
    .select([
      'bookmarks.id',
      'room_id as roomId',
      'from_ms as fromMs',
      'note',
      'criterion_code as criterionCode',
    ])
    .select(['bookmarks.dossier_id as dossierId', 'dossiers.code as dossierCode'])
    .where('bookmarks.state', '=', 'active')
    .where('room_id', 'in', filter.roomIds)
    .where((one) =>
      one.or([
        ...(noted.length === 0 ? [] : [one('bookmarks.id', 'in', noted)]),
        ...(filter.dossierIds.length === 0 ? [] : [one('dossier_id', 'in', filter.dossierIds)]),
      ]),
    )
    .orderBy('from_ms', 'desc')
    .limit(filter.limit)
    .execute()
  const cameras = await camerasOfBookmarks(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({ ...row, cameraIds: cameras.get(row.id) ?? [] }))
}

async function camerasOfBookmarks(db: Db, ids: readonly Id[]): Promise<Map<Id, Id[]>> {
  const byBookmark = new Map<Id, Id[]>()
  if (ids.length === 0) return byBookmark
  const rows = await db.selectFrom('bookmark_cameras').selectAll().where('bookmark_id', 'in', ids).execute()
  for (const row of rows)
    byBookmark.set(row.bookmark_id, [...(byBookmark.get(row.bookmark_id) ?? []), row.camera_id])
  return byBookmark
}

export type FoundFinding = {
  readonly id: Id
  readonly kind: string
  readonly roomId: Id
  readonly atMs: InstantMs
  readonly decisionNote: string
  readonly dossierId: Id | null
  readonly dossierCode: string | null
}

/** The newest of each kind: a kind may have very many. */
async function findOfKinds(db: Db, kinds: readonly FindingKind[], filter: NoteFilter): Promise<Id[]> {
  const ids: Id[] = []
  for (const kind of kinds) {
    let query = db
      .selectFrom('findings')
      .select('id')
      .where('kind', '=', kind)
      .where('room_id', 'in', filter.roomIds)
    if (filter.range !== null)
      query = query.where('at_ms', '>=', filter.range.fromMs).where('at_ms', '<', filter.range.toMs)
    const rows = await query.orderBy('at_ms', 'desc').limit(filter.limit).execute()
    ids.push(...rows.map(({ id }) => id))
  }
  return ids
}

async function findOfDossiers(db: Db, dossierIds: readonly Id[]): Promise<Id[]> {
  if (dossierIds.length === 0) return []
  const rows = await db
    .selectFrom('findings')
    .select('id')
    .where('subject_kind', '=', 'dossier')
    .where('subject_id', 'in', dossierIds)
    .execute()
  return rows.map(({ id }) => id)
}

/** Of these kinds, with these words in their decision, or about these dossiers; dismissed ones are left out. */
export async function findFindings(
  db: Db,
  filter: NoteFilter & { readonly kinds: readonly FindingKind[] },
): Promise<FoundFinding[]> {
  const ids = [
    ...(await findNoted(db, 'finding', filter)),
    ...(await findOfKinds(db, filter.kinds, filter)),
    ...(await findOfDossiers(db, filter.dossierIds)),
  ]
  if (ids.length === 0) return []
  return db
    .selectFrom('findings')
    .leftJoin('dossiers', (join) =>
      join.onRef('dossiers.id', '=', 'subject_id').on('subject_kind', '=', 'dossier'),
    )
    .select(['findings.id', 'kind', 'room_id as roomId', 'at_ms as atMs', 'decision_note as decisionNote'])
    .select(['dossiers.id as dossierId', 'dossiers.code as dossierCode'])
    .where('findings.id', 'in', ids)
    .where('findings.state', '<>', 'dismissed')
    .where('room_id', 'in', filter.roomIds)
    .orderBy('at_ms', 'desc')
    .limit(filter.limit)
    .execute()
}

/** The newest moment that was marked for each criterion. */
export async function findMarkedCriteria(
  db: Db,
  roomIds: readonly Id[],
  criteria: readonly string[],
): Promise<FoundBookmark[]> {
  if (criteria.length === 0) return []
  const rows = await db
    .selectFrom('bookmarks')
    .select(['id', 'room_id as roomId', 'from_ms as fromMs', 'note', 'criterion_code as criterionCode'])
    .where('state', '=', 'active')
    .where('room_id', 'in', roomIds)
    .where('criterion_code', 'in', criteria)
    .orderBy('from_ms', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({ ...row, dossierId: null, dossierCode: null, cameraIds: [] }))
}

/** Cameras that looked at a counter at a moment of station time. */
export async function findViews(
  db: Db,
  counterIds: readonly Id[],
): Promise<{ cameraId: Id; counterId: Id; fromMs: InstantMs; toMs: InstantMs | null }[]> {
  if (counterIds.length === 0) return []
  return db
    .selectFrom('camera_views')
    .select(['camera_id as cameraId', 'counter_id as counterId'])
    .select(['valid_from_ms as fromMs', 'valid_to_ms as toMs'])
    .where('counter_id', 'in', counterIds)
    .execute()
}
