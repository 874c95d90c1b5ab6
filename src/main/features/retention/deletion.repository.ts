import { type SqlBool, sql } from 'kysely'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Db } from '#main/db/db.ts'
import { holdCameras } from './locks.repository.ts'

/** Why and by whom. */
export type Deletion = {
  readonly cause: 'expired' | 'purged'
  readonly reason: string
  /** As in the audit log. */
  readonly actor: string
  readonly atMs: InstantMs
}

export type DeletableSegment = TimeRange & {
  readonly cameraId: Id
  readonly number: number
  readonly filePath: string
  readonly sizeBytes: number
}

/** Literal, so that the planner knows the partial index `segments_still_there` to fit. */
export const STILL_THERE = sql<SqlBool>`segments.state in ('present', 'damaged')`

export const LOCKED = sql<SqlBool>`exists (select 1 from locks where locks.camera_id = segments.camera_id
  and locks.state <> 'released' and locks.from_ms < segments.end_at_ms and locks.to_ms > segments.start_at_ms)`

/** Rows per statement: SQLite's limit on parameters is far off. */
const CHUNK = 200

const COLUMNS = ['camera_id', 'number', 'start_at_ms', 'end_at_ms', 'file_path', 'size_bytes'] as const

type Row = {
  readonly camera_id: string
  readonly number: number
  readonly start_at_ms: number
  readonly end_at_ms: number
  readonly file_path: string
  readonly size_bytes: number
}

const toSegment = (row: Row): DeletableSegment => ({
  cameraId: row.camera_id,
  number: row.number,
  fromMs: row.start_at_ms,
  toMs: row.end_at_ms,
  filePath: row.file_path,
  sizeBytes: row.size_bytes,
})

async function deleteChunk(
  transaction: Db,
  cameraId: Id,
  numbers: readonly number[],
  deletion: Deletion,
): Promise<DeletableSegment[]> {
  const rows = await transaction
    .selectFrom('segments')
    .select([...COLUMNS, 'sha256', 'root'])
    .where('camera_id', '=', cameraId)
    .where('number', 'in', [...numbers])
    .where(STILL_THERE)
    .where((where) => where.not(LOCKED))
    .execute()
  if (rows.length === 0) return []
  await transaction
    .updateTable('segments')
    .set({ state: deletion.cause, state_changed_at_ms: deletion.atMs })
    .where('camera_id', '=', cameraId)
    .where(
      'number',
      'in',
      rows.map((row) => row.number),
    )
    .execute()
  await transaction
    .insertInto('segment_tombstones')
    .values(
      rows.map((row) => ({
        camera_id: row.camera_id,
        number: row.number,
        cause: deletion.cause,
        reason: deletion.reason,
        actor: deletion.actor,
        deleted_at_ms: deletion.atMs,
        unlinked_at_ms: null,
        size_bytes: row.size_bytes,
        sha256: row.sha256,
        root: row.root,
      })),
    )
    .execute()
  return rows.map(toSegment)
}

/**
 * The only way in which footage goes: marks segments as deleted and writes their tombstones. **A segment that any lock
 * touches is left as it is**, whoever asks and whatever they looked at before.
 * @returns those that may now be unlinked; locked ones, and those that were gone already, are not among them
 */
export async function deleteSegments(
  transaction: Db,
  cameraId: Id,
  numbers: readonly number[],
  deletion: Deletion,
): Promise<DeletableSegment[]> {
  await holdCameras(transaction, [cameraId])
  const deleted: DeletableSegment[] = []
  for (let from = 0; from < numbers.length; from += CHUNK)
    deleted.push(...(await deleteChunk(transaction, cameraId, numbers.slice(from, from + CHUNK), deletion)))
  return deleted
}

/** Still there and wholly inside the range, oldest first. */
export async function listStillThere(
  db: Db,
  cameraId: Id,
  range: TimeRange,
  limit: number,
): Promise<DeletableSegment[]> {
  const rows = await db
    .selectFrom('segments')
    .select(COLUMNS)
    .where('camera_id', '=', cameraId)
    .where(STILL_THERE)
    .where('start_at_ms', '>=', range.fromMs)
    .where('start_at_ms', '<', range.toMs)
    .where('end_at_ms', '<=', range.toMs)
    .orderBy('start_at_ms')
    .orderBy('number')
    .limit(limit)
    .execute()
  return rows.map(toSegment)
}

type Unfinished = {
  readonly cameraId: Id
  readonly number: number
  readonly filePath: string
  readonly sizeBytes: number
}

/** Deleted segments whose files may still be there. @param unreachable prefixes of folders that cannot be asked now */
export async function listUnfinished(
  db: Db,
  unreachable: readonly string[],
  page: { readonly limit: number; readonly offset: number },
): Promise<Unfinished[]> {
  const rows = await selectTombstones(db)
    .where('segment_tombstones.unlinked_at_ms', 'is', null)
    .$call((query) =>
      unreachable.reduce(
        (narrowed, prefix) =>
          narrowed.where(sql<SqlBool>`substr(file_path, 1, ${sql.lit(prefix.length)}) <> ${prefix}`),
        query,
      ),
    )
    .orderBy('segment_tombstones.deleted_at_ms')
    .orderBy('segment_tombstones.camera_id')
    .orderBy('segment_tombstones.number')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  return rows.map(toUnfinished)
}

/** Unlinked in the last moments before the newest one: a power cut may have brought their names back. */
export async function listJustUnlinked(db: Db, withinMs: number): Promise<Unfinished[]> {
  const newest = await db
    .selectFrom('segment_tombstones')
    .select(({ fn }) => fn.max('unlinked_at_ms').as('at'))
    .executeTakeFirst()
  if (!newest?.at) return []
  const rows = await selectTombstones(db)
    .where('segment_tombstones.unlinked_at_ms', '>', newest.at - withinMs)
    .execute()
  return rows.map(toUnfinished)
}

const selectTombstones = (db: Db) =>
  db
    .selectFrom('segment_tombstones')
    .innerJoin('segments', (join) =>
      join
        .onRef('segments.camera_id', '=', 'segment_tombstones.camera_id')
        .onRef('segments.number', '=', 'segment_tombstones.number'),
    )
    .select(['segments.camera_id', 'segments.number', 'segments.file_path', 'segment_tombstones.size_bytes'])

const toUnfinished = (row: Pick<Row, 'camera_id' | 'number' | 'file_path' | 'size_bytes'>): Unfinished => ({
  cameraId: row.camera_id,
  number: row.number,
  filePath: row.file_path,
  sizeBytes: row.size_bytes,
})

export async function markUnlinked(
  transaction: Db,
  segments: readonly Pick<Unfinished, 'cameraId' | 'number'>[],
  atMs: InstantMs,
): Promise<void> {
  for (const { cameraId, number } of segments)
    await transaction
      .updateTable('segment_tombstones')
      .set({ unlinked_at_ms: atMs })
      .where('camera_id', '=', cameraId)
      .where('number', '=', number)
      .execute()
}
