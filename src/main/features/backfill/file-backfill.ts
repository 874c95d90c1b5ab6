import type { FileOutcome, ImportedFile } from '#shared/backfill/backfill.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import { DAY_MS, type InstantMs } from '#shared/kernel/instant.ts'
import { totalMs } from '#shared/kernel/time-range.ts'
import type { JobTask } from '#main/features/jobs/jobs.service.ts'
import type { FetchedGroup } from '#main/features/recordings/recordings.ports.ts'
import type { BackfillDeps } from './backfill.ports.ts'
import {
  type BackfillInput,
  type BackfillResult,
  findBackfill,
  findImported,
  insertFile,
  listFiles,
  type StoredBackfill,
  type StoredFile,
  updateFilled,
} from './backfill.repository.ts'
import { fetchedGroups } from './fetched-groups.ts'

/** No recorder writes longer files; a file that claims to be longer is read so far. */
const MAX_FILE_MS = 7 * DAY_MS
/** A copy that misses the length which the file declares by more did not reach its end. */
const SHORT_MS = 2000
const UNREAD_SHA256 = '0'.repeat(64)

export type FilesWish = StoredBackfill & { readonly input: Extract<BackfillInput, { kind: 'files' }> }

type Seen = {
  fromMs: InstantMs | null
  toMs: InstantMs | null
  groups: number
  bytes: number
}

/** What reading one file came to. */
type Read = Readonly<Seen> & {
  /** Why it broke off; null: it was read to its end. */
  readonly code: string | null
}

