import type { Id } from '#shared/kernel/ids.ts'
import { boxHeader } from '#shared/mp4/boxes.ts'
import { readFragment } from '#shared/mp4/fragment.ts'
import { type InitSegment, readInitSegment } from '#shared/mp4/init-segment.ts'
import { readProducerReferenceTime } from '#shared/mp4/prft.ts'
import { groupDigest, segmentRoot } from '#shared/mp4/seal.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { FileStore } from '#main/ports/file-store.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import type { GroupEntry } from './group-index.ts'
import {
  endRun,
  findLastSegment,
  findLatestRun,
  findSegment,
  insertSegment,
  listOpenRuns,
  listSegmentFiles,
  updateSegmentState,
} from './recordings.repository.ts'
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

type Salvage = {
  groups: GroupEntry[]
  digests: Uint8Array[]
  mediaMs: number
  endAtMs: number
  /** Up to here the file is whole. */
  sizeBytes: number
}

/** The whole groups at the front of an unfinished file; what follows the last one is what the stop cost. */
function readWholeGroups(bytes: Uint8Array, init: InitSegment, initBytes: number): Salvage {
  const salvage: Salvage = { groups: [], digests: [], mediaMs: 0, endAtMs: 0, sizeBytes: initBytes }
  let cursor = initBytes
  for (;;) {
    const [time, moof, mdat] = nextBoxes(bytes, cursor)
    if (time?.type !== 'prft' || moof?.type !== 'moof' || mdat?.type !== 'mdat') return salvage
    const end = mdat.offset + mdat.size
    const group = bytes.subarray(moof.offset, end)
    const { durationMs } = readFragment(group, init)
    const startAtMs = readProducerReferenceTime(bytes.subarray(time.offset, moof.offset))?.ntpMs
    if (startAtMs === undefined) return salvage
    const seal = groupDigest(group, init, sha256)
    salvage.groups.push({ offsetBytes: moof.offset, sizeBytes: group.length, startAtMs, sampleCount: seal.samples })
    salvage.digests.push(seal.digest)
    salvage.mediaMs += durationMs
    salvage.endAtMs = Math.max(startAtMs + 1, Math.round(startAtMs + durationMs))
    salvage.sizeBytes = end
    cursor = end
  }
}

/** The three boxes of a group at `offset`, as far as they are whole. */
function nextBoxes(bytes: Uint8Array, offset: number) {
  const boxes = []
  let cursor = offset
  while (boxes.length < 3) {
    const header = boxHeader(bytes, cursor)
    if (!header || cursor + header.size > bytes.length) break
    boxes.push({ type: header.type, offset: cursor, size: header.size })
    cursor += header.size
  }
  return boxes
}

/** Length of `ftyp moov` at the front of a file; null when they are not whole. */
function initLength(bytes: Uint8Array): number | null {
  const ftyp = boxHeader(bytes, 0)
  if (ftyp?.type !== 'ftyp') return null
  const moov = boxHeader(bytes, ftyp.size)
  const end = ftyp.size + (moov?.size ?? 0)
  return moov?.type === 'moov' && end <= bytes.length ? end : null
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
  const bytes = await files.read(path)
  const initBytes = initLength(bytes)
  const last = await findLastSegment(work.db, place.cameraId)
  const run = await findLatestRun(work.db, place.cameraId)
  if (initBytes === null || run === null || place.number !== (last?.number ?? 0) + 1) return quarantine(deps, path)
  const init = readInitSegment(bytes.subarray(0, initBytes))
  const salvage = readWholeGroups(bytes, init, initBytes)
  const [first] = salvage.groups
  if (!first) return quarantine(deps, path)
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
    initBytes,
    ...videoFactsOf(init),
    groupCount: salvage.groups.length,
    state: 'present',
    groups: salvage.groups,
  }
  await work.bookkeep((transaction) => insertSegment(transaction, segment, clock.nowMs()))
  await files.rename(path, filePath)
  return 'salvaged'
}

/** Mends every unfinished file of one camera. Safe at any time when its recorder is not writing. */
export async function recoverParts(deps: RecoveryDeps, cameraId: Id): Promise<readonly { path: string; outcome: Outcome }[]> {
  const parts = (await deps.files.list(cameraId)).filter((path) => path.endsWith(PART_SUFFIX))
  const outcomes = []
  for (const path of parts) outcomes.push({ path, outcome: await recoverPart(deps, path) })
  return outcomes
}

async function endStrayRuns(deps: RecoveryDeps, cameraId: Id): Promise<void> {
  const last = await findLastSegment(deps.work.db, cameraId)
  for (const run of await listOpenRuns(deps.work.db, cameraId)) {
    const endedAtMs = Math.max(run.startedAtMs, last?.endAtMs ?? 0)
    await deps.work.bookkeep((transaction) => endRun(transaction, run.id, endedAtMs, 'recovered'))
  }
}

/**
 * Repairs whatever a crash, a kill or a full disk can have left of one camera's recordings, before its recorder starts:
 * afterwards every present row has its file, and every file its row.
 */
export async function recoverCamera(deps: RecoveryDeps, cameraId: Id): Promise<RecoveryReport> {
  const outcomes = await recoverParts(deps, cameraId)
  await endStrayRuns(deps, cameraId)
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
    const isWhole = files.has(row.filePath) && (!isNewest || (await deps.files.sizeBytes(row.filePath)) === row.sizeBytes)
    if (isWhole) continue
    damaged.push({ cameraId, number: row.number })
    await deps.work.bookkeep((transaction) =>
      updateSegmentState(transaction, { cameraId, number: row.number }, 'damaged', deps.clock.nowMs()),
    )
  }
  const count = (outcome: Outcome) => outcomes.filter((each) => each.outcome === outcome).length
  return { salvaged: count('salvaged'), renamed: count('renamed'), quarantined, damaged }
}
