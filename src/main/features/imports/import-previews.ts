import type { ColumnOverride } from '#shared/imports/import-profile.model.ts'
import type { ImportKind } from '#shared/imports/import-rows.model.ts'
import { type ImportPreview, PREVIEW_LIST_LENGTH, type PreviewState } from '#shared/imports/imports.model.ts'
import { shownRow } from '#shared/imports/personal-data.rules.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { MINUTE_MS } from '#shared/kernel/instant.ts'
import type { Actor } from '#main/ports/call.ts'
import type { ComparedFile, ReadFile } from './import-analysis.ts'
import type { ImportProfiles } from './import-profiles.ts'
import type { FileReading, Progress } from './import-reading.ts'
import { type ImportUploads, sha256Of, type Upload } from './import-uploads.ts'
import type { ImportsDeps } from './imports.ports.ts'

export const PREVIEW_LIFE_MS = 30 * MINUTE_MS
/** The oldest gives way: a register of 200 000 rows takes some 100 MB. */
export const MAX_PREVIEWS = 8

export type NewPreview = {
  readonly kind: ImportKind
  readonly sourceId: Id
  readonly fileName: string
  readonly bytes: Uint8Array
  readonly profileId?: Id | null
  readonly overrides?: readonly ColumnOverride[]
}

type Read = { readonly file: ReadFile; readonly compared: ComparedFile }
type Outcome =
  | { readonly is: 'reading'; readonly stage: Progress['stage']; readonly share: number }
  | ({ readonly is: 'ready' } & Read)
  | { readonly is: 'failed'; readonly error: AppError }

/** A file under reading or read, in memory; what it needs to be read again lies on the disk. */
type Preview = {
  upload: Upload
  outcome: Outcome
  readonly controller: AbortController
  ended: Promise<void>
}

export type ImportPreviews = ReturnType<typeof createImportPreviews>

const gone = (): AppError => new AppError('not-found', 'import.preview-gone')
const WAITING: Outcome = { is: 'reading', stage: 'waiting', share: 0 }

