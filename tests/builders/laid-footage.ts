import type { Id } from '#shared/kernel/ids.ts'
import { insertSegment } from '#main/features/recordings/recordings.repository.ts'
import { insertRun } from '#main/features/recordings/runs.repository.ts'
import type { SegmentWithGroups } from '#main/features/recordings/segment.model.ts'
import { PART_SUFFIX } from '#main/features/recordings/segment-paths.ts'
import { startSegment } from '#main/features/recordings/segment-writer.ts'
import type { FileStore } from '#main/ports/file-store.ts'
import { newId } from '#main/ports/new-id.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import type { Footage } from './evidence-footage.ts'

/**
 * How far the recorder came before it stopped: groups in an open `.part` file; the file synced and closed; its row
 * stored too; or all done.
 */
export type Stage = 'writing' | 'synced' | 'row-stored' | 'finished'

export type Laid = Pick<SegmentWithGroups, 'filePath' | 'number' | 'startAtMs'> & {
  readonly partPath: string
  /** Ends of the groups, station time. */
  readonly groupEndsMs: readonly number[]
  /** null for a file that was still being written. */
  readonly segment: SegmentWithGroups | null
}

export type Place = {
  readonly cameraId: Id
  readonly runId: Id
  readonly number: number
  readonly startAtMs: number
  readonly previousRoot?: string | null
}

export type LaidHost = {
  readonly recordingFiles: FileStore
  readonly services: { readonly work: Pick<UnitOfWork, 'bookkeep'> }
}

const GROUP_MS = 2000

export async function openRun(host: LaidHost, cameraId: Id, startedAtMs: number): Promise<Id> {
  const id = newId()
  await host.services.work.bookkeep((transaction) => insertRun(transaction, { id, cameraId, startedAtMs }))
  return id
}

/** Writes a segment with the recorder's own writer, up to a stage. */
export async function laySegment(
  host: LaidHost,
  footage: Footage,
  place: Place,
  stage: Stage,
): Promise<Laid> {
  const { recordingFiles, services } = host
  const { init, initBytes, groups } = footage
  const writer = await startSegment(recordingFiles, { previousRoot: null, ...place, initBytes, init })
  for (const [index, bytes] of groups.entries()) {
    const fromMs = place.startAtMs + index * GROUP_MS
    await writer.append({ bytes, range: { fromMs, toMs: fromMs + GROUP_MS }, mediaDurationMs: GROUP_MS })
  }
  const { filePath } = writer.open()
  const laid = {
    filePath,
    partPath: filePath + PART_SUFFIX,
    number: place.number,
    startAtMs: place.startAtMs,
    groupEndsMs: groups.map((_, index) => place.startAtMs + (index + 1) * GROUP_MS),
  }
  if (stage === 'writing') {
    await writer.abandon()
    return { ...laid, segment: null }
  }
  const segment = await writer.finish()
  if (stage === 'synced') return { ...laid, segment }
  await services.work.bookkeep((transaction) => insertSegment(transaction, segment, segment.endAtMs))
  if (stage === 'finished') await recordingFiles.rename(laid.partPath, filePath)
  return { ...laid, segment }
}
