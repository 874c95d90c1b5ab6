import { type SqlBool, sql } from 'kysely'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Db } from '#main/db/db.ts'
import { LOCKED, STILL_THERE } from './deletion.repository.ts'

/** No segment is longer, by the table's own check: overlap queries look back by this much. */
const LONGEST_SEGMENT_MS = 300_000

/** Sums come as text from PostgreSQL, and as null where there is nothing. */
const numberOf = (value: unknown): number => Number(value ?? 0)

/** A camera's footage on the disk. `pastFloor`: ended at or before the cutoff. */
export async function sumStillThere(
  db: Db,
  cameraId: Id,
  cutoffMs: InstantMs,
): Promise<{ segments: number; bytes: number; pastFloorBytes: number; oldestMs: InstantMs | null }> {
  const row = await db
    .selectFrom('segments')
    .select(({ fn }) => [
      fn.countAll().as('segments'),
      fn.sum('size_bytes').as('bytes'),
      sql`sum(case when end_at_ms <= ${cutoffMs} then size_bytes else 0 end)`.as('past'),
      fn.min('start_at_ms').as('oldest'),
    ])
    .where('camera_id', '=', cameraId)
    .where(STILL_THERE)
    .executeTakeFirst()
  return {
    segments: numberOf(row?.segments),
    bytes: numberOf(row?.bytes),
    pastFloorBytes: numberOf(row?.past),
    oldestMs: row?.oldest ?? null,
  }
}

/**
 * Whole segments that overlap any of the ranges, each counted once.
 * @param ranges sorted and disjoint
 */
export async function sumOverlapping(
  db: Db,
  cameraId: Id,
  ranges: readonly TimeRange[],
  cutoffMs: InstantMs,
): Promise<{ segments: number; bytes: number; pastFloorBytes: number }> {
  const sum = { segments: 0, bytes: 0, pastFloorBytes: 0 }
  let countedToMs = 0
  for (const { fromMs, toMs } of ranges) {
    // What begins before the end of the range before reached into that one, and was counted there.
    const sinceMs = Math.max(countedToMs, fromMs - LONGEST_SEGMENT_MS)
    const row = await db
      .selectFrom('segments')
      .select(({ fn }) => [
        fn.countAll().as('segments'),
        fn.sum('size_bytes').as('bytes'),
        sql`sum(case when end_at_ms <= ${cutoffMs} then size_bytes else 0 end)`.as('past'),
      ])
      .where('camera_id', '=', cameraId)
      .where(STILL_THERE)
      .where('start_at_ms', '>=', sinceMs)
      .where('start_at_ms', '<', toMs)
      .where('end_at_ms', '>', fromMs)
      .executeTakeFirst()
    sum.segments += numberOf(row?.segments)
    sum.bytes += numberOf(row?.bytes)
    sum.pastFloorBytes += numberOf(row?.past)
    countedToMs = toMs
  }
  return sum
}

/** Of the segments that overlap the range: all, and those that some lock keeps. */
export async function weighRange(
  db: Db,
  cameraId: Id,
  range: TimeRange,
): Promise<{
  segments: number
  bytes: number
  lockedSegments: number
  lockedBytes: number
  fromMs: InstantMs | null
  toMs: InstantMs | null
}> {
  const row = await db
    .selectFrom('segments')
    .select(({ fn }) => [
      fn.countAll().as('segments'),
      fn.sum('size_bytes').as('bytes'),
      sql`sum(case when ${LOCKED} then 1 else 0 end)`.as('lockedSegments'),
      sql`sum(case when ${LOCKED} then size_bytes else 0 end)`.as('lockedBytes'),
      fn.min('start_at_ms').as('fromMs'),
      fn.max('end_at_ms').as('toMs'),
    ])
    .where('camera_id', '=', cameraId)
    .where(STILL_THERE)
    .where('start_at_ms', '>=', range.fromMs - LONGEST_SEGMENT_MS)
    .where('start_at_ms', '<', range.toMs)
    .where('end_at_ms', '>', range.fromMs)
    .executeTakeFirst()
  return {
    segments: numberOf(row?.segments),
    bytes: numberOf(row?.bytes),
    lockedSegments: numberOf(row?.lockedSegments),
    lockedBytes: numberOf(row?.lockedBytes),
    fromMs: row?.fromMs ?? null,
    toMs: row?.toMs ?? null,
  }
}

