import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { MINUTE_MS } from '#shared/kernel/instant.ts'
import { ceilingCutoffMs, floorCutoffMs, unlockedBefore } from '#shared/retention/policy.rules.ts'
import { bytesToFree, type DiskState } from '#shared/retention/pressure.rules.ts'
import type { RetentionDays } from '#shared/retention/retention.model.ts'
import type { Clock } from '#main/ports/clock.ts'
import { splitFolder } from '#main/ports/file-store.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import { breathe } from './breathe.ts'
import { type DeletableSegment, deleteSegments, listStillThere } from './deletion.repository.ts'
import { listLockedRanges } from './locks.repository.ts'
import type { Unlinking } from './unlinking.ts'
import { recordedSince } from './usage.repository.ts'

export type RunDeps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly unlinking: Unlinking
  readonly settleMs: number
  /** Every camera that ever recorded, with the policy in force. */
  readonly cameras: () => Promise<readonly { readonly id: Id; readonly days: RetentionDays }[]>
  /** Folders that may be written now, and the disks under them. */
  readonly storage: () => Promise<{
    readonly prefixes: ReadonlySet<string>
    readonly disks: readonly DiskState[]
  }>
}

export type RunReport = {
  readonly atMs: InstantMs
  readonly segments: number
  /** Of files that are really gone. */
  readonly freedBytes: number
  /**
   * Why there is still not enough room: nothing is past its floor and unlocked, or the disk has not given back what was
   * deleted. null: there is, or deleting goes on at the next run.
   */
  readonly stuck: 'nothing-deletable' | 'space-not-returned' | null
}

const PAGE = 200
/** Small enough that the database is never held for long, large enough to share its cost. */
const BATCH = 50
const RATE_WINDOW_MS = 10 * MINUTE_MS

type Candidates = AsyncGenerator<DeletableSegment, void>

