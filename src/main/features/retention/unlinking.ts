import { AppError, messageOf } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { RecordingStore } from '#main/ports/file-store.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import { listJustUnlinked, listUnfinished, markUnlinked } from './deletion.repository.ts'

export type UnlinkingDeps = {
  readonly work: UnitOfWork
  readonly files: RecordingStore
  readonly clock: Clock
  readonly log: (message: string) => void
  /** What else was made of the footage goes with it. */
  readonly onDeleted?: (cameraId: Id, range: TimeRange) => Promise<void>
}

export type DoomedFile = {
  readonly cameraId: Id
  readonly number: number
  readonly filePath: string
  readonly sizeBytes: number
}

const AT_A_TIME = 4
const BATCH = 200
/** Longer than any system keeps a changed directory in memory. */
const POWER_CUT_MS = 60_000

/** Takes away files whose segments are deleted already. A stop at any point leaves work for the next time, never damage. */
export function createUnlinking(deps: UnlinkingDeps) {
  const { work, files, clock, log } = deps
  const said = new Set<string>()

  async function remove(file: DoomedFile): Promise<boolean> {
    try {
      await files.remove(file.filePath)
      return true
    } catch (thrown) {
      const code = thrown instanceof AppError ? thrown.code : messageOf(thrown)
      // Each kind of refusal once: a disk that is away can hold thousands.
      if (!said.has(code))
        log(`deleted recording ${file.filePath} is still on the disk (${code}); tried again later`)
      said.add(code)
      return false
    }
  }

  async function unlink(
    doomed: readonly (DoomedFile & Partial<TimeRange>)[],
  ): Promise<{ freedBytes: number; refused: number }> {
    const gone: DoomedFile[] = []
    for (const { cameraId, fromMs, toMs } of doomed)
      if (fromMs !== undefined && toMs !== undefined) await deps.onDeleted?.(cameraId, { fromMs, toMs })
    for (let from = 0; from < doomed.length; from += AT_A_TIME) {
      const some = doomed.slice(from, from + AT_A_TIME)
      const removed = await Promise.all(some.map(remove))
      gone.push(...some.filter((_, index) => removed[index]))
    }
    if (gone.length > 0) await work.bookkeep((transaction) => markUnlinked(transaction, gone, clock.nowMs()))
    const freedBytes = gone.reduce((sum, file) => sum + file.sizeBytes, 0)
    return { freedBytes, refused: doomed.length - gone.length }
  }

  /** What an earlier run could not finish: a file that was held open, a disk that was away, a crash. */
  async function finish(signal?: AbortSignal): Promise<void> {
    let refused = 0
    while (!signal?.aborted) {
      const page = { limit: BATCH, offset: refused }
      const doomed = await listUnfinished(work.db, files.unreachablePrefixes(), page)
      if (doomed.length === 0) return
      refused += (await unlink(doomed)).refused
    }
  }

  /** At a start: a power cut can bring back names that were taken away moments before it. */
  async function repeatLast(): Promise<void> {
    for (const file of await listJustUnlinked(work.db, POWER_CUT_MS)) await remove(file)
  }

  return { unlink, finish, repeatLast }
}

export type Unlinking = ReturnType<typeof createUnlinking>