/** Numbers of the segments that overlap the range and that no lock keeps. */
export async function listUnlockedNumbers(db: Db, cameraId: Id, range: TimeRange): Promise<number[]> {
  const rows = await db
    .selectFrom('segments')
    .select('number')
    .where('camera_id', '=', cameraId)
    .where(STILL_THERE)
    .where('start_at_ms', '>=', range.fromMs - LONGEST_SEGMENT_MS)
    .where('start_at_ms', '<', range.toMs)
    .where('end_at_ms', '>', range.fromMs)
    .where((where) => where.not(LOCKED))
    .orderBy('number')
    .execute()
  return rows.map((row) => row.number)
}

/** What the camera recorded itself since, deleted or not, and when the first of that began. */
export async function recordedSince(
  db: Db,
  cameraId: Id,
  sinceMs: InstantMs,
): Promise<{ bytes: number; fromMs: InstantMs | null }> {
  const row = await db
    .selectFrom('segments')
    .select(({ fn }) => [fn.sum('size_bytes').as('bytes'), fn.min('start_at_ms').as('fromMs')])
    .where('camera_id', '=', cameraId)
    .where('start_at_ms', '>=', sinceMs)
    .where('origin', '=', 'recorded')
    .executeTakeFirst()
  return { bytes: numberOf(row?.bytes), fromMs: row?.fromMs ?? null }
}

/** A camera's footage by the folder that it lies in; the data folder's own under the empty prefix. */
export async function sumByFolder(
  db: Db,
  cameraId: Id,
): Promise<readonly { prefix: string; segments: number; bytes: number }[]> {
  const prefix = sql<string>`case when substr(file_path, 1, 1) = '@' then substr(file_path, 1, 38) else '' end`
  const rows = await db
    .selectFrom('segments')
    .select(({ fn }) => [prefix.as('prefix'), fn.countAll().as('segments'), fn.sum('size_bytes').as('bytes')])
    .where('camera_id', '=', cameraId)
    .where(STILL_THERE)
    .groupBy(prefix)
    .execute()
  return rows.map((row) => ({
    prefix: row.prefix,
    segments: numberOf(row.segments),
    bytes: numberOf(row.bytes),
  }))
}

const isIn = (prefix: string) =>
  sql<SqlBool>`substr(segments.file_path, 1, ${sql.lit(prefix.length)}) = ${prefix}`

/** Whether the index still names files there. */
export async function hasFootageIn(db: Db, prefix: string): Promise<boolean> {
  const row = await db
    .selectFrom('segments')
    .select('number')
    .where(STILL_THERE)
    .where(isIn(prefix))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Files of deleted segments of a folder that are not unlinked yet: it cannot be forgotten before that. */
export async function hasUnfinishedIn(db: Db, prefix: string): Promise<boolean> {
  const row = await db
    .selectFrom('segment_tombstones')
    .innerJoin('segments', (join) =>
      join
        .onRef('segments.camera_id', '=', 'segment_tombstones.camera_id')
        .onRef('segments.number', '=', 'segment_tombstones.number'),
    )
    .select('segments.number')
    .where('segment_tombstones.unlinked_at_ms', 'is', null)
    .where(isIn(prefix))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function sumBundles(db: Db): Promise<number> {
  const row = await db
    .selectFrom('evidence_clips')
    .select(({ fn }) => fn.sum('bundle_bytes').as('bytes'))
    .where('state', '=', 'sealed')
    .executeTakeFirst()
  return numberOf(row?.bytes)
}