/** Decides what goes and lets it go: footage beyond its ceiling, and under pressure the oldest past its floor. */
export function createDeletionRun(deps: RunDeps) {
  const { work, clock, unlinking } = deps
  /** Deleted, but not seen as free space yet: some disks take their time, and some never give back. */
  let unseen: readonly { readonly atMs: InstantMs; readonly bytes: number }[] = []

  async function* candidates(cameraId: Id, cutoffMs: InstantMs, prefixes: ReadonlySet<string>): Candidates {
    for (const range of unlockedBefore(cutoffMs, await listLockedRanges(work.db, cameraId))) {
      let fromMs = range.fromMs
      for (;;) {
        const page = await listStillThere(work.db, cameraId, { fromMs, toMs: range.toMs }, PAGE)
        yield* page.filter(({ filePath }) => prefixes.has(splitFolder(filePath).prefix))
        const last = page.at(-1)
        if (!last || page.length < PAGE) break
        fromMs = last.fromMs + 1
      }
    }
  }

  async function remove(batch: readonly DeletableSegment[], reason: string) {
    const deletion = { cause: 'expired', reason, actor: 'system:retention', atMs: clock.nowMs() } as const
    const byCamera = Map.groupBy(batch, ({ cameraId }) => cameraId)
    const deleted = await work.bookkeep(async (transaction) => {
      const all: DeletableSegment[] = []
      for (const [cameraId, segments] of byCamera)
        all.push(
          ...(await deleteSegments(
            transaction,
            cameraId,
            segments.map(({ number }) => number),
            deletion,
          )),
        )
      return all
    })
    const { freedBytes } = await unlinking.unlink(deleted)
    await breathe()
    const bytes = deleted.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
    return { segments: deleted.length, bytes, freedBytes }
  }

  async function beyondCeiling(prefixes: ReadonlySet<string>, signal: AbortSignal) {
    const sum = { segments: 0, freedBytes: 0 }
    for (const { id, days } of await deps.cameras()) {
      const cutoffMs = ceilingCutoffMs(days, clock.nowMs())
      if (cutoffMs === null) continue
      let batch: DeletableSegment[] = []
      const flush = async (): Promise<void> => {
        if (batch.length === 0) return
        const done = await remove(batch, 'ceiling')
        sum.segments += done.segments
        sum.freedBytes += done.freedBytes
        batch = []
      }
      for await (const segment of candidates(id, cutoffMs, prefixes)) {
        if (signal.aborted) return sum
        batch.push(segment)
        if (batch.length === BATCH) await flush()
      }
      await flush()
    }
    return sum
  }

  /** Bytes a millisecond that recordings grow by. */
  async function growth(): Promise<number> {
    let bytes = 0
    for (const { id } of await deps.cameras())
      bytes += (await recordedSince(work.db, id, clock.nowMs() - RATE_WINDOW_MS)).bytes
    return bytes / RATE_WINDOW_MS
  }

  const unseenBytes = (): number => {
    unseen = unseen.filter(({ atMs }) => clock.nowMs() - atMs < deps.settleMs)
    return unseen.reduce((sum, { bytes }) => sum + bytes, 0)
  }

  const freeOf = (disks: readonly DiskState[]): number =>
    disks.reduce((sum, { freeBytes }) => sum + freeBytes, 0)

  /** The oldest of all cameras first. */
  async function* oldestFirst(prefixes: ReadonlySet<string>): Candidates {
    const heads: { next: DeletableSegment; readonly rest: Candidates }[] = []
    for (const { id, days } of await deps.cameras()) {
      const rest = candidates(id, floorCutoffMs(days, clock.nowMs()), prefixes)
      const first = await rest.next()
      if (!first.done) heads.push({ next: first.value, rest })
    }
    while (heads.length > 0) {
      const oldest = heads.reduce((left, right) => (right.next.fromMs < left.next.fromMs ? right : left))
      yield oldest.next
      const following = await oldest.rest.next()
      if (following.done) heads.splice(heads.indexOf(oldest), 1)
      else oldest.next = following.value
    }
  }

  async function takeBatch(source: Candidates, bytes: number): Promise<DeletableSegment[]> {
    const batch: DeletableSegment[] = []
    let sum = 0
    while (batch.length < BATCH && sum < bytes) {
      const next = await source.next()
      if (next.done) break
      batch.push(next.value)
      sum += next.value.sizeBytes
    }
    return batch
  }

  /**
   * Frees what is missing by bytes that are really gone: after each batch the disk is asked again, and what it has not
   * given back yet counts for a while, so that a slow or shared disk never costs more footage than was needed.
   */
  async function underPressure(signal: AbortSignal) {
    const sum = { segments: 0, freedBytes: 0 }
    const bytesPerMs = await growth()
    const { prefixes } = await deps.storage()
    const source = oldestFirst(prefixes)
    for (;;) {
      const before = (await deps.storage()).disks
      const missing = bytesToFree(before, bytesPerMs)
      if (missing === 0 || signal.aborted) return { ...sum, stuck: null }
      const need = missing - unseenBytes()
      if (need <= 0) return { ...sum, stuck: 'space-not-returned' as const }
      const batch = await takeBatch(source, need)
      if (batch.length === 0) return { ...sum, stuck: 'nothing-deletable' as const }
      const done = await remove(batch, 'pressure')
      sum.segments += done.segments
      sum.freedBytes += done.freedBytes
      const gained = freeOf((await deps.storage()).disks) - freeOf(before)
      // Files that are held open and go later count too: deleting more would not bring them back sooner.
      const bytes = done.bytes - Math.max(0, gained)
      if (bytes > 0) unseen = [...unseen, { atMs: clock.nowMs(), bytes }]
    }
  }

  async function run(signal: AbortSignal): Promise<RunReport> {
    await unlinking.finish(signal)
    const { prefixes } = await deps.storage()
    const ceiling = await beyondCeiling(prefixes, signal)
    const pressure = await underPressure(signal)
    return {
      atMs: clock.nowMs(),
      segments: ceiling.segments + pressure.segments,
      freedBytes: ceiling.freedBytes + pressure.freedBytes,
      stuck: pressure.stuck,
    }
  }

  return { run }
}
