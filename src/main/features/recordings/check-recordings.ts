import type { Id } from '#shared/kernel/ids.ts'
import type { FileStore } from '#main/ports/file-store.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import { findSegment, listSegmentFiles } from './recordings.repository.ts'
import { BACKFILL_NUMBERS_FROM } from './segment.model.ts'
import { PART_SUFFIX } from './segment-paths.ts'
import type { StorageRoom } from './storage-room.ts'

/** What each level reads: `presence` names only, `size` the directory entries, `hash` every byte. */
export type CheckLevel = 'presence' | 'size' | 'hash'

export type CheckProblem = {
  readonly cameraId: Id
  /** null for a file that the index does not know. */
  readonly number: number | null
  readonly filePath: string
  readonly code:
    | 'file-missing'
    | 'size-differs'
    | 'hash-differs'
    | 'number-skipped'
    | 'file-unknown'
    | 'marked-damaged'
}

export type CheckReport = {
  readonly level: CheckLevel
  readonly segments: number
  /** Bytes that were read to say so. */
  readonly readBytes: number
  /** In folders that are not there now: neither whole nor lost. */
  readonly unreachable: number
  readonly problems: readonly CheckProblem[]
}

type Deps = {
  readonly work: UnitOfWork
  readonly files: FileStore
  readonly storage: Pick<StorageRoom, 'isReachable'>
}
type SegmentFile = Awaited<ReturnType<typeof listSegmentFiles>>[number]

/** A recorder gives a file its last name right after its row; it may do so while we look. */
async function findFile(
  files: FileStore,
  filePath: string,
): Promise<{ path: string; sizeBytes: number } | null> {
  for (const path of [filePath, filePath + PART_SUFFIX, filePath]) {
    const sizeBytes = await files.sizeBytes(path)
    if (sizeBytes !== null) return { path, sizeBytes }
  }
  return null
}

async function problemOf(
  deps: Deps,
  row: SegmentFile,
  level: CheckLevel,
): Promise<CheckProblem['code'] | null> {
  if (row.state === 'damaged') return 'marked-damaged'
  const found = await findFile(deps.files, row.filePath)
  if (!found) return 'file-missing'
  if (level !== 'presence' && found.sizeBytes !== row.sizeBytes) return 'size-differs'
  if (level === 'hash' && (await deps.files.sha256(found.path)) !== row.sha256) return 'hash-differs'
  return null
}

async function isDeleted({ work }: Deps, cameraId: Id, number: number): Promise<boolean> {
  const state = (await findSegment(work.db, cameraId, number))?.state
  return state === 'expired' || state === 'purged'
}

/** Holds the index against the disk: row ⇔ file ⇔ hash, and numbers without holes. Changes nothing. */
export async function checkRecordings(
  deps: Deps,
  cameras: readonly { readonly id: Id }[],
  level: CheckLevel,
  signal?: AbortSignal,
): Promise<CheckReport> {
  const problems: CheckProblem[] = []
  let segments = 0
  let unreachable = 0
  let readBytes = 0
  for (const { id: cameraId } of cameras) {
    // Files first: a recorder that goes on meanwhile stores a row before its file gets the last name.
    const filePaths = await deps.files.list(cameraId)
    const rows = await listSegmentFiles(deps.work.db, cameraId)
    const known = new Set(rows.map((row) => row.filePath))
    const recordedRows = rows.filter((row) => row.number < BACKFILL_NUMBERS_FROM).length
    for (const [index, row] of rows.entries()) {
      signal?.throwIfAborted()
      segments += 1
      const { number, filePath } = row
      const due = index < recordedRows ? index + 1 : BACKFILL_NUMBERS_FROM + index - recordedRows
      if (number !== due) problems.push({ cameraId, number, filePath, code: 'number-skipped' })
      if (row.state === 'expired' || row.state === 'purged') continue
      if (!(await deps.storage.isReachable(filePath))) {
        unreachable += 1
        continue
      }
      const code = await problemOf(deps, row, level)
      // Retention may have taken it since the rows were read.
      if (code === 'file-missing' && (await isDeleted(deps, cameraId, number))) continue
      if (code) problems.push({ cameraId, number, filePath, code })
      if (level === 'hash') readBytes += row.sizeBytes
    }
    for (const filePath of filePaths) {
      const isUnderWay = filePath.endsWith(PART_SUFFIX)
      if (!known.has(filePath) && !isUnderWay)
        problems.push({ cameraId, number: null, filePath, code: 'file-unknown' })
    }
  }
  return { level, segments, readBytes, unreachable, problems }
}