export function createFileBackfill(deps: BackfillDeps) {
  const { work, recordings, media, folder } = deps

  /** Up to when the import was asked for: the same before and after a crash, and never the future. */
  const within = (wish: FilesWish, file: ImportedFile) => {
    const toMs = Math.min(file.startMs + MAX_FILE_MS, wish.toMs)
    return file.startMs < toMs ? [{ fromMs: file.startMs, toMs }] : []
  }

  const missingMs = async (wish: FilesWish, file: ImportedFile): Promise<number> =>
    totalMs(await recordings.missingIn(wish.cameraId, within(wish, file)))

  /** Copies one file's groups into the holes. What came before a fault is kept. */
  async function read(wish: FilesWish, file: ImportedFile, path: string, signal: AbortSignal): Promise<Read> {
    const { durationMs, codec } = await media.probe(path, signal)
    if (codec === 'other') throw new AppError('invalid', 'media.unsupported-codec')
    const copy = media.copy(path)
    const cancel = (): void => copy.stop()
    signal.addEventListener('abort', cancel, { once: true })
    const seen: Seen = { fromMs: null, toMs: null, groups: 0, bytes: 0 }
    async function* counted(): AsyncGenerator<FetchedGroup> {
      for await (const group of fetchedGroups(copy.output, (mediaMs) => file.startMs + mediaMs)) {
        seen.fromMs ??= group.range.fromMs
        seen.toMs = group.range.toMs
        seen.groups += 1
        yield group
      }
    }
    let code: string | null = null
    try {
      const request = {
        cameraId: wish.cameraId,
        backfillId: wish.id,
        groups: counted(),
        within: within(wish, file),
      }
      const onFilled = (_filledMs: number, bytes: number): void => {
        seen.bytes += bytes
      }
      await recordings.insertBackfilled({ ...request, onFilled }, signal)
      const { ok } = await copy.ended
      const copiedMs = (seen.toMs ?? 0) - (seen.fromMs ?? 0)
      const isShort = durationMs !== null && durationMs - copiedMs > SHORT_MS + durationMs * 0.01
      if (!ok || isShort) code = 'media.truncated'
    } catch (thrown) {
      signal.throwIfAborted()
      if (!(thrown instanceof AppError) || thrown.kind !== 'data-loss') throw thrown
      code = 'media.truncated'
    } finally {
      signal.removeEventListener('abort', cancel)
      copy.stop()
      await copy.ended
    }
    return { ...seen, code }
  }

  const outcomeOf = ({ groups, code }: Read, filledMs: number): FileOutcome => {
    if (groups === 0) return 'failed'
    if (filledMs === 0) return 'covered'
    return code === null ? 'imported' : 'salvaged'
  }

  /** The bytes' name comes first: the same file, under whatever name, is imported once. */
  async function importFile(
    wish: FilesWish,
    file: ImportedFile,
    base: Pick<StoredFile, 'ordinal' | 'path' | 'timeSource'>,
    missingBeforeMs: number,
    signal: AbortSignal,
  ): Promise<{ readonly row: StoredFile; readonly bytes: number }> {
    const path = folder.locate(wish.input.folder, file.path)
    const { sizeBytes, sha256 } = await folder.digest(path, signal)
    const whole = { ...base, sizeBytes, sha256, fromMs: null, toMs: null, filledMs: 0 }
    const twin = await findImported(work.db, wish.cameraId, { sizeBytes, sha256 })
    if (twin) return { row: { ...whole, outcome: 'duplicate', code: 'backfill.duplicate' }, bytes: 0 }
    const { bytes, ...done } = await read(wish, file, path, signal)
    const filledMs = Math.max(0, missingBeforeMs - (await missingMs(wish, file)))
    const outcome = outcomeOf({ ...done, bytes }, filledMs)
    const code = outcome === 'failed' ? 'media.unreadable' : done.code
    return {
      row: { ...whole, fromMs: done.fromMs, toMs: done.toMs, filledMs, outcome, code },
      bytes,
    }
  }

  /** A file that cannot be read is named and passed over; a full disk or a lost folder ends the import. */
  async function tryFile(
    wish: FilesWish,
    ordinal: number,
    file: ImportedFile,
    missingBeforeMs: number,
    signal: AbortSignal,
  ) {
    const base = { ordinal, path: file.path, timeSource: file.timeSource }
    try {
      return await importFile(wish, file, base, missingBeforeMs, signal)
    } catch (thrown) {
      signal.throwIfAborted()
      const isTheFiles =
        thrown instanceof AppError && ['invalid', 'not-found', 'forbidden'].includes(thrown.kind)
      if (!isTheFiles || thrown.code === 'folder.missing') throw thrown
      const nothing = { sha256: UNREAD_SHA256, sizeBytes: 0, fromMs: null, toMs: null, filledMs: 0 }
      const row = { ...base, ...nothing, outcome: 'failed' as const, code: thrown.code }
      return { row, bytes: 0 }
    }
  }

  async function startFile(wish: FilesWish, result: BackfillResult, ordinal: number, file: ImportedFile) {
    if (result.underWay?.ordinal === ordinal) return result.underWay.missingMs
    const before = await missingMs(wish, file)
    const next = { ...result, underWay: { ordinal, missingMs: before } }
    const { filledMs, bytes } = (await findBackfill(work.db, wish.id)) ?? wish
    await work.bookkeep((transaction) =>
      updateFilled(transaction, wish.id, { filledMs, bytes, result: next }),
    )
    return before
  }

  /** Imports what earlier attempts have not. @returns the code of what went wrong with all of it; null: something came */
  async function run(wish: FilesWish, task: JobTask): Promise<string | null> {
    const { files } = wish.input
    const done = await listFiles(work.db, wish.id)
    let filledMs = done.reduce((sum, row) => sum + row.filledMs, 0)
    let bytes = wish.bytes
    for (const [ordinal, file] of files.entries()) {
      if (done.some((row) => row.ordinal === ordinal)) continue
      task.signal.throwIfAborted()
      const missingBeforeMs = await startFile(wish, wish.result, ordinal, file)
      const imported = await tryFile(wish, ordinal, file, missingBeforeMs, task.signal)
      filledMs += imported.row.filledMs
      bytes += imported.bytes
      await work.bookkeep(async (transaction) => {
        await insertFile(transaction, wish.id, imported.row)
        await updateFilled(transaction, wish.id, {
          filledMs,
          bytes,
          result: { ...wish.result, underWay: null },
        })
      })
      task.progress((ordinal + 1) / files.length)
    }
    const rows = await listFiles(work.db, wish.id)
    return rows.length > 0 && rows.every((row) => row.outcome === 'failed') ? (rows[0]?.code ?? null) : null
  }

  return { run }
}
