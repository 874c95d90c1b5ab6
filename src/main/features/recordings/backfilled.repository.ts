import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Db } from '#main/db/db.ts'
import { BACKFILL_NUMBERS_FROM, MAX_SEGMENT_MS, type Segment } from './segment.model.ts'

/** Reason in the tombstones of a backfill that was taken back: its holes may be filled again. */
export const UNDONE_REASON = 'backfill-undone'

export type BackfilledRun = TimeRange & { readonly id: Id; readonly cameraId: Id; readonly backfillId: Id }

/** Inserted with its first segment, and grows with each: a run of fetched footage never stands open. */
export async function putBackfilledRun(transaction: Db, run: BackfilledRun): Promise<void> {
  await transaction
    .insertInto('recording_runs')
    .values({
      id: run.id,
      camera_id: run.cameraId,
      started_at_ms: run.fromMs,
      ended_at_ms: run.toMs,
      end_reason: 'backfilled',
      backfill_id: run.backfillId,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ ended_at_ms: run.toMs }))
    .execute()
}

export async function findLastBackfilled(
  db: Db,
  cameraId: Id,
): Promise<Pick<Segment, 'number' | 'root'> | null> {
  const row = await db
    .selectFrom('segments')
    .select(['number', 'root'])
    .where('camera_id', '=', cameraId)
    .where('number', '>=', BACKFILL_NUMBERS_FROM)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/**
 * Where nothing may be filled in: footage that is there, and footage that was deleted on purpose. A damaged file's time
 * is a hole; so is that of a backfill which was taken back.
 */
export async function listTakenRanges(db: Db, cameraId: Id, range: TimeRange): Promise<TimeRange[]> {
  const rows = await db
    .selectFrom('segments')
    .leftJoin('segment_tombstones', (join) =>
      join
        .onRef('segment_tombstones.camera_id', '=', 'segments.camera_id')
        .onRef('segment_tombstones.number', '=', 'segments.number'),
    )
    .select(['segments.start_at_ms', 'segments.end_at_ms'])
    .where('segments.camera_id', '=', cameraId)
    .where('segments.start_at_ms', '>=', range.fromMs - MAX_SEGMENT_MS)
    .where('segments.start_at_ms', '<', range.toMs)
    .where('segments.end_at_ms', '>', range.fromMs)
    .where('segments.state', '<>', 'damaged')
    .where((where) =>
      where.or([
        where('segment_tombstones.reason', 'is', null),
        where('segment_tombstones.reason', '<>', UNDONE_REASON),
      ]),
    )
    .execute()
  return rows.map((row) => ({ fromMs: row.start_at_ms, toMs: row.end_at_ms }))
}

/** Numbers of what a backfill brought and that is still there. */
export async function listBackfilledNumbers(db: Db, cameraId: Id, backfillId: Id): Promise<number[]> {
  const rows = await db
    .selectFrom('recording_runs')
    .innerJoin('segments', 'segments.run_id', 'recording_runs.id')
    .select('segments.number')
    .where('recording_runs.backfill_id', '=', backfillId)
    .where('segments.camera_id', '=', cameraId)
    .where('segments.number', '>=', BACKFILL_NUMBERS_FROM)
    .where('segments.state', 'in', ['present', 'damaged'])
    .orderBy('segments.number')
    .execute()
  return rows.map((row) => row.number)
}

/** Bytes and time of the camera's newest own files: what an hour of it weighs. null before the first. */
export async function recentWeight(
  db: Db,
  cameraId: Id,
  files: number,
): Promise<{ readonly bytes: number; readonly durationMs: InstantMs } | null> {
  const rows = await db
    .selectFrom('segments')
    .select(['size_bytes', 'start_at_ms', 'end_at_ms'])
    .where('camera_id', '=', cameraId)
    .where('number', '<', BACKFILL_NUMBERS_FROM)
    .orderBy('number', 'desc')
    .limit(files)
    .execute()
  if (rows.length === 0) return null
  return {
    bytes: rows.reduce((sum, row) => sum + row.size_bytes, 0),
    durationMs: rows.reduce((sum, row) => sum + row.end_at_ms - row.start_at_ms, 0),
  }
}
