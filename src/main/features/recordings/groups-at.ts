import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { FileStore } from '#main/ports/file-store.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import { findSegment, findSegments } from './recordings.repository.ts'
import type { Segment, SegmentWithGroups } from './segment.model.ts'

/** Where a keyframe group lies. */
export type PlacedGroup = {
  readonly cameraId: Id
  readonly runId: Id
  readonly segmentNumber: number
  readonly startAtMs: InstantMs
  readonly filePath: string
  readonly initBytes: number
  readonly offsetBytes: number
  readonly sizeBytes: number
}

type Deps = { readonly work: UnitOfWork; readonly files: FileStore }

/** The file that holds an instant, or else the first that begins before the next one. */
function fileAt(files: readonly Segment[], atMs: InstantMs, untilMs: InstantMs): Segment | null {
  const found = files.find((file) => file.endAtMs > atMs)
  return found && found.startAtMs < untilMs ? found : null
}

function groupOf(segment: SegmentWithGroups, atMs: InstantMs): PlacedGroup | null {
  const group = segment.groups.findLast(({ startAtMs }) => startAtMs <= atMs) ?? segment.groups[0]
  if (!group) return null
  const { cameraId, runId, number, filePath, initBytes } = segment
  const { startAtMs, offsetBytes, sizeBytes } = group
  return { cameraId, runId, segmentNumber: number, startAtMs, filePath, initBytes, offsetBytes, sizeBytes }
}

/**
 * The finished group at each instant (sorted, `stepMs` apart), or the first after it where there was none; each group once,
 * oldest first. Reads the index alone. Checks no rights: its callers do.
 */
export async function groupsAt(
  { work }: Pick<Deps, 'work'>,
  cameraId: Id,
  instants: readonly InstantMs[],
  stepMs: number,
): Promise<PlacedGroup[]> {
  const [first = 0] = instants
  const range = { fromMs: first, toMs: (instants.at(-1) ?? first) + stepMs }
  let files = (await findSegments(work.db, cameraId, range)).filter(({ state }) => state === 'present')
  const placed: PlacedGroup[] = []
  let open: SegmentWithGroups | null = null
  for (const atMs of instants) {
    const passed = files.findIndex((file) => file.endAtMs > atMs)
    files = passed < 0 ? [] : files.slice(passed)
    const file = fileAt(files, atMs, atMs + stepMs)
    if (!file) continue
    if (open?.number !== file.number) open = await findSegment(work.db, cameraId, file.number)
    const group = open && groupOf(open, atMs)
    const last = placed.at(-1)
    if (group && (last?.segmentNumber !== group.segmentNumber || last.startAtMs < group.startAtMs))
      placed.push(group)
  }
  return placed
}

/**
 * The header that the group's file begins with.
 * @throws AppError `not-found file.missing`, `unavailable folder.missing | disk.*`
 */
export function readInit({ files }: Pick<Deps, 'files'>, group: PlacedGroup): Promise<Uint8Array> {
  return files.readRange(group.filePath, 0, group.initBytes)
}

/** `moof mdat`, without the header. @throws as {@link readInit} */
export function readGroup({ files }: Pick<Deps, 'files'>, group: PlacedGroup): Promise<Uint8Array> {
  const { filePath, offsetBytes, sizeBytes } = group
  return files.readRange(filePath, offsetBytes, offsetBytes + sizeBytes)
}
