import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import {
  type FootageLock,
  MAX_PURGED_SEGMENTS,
  type PurgePreview,
  type PurgeRange,
} from '#shared/retention/retention.model.ts'
import type { Db } from '#main/db/db.ts'
import type { Actor, Call } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import { type DeletableSegment, deleteSegments } from './deletion.repository.ts'
import type { LockFilter } from './locks.ts'
import type { Unlinking } from './unlinking.ts'
import { listUnlockedNumbers, weighRange } from './usage.repository.ts'

export type PurgingDeps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly unlinking: Unlinking
  readonly locks: (actor: Actor, filter: LockFilter) => Promise<FootageLock[]>
}

export type PurgeWish = PurgeRange & {
  readonly reason: string
  /** As many as the person was shown. */
  readonly segments: number
}

export type NamedPurge = {
  readonly cameraId: Id
  readonly numbers: readonly number[]
  readonly reason: string
  readonly alongside: (transaction: Db) => Promise<void>
}

/** Deleting on a person's word: floors do not stand in its way, locks do. */
export function createPurging(deps: PurgingDeps) {
  const { work, clock, unlinking } = deps

  async function preview(actor: Actor, input: PurgeRange): Promise<PurgePreview> {
    const sum = { segments: 0, bytes: 0, lockedSegments: 0, lockedBytes: 0 }
    const edges: number[] = []
    const ends: number[] = []
    const locks = new Map<Id, FootageLock>()
    for (const cameraId of new Set(input.cameraIds)) {
      const weight = await weighRange(work.db, cameraId, input)
      sum.segments += weight.segments - weight.lockedSegments
      sum.bytes += weight.bytes - weight.lockedBytes
      sum.lockedSegments += weight.lockedSegments
      sum.lockedBytes += weight.lockedBytes
      if (weight.fromMs !== null) edges.push(weight.fromMs)
      if (weight.toMs !== null) ends.push(weight.toMs)
      const range = { fromMs: weight.fromMs ?? input.fromMs, toMs: weight.toMs ?? input.toMs }
      for (const lock of await deps.locks(actor, { cameraId, ...range }))
        if (lock.state !== 'released') locks.set(lock.id, lock)
    }
    return {
      ...sum,
      fromMs: edges.length > 0 ? Math.min(...edges) : null,
      toMs: ends.length > 0 ? Math.max(...ends) : null,
      locks: [...locks.values()],
    }
  }

  /** @throws AppError `invalid purge.too-much {most}`, `conflict purge.changed {segments}` */
  async function purge(call: Call, input: PurgeWish): Promise<{ segments: number; bytes: number }> {
    const { cameraIds, fromMs, toMs, reason } = input
    const numbersOf = new Map<Id, number[]>()
    for (const cameraId of new Set(cameraIds))
      numbersOf.set(cameraId, await listUnlockedNumbers(work.db, cameraId, input))
    const found = [...numbersOf.values()].reduce((sum, numbers) => sum + numbers.length, 0)
    if (found !== input.segments) throw new AppError('conflict', 'purge.changed', { segments: found })
    if (found > MAX_PURGED_SEGMENTS)
      throw new AppError('invalid', 'purge.too-much', { most: MAX_PURGED_SEGMENTS })
    const deletion = { cause: 'purged', reason, actor: call.actor.label, atMs: clock.nowMs() } as const
    const deleted = await work.change(call, async (transaction) => {
      const gone: DeletableSegment[] = []
      for (const [cameraId, numbers] of numbersOf)
        gone.push(...(await deleteSegments(transaction, cameraId, numbers, deletion)))
      const bytes = gone.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
      const cameras = [...numbersOf.keys()].join(' ')
      return {
        result: gone,
        subject: { kind: 'recordings', id: [...numbersOf.keys()][0] ?? '' },
        detail: { cameras, fromMs, toMs, reason, segments: gone.length, bytes },
      }
    })
    await unlinking.unlink(deleted)
    return {
      segments: deleted.length,
      bytes: deleted.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    }
  }

  /**
   * Deletes named segments for another part of the program, with what it writes beside that in the same transaction.
   * All of them or none. @throws AppError `conflict purge.locked`
   */
  async function purgeNumbers(call: Call, input: NamedPurge): Promise<void> {
    const { cameraId, numbers, reason } = input
    const deletion = { cause: 'purged', reason, actor: call.actor.label, atMs: clock.nowMs() } as const
    const deleted = await work.change(call, async (transaction) => {
      const gone = await deleteSegments(transaction, cameraId, numbers, deletion)
      if (gone.length < numbers.length) throw new AppError('conflict', 'purge.locked')
      await input.alongside(transaction)
      const detail = { reason, segments: gone.length }
      return { result: gone, subject: { kind: 'camera', id: cameraId }, detail }
    })
    await unlinking.unlink(deleted)
  }

  return { preview, purge, purgeNumbers }
}
