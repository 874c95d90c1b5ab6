import { z } from 'zod'
import type { ImportProgress, ImportRecord } from '#shared/imports/imports.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import { type Id, idSchema } from '#shared/kernel/ids.ts'
import type { Db } from '#main/db/db.ts'
import type { JobHandler, JobTask } from '#main/features/jobs/jobs.service.ts'
import { type Actor, type Call, systemCall } from '#main/ports/call.ts'
import { nextTurn } from '#main/ports/timers.ts'
import type { ComparedFile, ReadFile } from './import-analysis.ts'
import type { ImportPreviews } from './import-previews.ts'
import type { ImportProfiles } from './import-profiles.ts'
import type { FileReading } from './import-reading.ts'
import type { ImportUploads, Upload } from './import-uploads.ts'
import type { ImportsDeps } from './imports.ports.ts'
import * as repository from './imports.repository.ts'

const JOB = 'import'
/** Reading and comparing again is this part of a job, writing the rest. */
const READ_SHARE = 0.5
/** Somebody else keeps importing into the same source: rather give up than go on for ever. */
const ATTEMPTS = 5

/** Of a file that does not say which days it covers. */
export const ALL_TIME = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER }

const inputSchema = z.object({ previewId: idSchema, by: z.string() })

export type ImportApply = ReturnType<typeof createImportApply>

type Storing = {
  readonly upload: Upload
  readonly importId: Id
  readonly by: string
  readonly compared: ComparedFile
  readonly pace: (rows: number) => Promise<void>
}

/** Consent, and the one transaction that follows it as a job. */
export function createImportApply(
  deps: ImportsDeps,
  parts: {
    readonly uploads: ImportUploads
    readonly previews: ImportPreviews
    readonly reading: FileReading
    readonly profiles: ImportProfiles
  },
) {
  const { work, clock, newId, jobs, findings, sources } = deps
  const { uploads, previews, reading, profiles } = parts
  jobs.register(JOB, createHandler())

  /**
   * Consents to a preview; the import itself follows as a job, one after the other.
   * @throws AppError `not-found import.preview-gone`, `conflict import.not-read`
   */
  async function apply(call: Call, previewId: Id): Promise<{ importId: Id; jobId: Id }> {
    const { upload, compared } = await previews.ready(call.actor, previewId)
    await sources.source(call.actor, upload.sourceId)
    const importId = newId()
    await previews.bind(previewId, importId)
    try {
      const jobId = await work.change(call, async (transaction) => {
        const input = { previewId, by: call.actor.label }
        const createdBy = call.actor.label
        const job = await jobs.enqueue(transaction, { kind: JOB, subjectId: importId, input, createdBy })
        const { fresh, changed, vanished, rejected } = compared.counts
        return {
          result: job.id,
          subject: { kind: 'import', id: importId },
          detail: { fileSha256: upload.fileSha256, kind: upload.kind, fresh, changed, vanished, rejected },
        }
      })
      jobs.kick(JOB)
      return { importId, jobId }
    } catch (thrown) {
      await previews.bind(previewId, null)
      throw thrown
    }
  }

  async function recordOf({ upload, importId, by, compared }: Storing): Promise<ImportRecord> {
    const { kind, sourceId, fileName, fileSha256, profileId } = upload
    const profile = await profiles.pick(kind, profileId).catch(() => null)
    const { unchanged: _, ...counts } = compared.counts
    return {
      id: importId,
      kind,
      sourceId,
      fileName,
      fileSha256,
      ...counts,
      profileName: profile?.profile.name ?? null,
      period: compared.period,
      importedAtMs: clock.nowMs(),
      importedBy: by,
      state: 'applied',
    }
  }

  async function write(transaction: Db, storing: Storing, record: ImportRecord): Promise<void> {
    const { importId, compared, pace } = storing
    await repository.insertImport(transaction, record, compared.columns)
    await compared.store(transaction, { importId, importedAtMs: record.importedAtMs, pace })
    await repository.insertRejections(transaction, importId, compared.rejected, pace)
    const origin = { kind: 'import', id: importId } as const
    const noticed = await compared.settledFindings(transaction)
    await findings.record(
      transaction,
      noticed.map((each) => ({ ...each, origin })),
    )
  }

  /** @returns false when something else was imported into the source since the comparison: compare again */
  async function store(storing: Storing, revision: string): Promise<boolean> {
    const { upload, importId, by } = storing
    const record = await recordOf(storing)
    const call = systemCall('imports', 'import.apply')
    const stale = new AppError('conflict', 'import.source-changed')
    try {
      await work.change(call, async (transaction) => {
        await sources.lock(transaction, upload.sourceId)
        if ((await repository.revisionOf(transaction, upload.sourceId)) !== revision) throw stale
        await write(transaction, storing, record)
        const { fileSha256, fresh, changed, vanished, rejected, findings: noticed } = record
        return {
          result: null,
          subject: { kind: 'import', id: importId },
          detail: { by, fileSha256, fresh, changed, vanished, rejected, findings: noticed },
        }
      })
      return true
    } catch (thrown) {
      if (thrown === stale) return false
      throw thrown
    }
  }

  function paceOf(task: JobTask, total: number): (rows: number) => Promise<void> {
    let done = 0
    return async (rows) => {
      task.signal.throwIfAborted()
      done += rows
      task.progress(READ_SHARE + (1 - READ_SHARE) * Math.min(1, done / Math.max(1, total)))
      await nextTurn()
    }
  }

  async function storeFile(task: JobTask, upload: Upload, file: ReadFile, by: string): Promise<void> {
    const importId = task.job.subjectId
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const revision = await repository.revisionOf(work.db, upload.sourceId)
      const compared = await reading.compare(upload, file, importId)
      task.progress(READ_SHARE)
      task.signal.throwIfAborted()
      const { accepted, vanished, rejected } = compared.counts
      const pace = paceOf(task, accepted + vanished + rejected)
      if (await store({ upload, importId, by, compared, pace }, revision)) {
        const { roomId } = await sources.source(systemCall('imports', JOB).actor, upload.sourceId)
        await deps.onChanged(roomId, compared.period ?? ALL_TIME)
        return
      }
    }
    throw new AppError('conflict', 'import.source-changed')
  }

  function createHandler(): JobHandler {
    return {
      run: async (task) => {
        const { previewId, by } = inputSchema.parse(task.input)
        const done = await repository.findImport(work.db, task.job.subjectId)
        if (!done) {
          const upload = await uploads.find(previewId)
          if (!upload) throw new AppError('not-found', 'import.preview-gone')
          const file = await previews.fileFor(previewId, {
            signal: task.signal,
            progress: ({ share }) => task.progress(share * READ_SHARE),
          })
          await storeFile(task, upload, file, by)
        }
        await previews.drop(previewId)
      },
      // The file waits on as long as any other preview, so that the person can try again.
      failed: (job) => previews.release(job.subjectId),
    }
  }

  /** How far it is. @throws AppError `not-found import.unknown`, `forbidden room.not-yours` */
  async function progress(actor: Actor, importId: Id): Promise<ImportProgress> {
    const record = await repository.findImport(work.db, importId)
    if (record) await sources.source(actor, record.sourceId)
    const job = await jobs.ofSubject(actor, importId)
    if (!job && !record) throw new AppError('not-found', 'import.unknown')
    return {
      importId,
      jobId: job?.id ?? null,
      state: record ? 'succeeded' : (job?.state ?? 'failed'),
      progress: record ? 1 : (job?.progress ?? 0),
      errorCode: job?.errorCode ?? null,
      record,
    }
  }

  return { apply, progress }
}
