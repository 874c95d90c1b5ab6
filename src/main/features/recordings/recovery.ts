import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { segmentRoot } from '#shared/mp4/seal.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { FileStore } from '#main/ports/file-store.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import {
  findLastSegment,
  findSegment,
  insertSegment,
  listSegmentFiles,
  updateSegmentState,
} from './recordings.repository.ts'
import { endRun, findLatestRun, findRunEnd, listOpenRuns } from './runs.repository.ts'
import { salvageGroups } from './salvage.ts'
import { BACKFILL_NUMBERS_FROM, type SegmentWithGroups } from './segment.model.ts'
import { videoFactsOf } from './segment-writer.ts'
import { PART_SUFFIX, parseSegmentPath, quarantinePath } from './segment-paths.ts'
import { sha256 } from './sha256.ts'
import type { StorageRoom } from './storage-room.ts'

export type RecoveryDeps = {
  readonly work: UnitOfWork
  readonly files: FileStore
  readonly clock: Clock
  readonly storage: Pick<StorageRoom, 'isReachable'>
}

/** What a start found and mended. All zero after a clean stop. */
export type RecoveryReport = {
  /** Unfinished files whose whole groups were kept as a segment. */
  readonly salvaged: number
  /** Finished files that only lacked their last name. */
  readonly renamed: number
  /** Files that the index does not know, moved aside and never deleted. */
  readonly quarantined: readonly string[]
  /** Segments whose file is gone or has another size; kept in the index and shown as damaged. */
  readonly damaged: readonly { readonly cameraId: Id; readonly number: number }[]
}

export const NOTHING_RECOVERED: RecoveryReport = { salvaged: 0, renamed: 0, quarantined: [], damaged: [] }

type Outcome = 'salvaged' | 'renamed' | 'quarantined'

async function quarantine(deps: RecoveryDeps, path: string): Promise<Outcome> {
  await deps.files.rename(path, quarantinePath(path, deps.clock.nowMs()))
  return 'quarantined'
}

/** Brings one unfinished file into the state that a clean stop would have left. */
async function recoverPart(deps: RecoveryDeps, path: string, lastGroup: TimeRange | null): Promise<Outcome> {
  const { work, files, clock } = deps
  const place = parseSegmentPath(path)
  if (!place) return quarantine(deps, path)
  const filePath = path.slice(0, -PART_SUFFIX.length)
  const row = await findSegment(work.db, place.cameraId, place.number)
  if (row) {
    if (row.filePath !== filePath || (await files.sha256(path)) !== row.sha256) return quarantine(deps, path)
    await files.rename(path, filePath)
    return 'renamed'
  }
  const salvage = salvageGroups(await files.read(path))
  // `last` below is the recorder's: a part of a backfill never follows it, and so is set aside.
  const last = await findLastSegment(work.db, place.cameraId)
  const run = await findLatestRun(work.db, place.cameraId)
  const first = salvage?.groups[0]
  if (!salvage || !first || run === null || place.number !== (last?.number ?? 0) + 1)
    return quarantine(deps, path)
  await files.truncate(path, salvage.sizeBytes)
  const segment: SegmentWithGroups = {
    ...place,
    runId: run.id,
    startAtMs: first.startAtMs,
    // By its media time, unless the recorder still knows when the next keyframe came.
    endAtMs:
      lastGroup?.fromMs === salvage.groups.at(-1)?.startAtMs
        ? (lastGroup?.toMs ?? salvage.endAtMs)
        : salvage.endAtMs,
    mediaDurationMs: Math.round(salvage.mediaMs),
    filePath,
    sizeBytes: salvage.sizeBytes,
    sha256: await files.sha256(path),
    root: Buffer.from(segmentRoot(salvage.digests, sha256)).toString('hex'),
    previousRoot: last?.root ?? null,
    initBytes: salvage.initBytes,
    ...videoFactsOf(salvage.init),
    groupCount: salvage.groups.length,
    state: 'present',
    origin: 'recorded',
    groups: salvage.groups,
  }
  await work.bookkeep((transaction) => insertSegment(transaction, segment, clock.nowMs()))
  await files.rename(path, filePath)
  return 'salvaged'
}

