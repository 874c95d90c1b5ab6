import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { FileStore } from '#main/ports/file-store.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import { findSegmentsWithGroups } from './recordings.repository.ts'
import type { OpenSegment } from './segment.model.ts'
import { PART_SUFFIX } from './segment-paths.ts'

/** One keyframe group as it lies in its file, with the header that it needs. */
export type FootageGroup = {
  /** Groups of one run share a header and a media clock. */
  readonly runId: Id
  readonly initBytes: Uint8Array
  readonly startAtMs: InstantMs
  readonly endAtMs: InstantMs
  readonly bytes: Uint8Array
}

/** A file is read in pieces of about this many bytes: a segment of a large camera takes 60 MB. */
const PIECE_BYTES = 4 * 1024 * 1024

async function* groupsOfFile(
  files: FileStore,
  path: string,
  segment: Pick<OpenSegment, 'runId' | 'endAtMs' | 'initBytes' | 'groups'>,
  range: TimeRange,
): AsyncGenerator<FootageGroup> {
  const groups = segment.groups
    .map((group, index) => ({ ...group, endAtMs: segment.groups[index + 1]?.startAtMs ?? segment.endAtMs }))
    .filter((group) => group.startAtMs < range.toMs && group.endAtMs > range.fromMs)
  if (groups.length === 0) return
  const initBytes = await files.readRange(path, 0, segment.initBytes)
  for (let first = 0; first < groups.length; ) {
    const from = groups[first]?.offsetBytes ?? 0
    let last = first
    while ((groups[last + 1]?.offsetBytes ?? Number.POSITIVE_INFINITY) - from < PIECE_BYTES) last += 1
    const end = groups[last]
    const bytes = await files.readRange(path, from, (end?.offsetBytes ?? 0) + (end?.sizeBytes ?? 0))
    for (const { offsetBytes, sizeBytes, startAtMs, endAtMs } of groups.slice(first, last + 1)) {
      const at = offsetBytes - from
      yield { runId: segment.runId, initBytes, startAtMs, endAtMs, bytes: bytes.subarray(at, at + sizeBytes) }
    }
    first = last + 1
  }
}

/**
 * The finished groups that overlap the range, oldest first. A file that is gone or shorter than its row says is passed
 * over: what it held is missing from the answer. Checks no rights and no hashes: for looking at, not for evidence.
 */
export async function* footageGroups(
  { work, files }: { readonly work: UnitOfWork; readonly files: FileStore },
  cameraId: Id,
  range: TimeRange,
): AsyncGenerator<FootageGroup> {
  for (const segment of await findSegmentsWithGroups(work.db, cameraId, range)) {
    if ((await files.sizeBytes(segment.filePath)) !== segment.sizeBytes) continue
    yield* groupsOfFile(files, segment.filePath, segment, range)
  }
}

/** The whole groups of a file that is being written, or was a moment ago. */
export async function* groupsUnderWay(
  { files }: { readonly files: FileStore },
  open: OpenSegment,
  range: TimeRange,
): AsyncGenerator<FootageGroup> {
  for (const path of [open.filePath + PART_SUFFIX, open.filePath]) {
    if ((await files.sizeBytes(path)) === null) continue
    yield* groupsOfFile(files, path, open, range)
    return
  }
}
