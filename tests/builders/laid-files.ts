import { createHash } from 'node:crypto'
import type { Id } from '#shared/kernel/ids.ts'
import { MINUTE_MS } from '#shared/kernel/instant.ts'
import { insertSegment } from '#main/features/recordings/recordings.repository.ts'
import { insertRun } from '#main/features/recordings/runs.repository.ts'
import type { SegmentWithGroups } from '#main/features/recordings/segment.model.ts'
import { segmentPath } from '#main/features/recordings/segment-paths.ts'
import type { FileStore } from '#main/ports/file-store.ts'
import { newId } from '#main/ports/new-id.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'

export type Lay = {
  readonly cameraId: Id
  readonly fromMs: number
  /** As many files of a minute each; 1 when absent. */
  readonly minutes?: number
  /** Of each file; 1 000 when absent. */
  readonly sizeBytes?: number
  /** Prefix of a storage folder. */
  readonly folder?: string
}

/** Rows with files of zeros under them: for whatever counts and deletes files and never plays them. */
export function createFileLayer(files: FileStore, work: Pick<UnitOfWork, 'bookkeep'>) {
  const runs = new Map<Id, Id>()
  const numbers = new Map<Id, number>()

  async function runOf(cameraId: Id): Promise<Id> {
    const known = runs.get(cameraId)
    if (known) return known
    const id = newId()
    await work.bookkeep((transaction) => insertRun(transaction, { id, cameraId, startedAtMs: 0 }))
    runs.set(cameraId, id)
    return id
  }

  async function write(path: string, bytes: Uint8Array): Promise<void> {
    const writer = await files.create(path)
    await writer.write([bytes])
    await writer.close()
  }

  /** Numbers go on from those that this layer gave the camera. Oldest first. */
  async function lay(wish: Lay): Promise<SegmentWithGroups[]> {
    const { cameraId, fromMs, minutes = 1, sizeBytes = 1000, folder = '' } = wish
    const runId = await runOf(cameraId)
    const bytes = new Uint8Array(sizeBytes)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const laid: SegmentWithGroups[] = []
    for (let minute = 0; minute < minutes; minute += 1) {
      const number = (numbers.get(cameraId) ?? 0) + 1
      numbers.set(cameraId, number)
      const startAtMs = fromMs + minute * MINUTE_MS
      laid.push({
        cameraId,
        number,
        runId,
        startAtMs,
        endAtMs: startAtMs + MINUTE_MS,
        mediaDurationMs: MINUTE_MS,
        filePath: segmentPath(cameraId, number, startAtMs, folder),
        sizeBytes,
        sha256,
        root: 'a'.repeat(64),
        previousRoot: null,
        initBytes: 1,
        codec: 'h264',
        widthPx: 64,
        heightPx: 48,
        groupCount: 1,
        state: 'present',
        origin: 'recorded',
        groups: [{ offsetBytes: 1, sizeBytes: sizeBytes - 1, startAtMs, sampleCount: 1 }],
      })
    }
    for (const segment of laid) await write(segment.filePath, bytes)
    await work.bookkeep(async (transaction) => {
      for (const segment of laid) await insertSegment(transaction, segment, segment.endAtMs)
    })
    return laid
  }

  return { lay, write }
}
