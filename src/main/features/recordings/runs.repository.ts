import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { Db } from '#main/db/db.ts'

export type RecordingRun = { readonly id: Id; readonly cameraId: Id; readonly startedAtMs: InstantMs }

export async function insertRun(transaction: Db, run: RecordingRun): Promise<void> {
  await transaction
    .insertInto('recording_runs')
    .values({
      id: run.id,
      camera_id: run.cameraId,
      started_at_ms: run.startedAtMs,
      ended_at_ms: null,
      end_reason: null,
    })
    .execute()
}

export async function endRun(transaction: Db, id: Id, endedAtMs: InstantMs, reason: string): Promise<void> {
  await transaction
    .updateTable('recording_runs')
    .set({ ended_at_ms: endedAtMs, end_reason: reason })
    .where('id', '=', id)
    .where('ended_at_ms', 'is', null)
    .execute()
}

export async function listOpenRuns(db: Db, cameraId: Id): Promise<RecordingRun[]> {
  const rows = await db
    .selectFrom('recording_runs')
    .selectAll()
    .where('camera_id', '=', cameraId)
    .where('ended_at_ms', 'is', null)
    .where('backfill_id', 'is', null)
    .orderBy('started_at_ms')
    .execute()
  return rows.map((row) => ({ id: row.id, cameraId: row.camera_id, startedAtMs: row.started_at_ms }))
}

/** End of a run's newest segment; null for a run without one. */
export async function findRunEnd(db: Db, run: RecordingRun): Promise<InstantMs | null> {
  const row = await db
    .selectFrom('segments')
    .select((select) => select.fn.max('end_at_ms').as('end_at_ms'))
    .where('camera_id', '=', run.cameraId)
    .where('start_at_ms', '>=', run.startedAtMs)
    .where('run_id', '=', run.id)
    .executeTakeFirst()
  return row?.end_at_ms ?? null
}

/**
 * The recorder's run to which an unfinished file belongs: one that nobody ended, even where an older one seems later since
 * the clock was set back; else the newest.
 */
export async function findLatestRun(db: Db, cameraId: Id): Promise<RecordingRun | null> {
  const open = (await listOpenRuns(db, cameraId)).at(-1)
  if (open) return open
  const row = await db
    .selectFrom('recording_runs')
    .selectAll()
    .where('camera_id', '=', cameraId)
    .where('backfill_id', 'is', null)
    .orderBy('started_at_ms', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { id: row.id, cameraId: row.camera_id, startedAtMs: row.started_at_ms } : null
}