/** A run that nobody ended went on as long as its own footage. */
async function endStrayRuns({ work }: RecoveryDeps, cameraId: Id): Promise<void> {
  for (const run of await listOpenRuns(work.db, cameraId)) {
    const endedAtMs = (await findRunEnd(work.db, run)) ?? run.startedAtMs
    await work.bookkeep((transaction) => endRun(transaction, run.id, endedAtMs, 'recovered'))
  }
}

/**
 * Mends every unfinished file and open run of one camera. Safe at any time when its recorder is not writing.
 * @param lastGroup the newest that was written, where the recorder still knows it
 */
export async function recoverUnfinished(
  deps: RecoveryDeps,
  cameraId: Id,
  lastGroup: TimeRange | null = null,
): Promise<readonly { path: string; outcome: Outcome }[]> {
  const parts = (await deps.files.list(cameraId)).filter(
    (path) => path.endsWith(PART_SUFFIX) && !isBackfilled(path),
  )
  const outcomes = []
  for (const path of parts) outcomes.push({ path, outcome: await recoverPart(deps, path, lastGroup) })
  await endStrayRuns(deps, cameraId)
  return outcomes
}

const isBackfilled = (path: string): boolean => (parseSegmentPath(path)?.number ?? 0) >= BACKFILL_NUMBERS_FROM

/**
 * The same for what a backfill left: a file whose row is stored gets its name, any other is set aside, since its source
 * is still there and will be read again. Safe at any time when no backfill of the camera is writing.
 */
export async function recoverBackfilled(
  deps: RecoveryDeps,
  cameraId: Id,
): Promise<readonly { path: string; outcome: Outcome }[]> {
  const parts = (await deps.files.list(cameraId)).filter(
    (path) => path.endsWith(PART_SUFFIX) && isBackfilled(path),
  )
  const outcomes = []
  for (const path of parts) outcomes.push({ path, outcome: await recoverPart(deps, path, null) })
  return outcomes
}

/**
 * Repairs whatever a crash, a kill or a full disk can have left of one camera's recordings, before its recorder starts:
 * afterwards every present row has its file, and every file its row.
 */
export async function recoverCamera(deps: RecoveryDeps, cameraId: Id): Promise<RecoveryReport> {
  const outcomes = [
    ...(await recoverUnfinished(deps, cameraId)),
    ...(await recoverBackfilled(deps, cameraId)),
  ]
  const rows = await listSegmentFiles(deps.work.db, cameraId)
  const files = new Set(await deps.files.list(cameraId))
  const quarantined = outcomes.filter((each) => each.outcome === 'quarantined').map((each) => each.path)
  const known = new Set(rows.map((row) => row.filePath))
  for (const path of files) {
    if (known.has(path)) continue
    await quarantine(deps, path)
    quarantined.push(path)
  }
  const damaged = []
  const recordedRows = rows.filter((row) => row.number < BACKFILL_NUMBERS_FROM).length
  for (const [index, row] of rows.entries()) {
    if (row.state !== 'present') continue
    // Only the newest of each origin can be half written; `check` looks at every one.
    const isNewest = index >= rows.length - 3 || (index < recordedRows && index >= recordedRows - 3)
    const isWhole =
      files.has(row.filePath) && (!isNewest || (await deps.files.sizeBytes(row.filePath)) === row.sizeBytes)
    if (isWhole || !(await deps.storage.isReachable(row.filePath))) continue
    damaged.push({ cameraId, number: row.number })
    await deps.work.bookkeep((transaction) =>
      updateSegmentState(transaction, { cameraId, number: row.number }, 'damaged', deps.clock.nowMs()),
    )
  }
  const count = (outcome: Outcome) => outcomes.filter((each) => each.outcome === outcome).length
  return { salvaged: count('salvaged'), renamed: count('renamed'), quarantined, damaged }
}
