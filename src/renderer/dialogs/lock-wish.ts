import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { type LockCost, type LockRange, MAX_LOCK_MS } from '#shared/retention/retention.model.ts'

export type LockWish = {
  readonly fromMs: InstantMs | null
  readonly toMs: InstantMs | null
  readonly cameraIds: readonly Id[]
}

/** What keeps a wish from being asked about: a word under `dialogs.lock.problem.` */
export type LockProblem = 'noInstant' | 'empty' | 'tooLong' | 'noCamera'

export function lockProblem({ fromMs, toMs, cameraIds }: LockWish): LockProblem | null {
  if (fromMs === null || toMs === null) return 'noInstant'
  if (toMs <= fromMs) return 'empty'
  if (toMs - fromMs > MAX_LOCK_MS) return 'tooLong'
  return cameraIds.length === 0 ? 'noCamera' : null
}

/** The wish as the host wants it; null while something is wrong with it. */
export function lockRangeOf(wish: LockWish): LockRange | null {
  const { fromMs, toMs, cameraIds } = wish
  if (fromMs === null || toMs === null || lockProblem(wish) !== null) return null
  return { fromMs, toMs, cameraIds: [...cameraIds].sort() }
}

/** Part of all disks that the lock would newly hold; null when no disk is known. */
export function newShareOfDisk({
  newBytes,
  diskBytes,
}: Pick<LockCost, 'newBytes' | 'diskBytes'>): number | null {
  return diskBytes === 0 ? null : newBytes / diskBytes
}

/** Whether the disk would fill up sooner by it, told in whole days. */
export function fillsSooner({
  daysLeftBefore,
  daysLeftAfter,
}: Pick<LockCost, 'daysLeftBefore' | 'daysLeftAfter'>): boolean {
  if (daysLeftAfter === null) return false
  return daysLeftBefore === null || Math.floor(daysLeftAfter) < Math.floor(daysLeftBefore)
}