export function createImportPreviews(
  deps: ImportsDeps,
  uploads: ImportUploads,
  reading: FileReading,
  profiles: ImportProfiles,
) {
  const { clock, newId, access } = deps
  const previews = new Map<Id, Preview>()

  async function drop(id: Id): Promise<void> {
    previews.get(id)?.controller.abort(new AppError('cancelled', 'import.cancelled'))
    previews.delete(id)
    await uploads.remove(id)
  }

  async function sweep(): Promise<void> {
    const nowMs = clock.nowMs()
    const waiting = [...previews.values()].filter(({ upload }) => upload.importId === null)
    const expired = waiting.filter(({ upload }) => upload.expiresAtMs <= nowMs)
    const surplus = waiting.slice(0, Math.max(0, waiting.length - MAX_PREVIEWS))
    for (const { upload } of new Set([...expired, ...surplus])) await drop(upload.id)
  }

  async function read(preview: Preview, bytes: Uint8Array | null): Promise<void> {
    const { upload, controller } = preview
    try {
      const progress = ({ stage, share }: Progress): void => {
        preview.outcome = { is: 'reading', stage, share }
      }
      const file = await reading.read(upload, bytes ?? (await uploads.read(upload)), {
        signal: controller.signal,
        progress,
      })
      progress({ stage: 'comparing', share: 0.9 })
      preview.outcome = { is: 'ready', file, compared: await reading.compare(upload, file, null) }
    } catch (thrown) {
      const error =
        thrown instanceof AppError ? thrown : new AppError('internal', 'import.failed', {}, thrown)
      preview.outcome = { is: 'failed', error }
    }
  }

  function start(upload: Upload, bytes: Uint8Array | null): Preview {
    const preview: Preview = {
      upload,
      outcome: WAITING,
      controller: new AbortController(),
      ended: Promise.resolve(),
    }
    previews.set(upload.id, preview)
    preview.ended = read(preview, bytes)
    return preview
  }

  /** The person's own; after a restart it is read again. @throws AppError `not-found import.preview-gone` */
  async function own(actor: Actor, id: Id): Promise<Preview> {
    await sweep()
    const preview = previews.get(id)
    if (preview && preview.upload.actorId === actor.id) return preview
    const upload = preview ? null : await uploads.find(id)
    if (!upload || upload.actorId !== actor.id || upload.importId !== null) throw gone()
    if (upload.expiresAtMs <= clock.nowMs()) {
      await uploads.remove(id)
      throw gone()
    }
    return start(upload, null)
  }

  /**
   * Takes a file and begins to read it; it waits 30 minutes for its owner.
   * @throws AppError `not-found log-source.unknown`, `forbidden room.not-yours`, `not-found import-profile.unknown`
   */
  async function begin(actor: Actor, input: NewPreview): Promise<Id> {
    await deps.sources.source(actor, input.sourceId)
    const { kind, sourceId, fileName, bytes, profileId = null, overrides = [] } = input
    await profiles.pick(kind, profileId)
    const upload: Upload = {
      id: newId(),
      actorId: actor.id,
      kind,
      sourceId,
      fileName,
      fileSha256: sha256Of(bytes),
      profileId,
      overrides: [...overrides],
      expiresAtMs: clock.nowMs() + PREVIEW_LIFE_MS,
      importId: null,
    }
    await uploads.keep(upload, bytes)
    start(upload, bytes)
    await sweep()
    return upload.id
  }

  /** Reads the same file again with other columns. @throws AppError `not-found import.preview-gone` */
  async function correct(
    actor: Actor,
    id: Id,
    input: { readonly profileId: Id | null; readonly overrides: readonly ColumnOverride[] },
  ): Promise<Id> {
    const preview = await own(actor, id)
    await profiles.pick(preview.upload.kind, input.profileId)
    preview.controller.abort(new AppError('cancelled', 'import.cancelled'))
    await preview.ended
    const upload = { ...preview.upload, profileId: input.profileId, overrides: [...input.overrides] }
    await uploads.note(upload)
    start(upload, null)
    return id
  }

  async function toPreview(actor: Actor, upload: Upload, { compared }: Read): Promise<ImportPreview> {
    const { counts, columns, rejected, findings, changedRows, vanishedLabels, warnings, period } = compared
    const { kind, sourceId, fileName, fileSha256, expiresAtMs } = upload
    const maySeeNames = access.may(actor, 'dossiers.personal-data')
    const { profile } = await profiles.pick(kind, upload.profileId)
    return {
      previewId: upload.id,
      kind,
      sourceId,
      fileName,
      fileSha256,
      expiresAtMs,
      period,
      ...counts,
      profileName: profile.name,
      columns: [...columns],
      rejectedRows: rejected.slice(0, PREVIEW_LIST_LENGTH),
      changedRows: [...changedRows],
      vanishedLabels: [...vanishedLabels],
      foreseen: findings
        .slice(0, PREVIEW_LIST_LENGTH)
        .map(({ kind: noticed, atMs, detail }) => ({ kind: noticed, atMs, detail })),
      sample: compared.sample.map((row) => shownRow(row, maySeeNames)),
      warnings: [...warnings],
    }
  }

  /** @throws AppError `not-found import.preview-gone` */
  async function state(actor: Actor, id: Id): Promise<PreviewState> {
    const { outcome, upload } = await own(actor, id)
    if (outcome.is === 'reading') return { state: 'reading', stage: outcome.stage, progress: outcome.share }
    if (outcome.is === 'failed') {
      const { code, detail } = outcome.error
      return { state: 'failed', code, detail: { ...detail } }
    }
    return { state: 'ready', preview: await toPreview(actor, upload, outcome) }
  }

  /** Waits until it is read. @throws AppError what the reading failed with, `not-found import.preview-gone` */
  async function settled(actor: Actor, id: Id): Promise<ComparedFile> {
    const preview = await own(actor, id)
    await preview.ended
    const { outcome } = preview
    if (outcome.is === 'ready') return outcome.compared
    throw outcome.is === 'failed' ? outcome.error : gone()
  }

  /** What was read. @throws AppError `not-found import.preview-gone`, `conflict import.not-read` */
  async function ready(actor: Actor, id: Id): Promise<Read & { readonly upload: Upload }> {
    const { outcome, upload } = await own(actor, id)
    if (upload.importId !== null) throw gone()
    if (outcome.is !== 'ready') throw new AppError('conflict', 'import.not-read')
    return { ...outcome, upload }
  }

  /** Binds a file to the import that it was consented to, or (null) lets it wait again. */
  async function bind(id: Id, importId: Id | null): Promise<void> {
    const preview = previews.get(id)
    const upload = preview?.upload ?? (await uploads.find(id))
    if (!upload) return
    const bound = { ...upload, importId }
    await uploads.note(bound)
    if (preview) preview.upload = bound
  }

  /** The file behind an import under way; read again after a restart. @throws AppError `not-found import.preview-gone` */
  async function fileFor(id: Id, options: Parameters<FileReading['read']>[2]): Promise<Read['file']> {
    const { outcome } = previews.get(id) ?? {}
    if (outcome?.is === 'ready') return outcome.file
    const upload = await uploads.find(id)
    if (!upload) throw gone()
    return reading.read(upload, await uploads.read(upload), options)
  }

  /** A file whose import came to nothing waits again, as any other. */
  async function release(importId: Id): Promise<void> {
    const bound = [...previews.values()].find(({ upload }) => upload.importId === importId)
    const upload = bound?.upload ?? (await uploads.findBound(importId))
    if (upload) await bind(upload.id, null)
  }

  async function dropOwn(actor: Actor, id: Id): Promise<void> {
    const { upload } = await own(actor, id)
    if (upload.importId === null) await drop(id)
  }

  async function stop(): Promise<void> {
    const running = [...previews.values()]
    for (const { controller } of running) controller.abort(new AppError('cancelled', 'import.cancelled'))
    await Promise.all(running.map(({ ended }) => ended))
  }

  return { begin, correct, state, settled, ready, bind, fileFor, release, drop, dropOwn, stop }
}
