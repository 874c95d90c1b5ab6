import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { QuarantinedFile } from '#shared/retention/retention.model.ts'
import type { Call } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import { type RecordingStore, splitFolder } from '#main/ports/file-store.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import { findStored, markPresent } from './quarantine.repository.ts'

const FOLDER = 'quarantine'

/** `<moved at ms>-<the path that it had, with _ for />`, as recovery names them. */
const NAME =
  /^quarantine\/(\d+)-(?:([0-9a-f-]{36})_\d{4}-\d{2}-\d{2}_\d{2}-\d{2}-\d{2}_(\d+)\.mp4(?:\.part)?)?/

function originOf(path: string): {
  readonly movedAtMs: number | null
  readonly cameraId: Id | null
  readonly number: number | null
} {
  const match = NAME.exec(splitFolder(path).inside)
  return {
    movedAtMs: match?.[1] === undefined ? null : Number(match[1]),
    cameraId: match?.[2] ?? null,
    number: match?.[3] === undefined ? null : Number(match[3]),
  }
}

/** Newest first, of every folder that is there. */
export async function listQuarantined(files: RecordingStore): Promise<QuarantinedFile[]> {
  const found = []
  for (const path of await files.list(FOLDER)) {
    const sizeBytes = await files.sizeBytes(path)
    const { movedAtMs, cameraId } = originOf(path)
    if (sizeBytes !== null) found.push({ path, sizeBytes, movedAtMs, cameraId })
  }
  return found.sort((left, right) => (right.movedAtMs ?? 0) - (left.movedAtMs ?? 0))
}

/** Files that the index does not know. Nothing here is ever deleted but by a person. */
export function createQuarantine(deps: {
  readonly work: UnitOfWork
  readonly files: RecordingStore
  readonly clock: Clock
}) {
  const { work, files, clock } = deps

  /** @throws AppError `not-found quarantine.unknown` for anything that does not lie in quarantine */
  async function requireQuarantined(path: string): Promise<QuarantinedFile> {
    const found = (await listQuarantined(files)).find((file) => file.path === path)
    if (!found) throw new AppError('not-found', 'quarantine.unknown')
    return found
  }

  /** @throws AppError `not-found quarantine.unknown`, `conflict quarantine.no-match` */
  async function restore(call: Call, path: string): Promise<void> {
    await requireQuarantined(path)
    const { cameraId, number } = originOf(path)
    const stored = cameraId === null || number === null ? null : await findStored(work.db, cameraId, number)
    const isSame =
      stored !== null &&
      stored.isStillThere &&
      splitFolder(stored.filePath).prefix === splitFolder(path).prefix &&
      (await files.sizeBytes(stored.filePath)) === null &&
      (await files.sha256(path)) === stored.sha256
    if (!isSame || cameraId === null || number === null) throw new AppError('conflict', 'quarantine.no-match')
    await work.change(call, async (transaction) => {
      await files.rename(path, stored.filePath)
      await markPresent(transaction, cameraId, number, clock.nowMs())
      return { result: null, subject: { kind: 'camera', id: cameraId }, detail: { number, path } }
    })
  }

  /** @throws AppError `not-found quarantine.unknown` */
  async function remove(call: Call, path: string, reason: string): Promise<void> {
    const { sizeBytes, cameraId } = await requireQuarantined(path)
    // The log first: a file must not go without a trace; one that then refuses to go is still listed.
    await work.change(call, async () => ({
      result: null,
      subject: { kind: 'quarantined-file', id: path },
      detail: { reason, sizeBytes, cameraId },
    }))
    await files.remove(path)
  }

  return { list: () => listQuarantined(files), restore, remove }
}
