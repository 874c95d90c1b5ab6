import type { Id } from '#shared/kernel/ids.ts'
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
import type { SegmentWithGroups } from './segment.model.ts'
import { videoFactsOf } from './segment-writer.ts'
import { PART_SUFFIX, parseSegmentPath, QUARANTINE_FOLDER } from './segment-paths.ts'
import { sha256 } from './sha256.ts'

export type RecoveryDeps = { readonly work: UnitOfWork; readonly files: FileStore; readonly clock: Clock }

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

type Outcome = 'salvaged' | 'renamed' | 'quarantined'

async function quarantine(deps: RecoveryDeps, path: string): Promise<Outcome> {
  await deps.files.rename(path, `${QUARANTINE_FOLDER}/${deps.clock.nowMs()}-${path.replaceAll('/', '_')}`)
  return 'quarantined'
}

/** Brings one unfinished file into the state that a clean stop would have left. */
async function recoverPart(deps: RecoveryDeps, path: string): Promise<Outcome> {
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
    endAtMs: salvage.endAtMs,
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

/** Mends every unfinished file and open run of one camera. Safe at any time when its recorder is not writing. */
export async function recoverUnfinished(
  deps: RecoveryDeps,
  cameraId: Id,
): Promise<readonly { path: string; outcome: Outcome }[]> {
  const parts = (await deps.files.list(cameraId)).filter((path) => path.endsWith(PART_SUFFIX))
  const outcomes = []
  for (const path of parts) outcomes.push({ path, outcome: await recoverPart(deps, path) })
  await endStrayRuns(deps, cameraId)
  return outcomes
}

/**
 * Repairs whatever a crash, a kill or a full disk can have left of one camera's recordings, before its recorder starts:
 * afterwards every present row has its file, and every file its row.
 */
export async function recoverCamera(deps: RecoveryDeps, cameraId: Id): Promise<RecoveryReport> {
  const outcomes = await recoverUnfinished(deps, cameraId)
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
  for (const [index, row] of rows.entries()) {
    if (row.state !== 'present') continue
    // Only the newest can be half written; `check` looks at every one.
    const isNewest = index >= rows.length - 3
    const isWhole =
      files.has(row.filePath) && (!isNewest || (await deps.files.sizeBytes(row.filePath)) === row.sizeBytes)
    if (isWhole) continue
    damaged.push({ cameraId, number: row.number })
    await deps.work.bookkeep((transaction) =>
      updateSegmentState(transaction, { cameraId, number: row.number }, 'damaged', deps.clock.nowMs()),
    )
  }
  const count = (outcome: Outcome) => outcomes.filter((each) => each.outcome === outcome).length
  return { salvaged: count('salvaged'), renamed: count('renamed'), quarantined, damaged }
}
