import { createHash } from 'node:crypto'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Dossier, LogSource } from '#shared/dossiers/dossiers.model.ts'
import type { ImportPreview, ImportRecord, Rejection } from '#shared/imports/imports.model.ts'
import { leaveOutKnown } from '#shared/imports/known-dossiers.rules.ts'
import type { DossierRegisterRow } from '#shared/imports/import-rows.model.ts'
import { inFileOrder } from '#shared/imports/parse-import.rules.ts'
import { parseRegister, type ParsedRegister } from '#shared/imports/register-parsing.rules.ts'
import type { Db } from '#main/db/db.ts'
import type { Actor, Call } from '#main/ports/call.ts'
import * as imports from './dossier-imports.repository.ts'
import {
  countCitationsOfImport,
  deleteDossiersOfImport,
  findDossiersByCode,
  insertDossiers,
} from './dossiers.repository.ts'
import type { DossiersDeps } from './dossiers.ports.ts'
import { createImportPreviews, type KeptPreview } from './import-previews.ts'
import type { LogSources } from './log-sources.ts'
import { lockLogSource } from './log-sources.repository.ts'
import { withVisibleName } from './personal-data.ts'

const SAMPLE_ROWS = 20

type Sifted = { readonly accepted: readonly DossierRegisterRow[]; readonly rejected: readonly Rejection[] }

/** What of a register is new to its source, and every row that is not taken, in the file's order. */
async function sift(db: Db, sourceId: string, register: ParsedRegister): Promise<Sifted> {
  const codes = register.accepted.map((row) => row.code)
  const known = await findDossiersByCode(db, sourceId, codes)
  const codeColumn = register.columns.find((column) => column.field === 'code')?.name ?? null
  const { accepted, rejected } = leaveOutKnown(
    register.accepted,
    new Map(known.map((dossier) => [dossier.code, dossier])),
    codeColumn,
  )
  return { accepted, rejected: inFileOrder([...register.rejected, ...rejected]) }
}

/** Files into dossiers: read and shown, then stored as a whole or not at all, and taken out again. */
export function createRegisterImports(deps: DossiersDeps, logSources: LogSources) {
  const { work, clock, newId, units, readTable } = deps
  const previews = createImportPreviews(clock)

  /**
   * Reads a file and says what an import would do. Nothing is written; the preview waits 30 minutes for its owner.
   * @throws AppError `invalid import.unreadable` {reason}, `invalid import.no-register`
   */
  async function previewImport(
    actor: Actor,
    sourceId: string,
    file: { readonly fileName: string; readonly bytes: Uint8Array },
  ): Promise<ImportPreview> {
    const source = await logSources.source(actor, sourceId)
    const { counters } = await units.room(source.roomId)
    const register = parseRegister(await readTable(file.bytes, file.fileName), counters)
    if (!register) throw new AppError('invalid', 'import.no-register')
    const fileSha256 = createHash('sha256').update(file.bytes).digest('hex')
    const { accepted, rejected } = await sift(work.db, sourceId, register)
    const id = newId()
    previews.keep({ id, actorId: actor.id, sourceId, fileName: file.fileName, fileSha256, register })
    return {
      previewId: id,
      fileName: file.fileName,
      fileSha256,
      rows: register.rows,
      accepted: accepted.length,
      rejected: [...rejected],
      columns: [...register.columns],
      sample: accepted
        .slice(0, SAMPLE_ROWS)
        .map((row) => withVisibleName(row, deps.access.may(actor, 'dossiers.personal-data'))),
    }
  }

  async function store(transaction: Db, call: Call, preview: KeptPreview): Promise<ImportRecord> {
    const { sourceId, register, fileName, fileSha256 } = preview
    await lockLogSource(transaction, sourceId)
    const { accepted, rejected } = await sift(transaction, sourceId, register)
    const record: ImportRecord = {
      id: newId(),
      sourceId,
      fileName,
      fileSha256,
      importedAtMs: clock.nowMs(),
      importedBy: call.actor.label,
      rows: register.rows,
      accepted: accepted.length,
      rejected: rejected.length,
      state: 'applied',
    }
    await imports.insertImport(transaction, record, register.columns)
    const dossiers = accepted.map((row): Dossier => ({ ...row, id: newId(), sourceId, importId: record.id }))
    await insertDossiers(transaction, dossiers)
    await imports.insertRejections(transaction, record.id, rejected)
    return record
  }

  /**
   * Stores a preview in one transaction. What the source has got since the preview is rejected now.
   * @throws AppError `not-found import.preview-gone` when it expired, was applied, or is another person's
   */
  async function applyImport(call: Call, previewId: string): Promise<ImportRecord> {
    const preview = previews.take(previewId, call.actor)
    if (!preview) throw new AppError('not-found', 'import.preview-gone')
    try {
      await logSources.source(call.actor, preview.sourceId)
      return await work.change(call, async (transaction) => {
        const record = await store(transaction, call, preview)
        return {
          result: record,
          subject: { kind: 'dossier-import', id: record.id },
          detail: { fileSha256: record.fileSha256, accepted: record.accepted, rejected: record.rejected },
        }
      })
    } catch (error) {
      previews.giveBack(preview)
      throw error
    }
  }

  /** @throws AppError `not-found import.unknown`, `forbidden room.not-yours` */
  async function requireImport(
    actor: Actor,
    id: string,
  ): Promise<{ record: ImportRecord; source: LogSource }> {
    const record = await imports.findImport(work.db, id)
    if (!record) throw new AppError('not-found', 'import.unknown')
    return { record, source: await logSources.source(actor, record.sourceId) }
  }

  /**
   * Takes an import's dossiers out again; the import and its rejections stay on record.
   * @throws AppError `conflict import.already-undone`, `conflict import.in-use` {bookmarks, clips}
   */
  async function undoImport(call: Call, id: string): Promise<ImportRecord> {
    const { record, source } = await requireImport(call.actor, id)
    return work.change(call, async (transaction) => {
      await lockLogSource(transaction, source.id)
      const current = await imports.findImport(transaction, id)
      if (current?.state !== 'applied') throw new AppError('conflict', 'import.already-undone')
      const citations = await countCitationsOfImport(transaction, id)
      if (citations.bookmarks + citations.clips > 0)
        throw new AppError('conflict', 'import.in-use', citations)
      await deleteDossiersOfImport(transaction, id)
      await imports.updateImportUndone(transaction, id)
      return {
        result: { ...record, state: 'undone' },
        subject: { kind: 'dossier-import', id },
        detail: { removed: record.accepted },
      }
    })
  }

  async function listImports(actor: Actor): Promise<ImportRecord[]> {
    const sources = await logSources.sources(actor)
    return imports.listImports(
      work.db,
      sources.map((source) => source.id),
    )
  }

  async function rejections(actor: Actor, id: string): Promise<Rejection[]> {
    await requireImport(actor, id)
    return imports.listRejections(work.db, id)
  }

  return { previewImport, applyImport, undoImport, imports: listImports, rejections }
}
