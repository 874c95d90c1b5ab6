import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Db } from '#main/db/db.ts'

export type LockState = 'provisional' | 'locked' | 'released'

export type Lock = TimeRange & {
  readonly id: Id
  readonly cameraId: Id
  readonly state: LockState
  readonly bookmarkId: Id | null
}

export async function insertLock(transaction: Db, lock: Lock, nowMs: InstantMs): Promise<void> {
  await transaction
    .insertInto('locks')
    .values({
      id: lock.id,
      camera_id: lock.cameraId,
      from_ms: lock.fromMs,
      to_ms: lock.toMs,
      state: lock.state,
      bookmark_id: lock.bookmarkId,
      created_at_ms: nowMs,
      released_at_ms: null,
    })
    .execute()
}

export async function releaseLocksOf(transaction: Db, bookmarkId: Id, nowMs: InstantMs): Promise<void> {
  await transaction
    .updateTable('locks')
    .set({ state: 'released', released_at_ms: nowMs })
    .where('bookmark_id', '=', bookmarkId)
    .where('state', '<>', 'released')
    .execute()
}
