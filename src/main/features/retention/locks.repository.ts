import { type Selectable, sql } from 'kysely'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { type LockState, lockStateSchema } from '#shared/retention/retention.model.ts'
import type { Db } from '#main/db/db.ts'
import type { LocksTable } from '#main/db/schema.ts'

/** One act: the same range on one or more cameras. */
export type LockAct = TimeRange & {
  readonly id: Id
  readonly cameraIds: readonly Id[]
  readonly state: LockState
  readonly reason: string
  readonly createdBy: string
  readonly createdAtMs: InstantMs
  readonly releasedAtMs: InstantMs | null
  readonly lapsesAtMs: InstantMs | null
  readonly bookmarkId: Id | null
}

export type LockFilter = {
  readonly cameraIds: readonly Id[]
  readonly state?: LockState | undefined
  readonly range?: TimeRange | undefined
}

/** A few rows per act: enough for some hundred acts. */
const MOST_ROWS = 4000

const ACT = sql<string>`coalesce(act_id, id)`

function toActs(rows: readonly Selectable<LocksTable>[]): LockAct[] {
  const acts = new Map<Id, LockAct>()
  for (const row of rows) {
    const id = row.act_id ?? row.id
    const known = acts.get(id)
    acts.set(id, {
      id,
      cameraIds: [...(known?.cameraIds ?? []), row.camera_id],
      fromMs: row.from_ms,
      toMs: row.to_ms,
      state: lockStateSchema.parse(row.state),
      reason: row.reason,
      createdBy: row.created_by,
      createdAtMs: row.created_at_ms,
      releasedAtMs: row.released_at_ms,
      lapsesAtMs: row.lapses_at_ms,
      bookmarkId: row.bookmark_id,
    })
  }
  return [...acts.values()]
}

/**
 * Until the transaction ends nobody else locks or deletes footage of these cameras: where transactions run side by side
 * (PostgreSQL) a lock could otherwise slip in between a deletion's look and its act.
 */
export async function holdCameras(transaction: Db, cameraIds: readonly Id[]): Promise<void> {
  for (const id of [...new Set(cameraIds)].sort())
    await transaction
      .updateTable('cameras')
      .set((update) => ({ state: update.ref('state') }))
      .where('id', '=', id)
      .execute()
}

/** One row per camera; `newId` makes their ids. */
export async function insertLocks(transaction: Db, act: LockAct, newId: () => Id): Promise<void> {
  await holdCameras(transaction, act.cameraIds)
  for (const cameraId of act.cameraIds)
    await transaction
      .insertInto('locks')
      .values({
        id: newId(),
        act_id: act.id,
        camera_id: cameraId,
        from_ms: act.fromMs,
        to_ms: act.toMs,
        state: act.state,
        bookmark_id: act.bookmarkId,
        created_at_ms: act.createdAtMs,
        released_at_ms: act.releasedAtMs,
        reason: act.reason,
        created_by: act.createdBy,
        lapses_at_ms: act.lapsesAtMs,
      })
      .execute()
}

/** Removed ones too: what they filmed is still there. */
export async function listCamerasOfRoom(transaction: Db, roomId: Id): Promise<Id[]> {
  const rows = await transaction
    .selectFrom('cameras')
    .select('id')
    .where('room_id', '=', roomId)
    .orderBy('id')
    .execute()
  return rows.map((row) => row.id)
}

/** Of a bookmark that is removed. */
export async function releaseLocksOf(transaction: Db, bookmarkId: Id, nowMs: InstantMs): Promise<void> {
  await transaction
    .updateTable('locks')
    .set({ state: 'released', released_at_ms: nowMs })
    .where('bookmark_id', '=', bookmarkId)
    .where('state', '<>', 'released')
    .execute()
}

/** Newest first. */
export async function listLocks(db: Db, filter: LockFilter): Promise<LockAct[]> {
  if (filter.cameraIds.length === 0) return []
  const { state, range } = filter
  const rows = await db
    .selectFrom('locks')
    .selectAll()
    .where('camera_id', 'in', [...filter.cameraIds])
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? ''))
    .$if(range !== undefined, (query) =>
      query.where('from_ms', '<', range?.toMs ?? 0).where('to_ms', '>', range?.fromMs ?? 0),
    )
    .orderBy('created_at_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_ROWS)
    .execute()
  return toActs(rows)
}

export async function findLock(db: Db, actId: Id): Promise<LockAct | null> {
  const rows = await db.selectFrom('locks').selectAll().where(ACT, '=', actId).orderBy('id').execute()
  return toActs(rows)[0] ?? null
}

/** Whether a lock of the bookmark still waits for its reply window to close, and until when. */
export async function replyWindowOf(db: Db, bookmarkId: Id, nowMs: InstantMs): Promise<InstantMs | null> {
  const row = await db
    .selectFrom('locks')
    .select(({ fn }) => fn.max('lapses_at_ms').as('until'))
    .where('bookmark_id', '=', bookmarkId)
    .where('state', '=', 'provisional')
    .where('lapses_at_ms', '>', nowMs)
    .executeTakeFirst()
  return row?.until ?? null
}

export async function isBookmarkCited(db: Db, bookmarkId: Id): Promise<boolean> {
  const row = await db
    .selectFrom('evidence_clips')
    .select('id')
    .where('bookmark_id', '=', bookmarkId)
    .where('state', '<>', 'failed')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** @returns how many rows changed: 0 when somebody else was first */
export async function moveLock(
  transaction: Db,
  actId: Id,
  from: readonly LockState[],
  to: { readonly state: LockState; readonly releasedAtMs: InstantMs | null },
): Promise<number> {
  const result = await transaction
    .updateTable('locks')
    .set({
      state: to.state,
      released_at_ms: to.releasedAtMs,
      // Who confirms it wants it to stay.
      ...(to.state === 'locked' ? { lapses_at_ms: null } : {}),
    })
    .where(ACT, '=', actId)
    .where('state', 'in', [...from])
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

export async function listLapsed(db: Db, nowMs: InstantMs): Promise<LockAct[]> {
  const rows = await db
    .selectFrom('locks')
    .selectAll()
    .where('state', '=', sql<string>`'provisional'`)
    .where('lapses_at_ms', '<=', nowMs)
    .orderBy('lapses_at_ms')
    .limit(MOST_ROWS)
    .execute()
  return toActs(rows)
}

/** Ranges of a camera that nothing may be deleted from, sorted by their beginning. */
export async function listLockedRanges(db: Db, cameraId: Id): Promise<TimeRange[]> {
  const rows = await db
    .selectFrom('locks')
    .select(['from_ms', 'to_ms'])
    .where('camera_id', '=', cameraId)
    .where('state', '<>', 'released')
    .orderBy('from_ms')
    .execute()
  return rows.map((row) => ({ fromMs: row.from_ms, toMs: row.to_ms }))
}
