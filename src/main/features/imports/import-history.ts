import type { LogSource } from '#shared/dossiers/dossiers.model.ts'
import type { ImportRecord, Rejection } from '#shared/imports/imports.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { Actor, Call } from '#main/ports/call.ts'
import { ALL_TIME } from './import-apply.ts'
import type { ImportsDeps } from './imports.ports.ts'
import * as repository from './imports.repository.ts'

/** Imports that were made, and taking one back. */
export function createImportHistory(deps: ImportsDeps) {
  const { work, sources, targets, findings, onChanged } = deps

  /** @throws AppError `not-found import.unknown`, `forbidden room.not-yours` */
  async function requireImport(
    actor: Actor,
    id: Id,
  ): Promise<{ readonly record: ImportRecord; readonly source: LogSource }> {
    const record = await repository.findImport(work.db, id)
    if (!record) throw new AppError('not-found', 'import.unknown')
    return { record, source: await sources.source(actor, record.sourceId) }
  }

  /**
   * Takes back everything that an import did: its rows, its changes, its open findings. It stays on record.
   * @throws AppError `conflict import.already-undone`, `conflict import.in-use` {bookmarks, clips},
   *   `conflict import.superseded`
   */
  async function undo(call: Call, id: Id): Promise<ImportRecord> {
    const { record, source } = await requireImport(call.actor, id)
    const undone = await work.change<ImportRecord>(call, async (transaction) => {
      await sources.lock(transaction, source.id)
      const current = await repository.findImport(transaction, id)
      if (current?.state !== 'applied') throw new AppError('conflict', 'import.already-undone')
      await targets[record.kind].undo(transaction, id)
      await findings.withdraw(transaction, { kind: 'import', id })
      await repository.updateImportUndone(transaction, id)
      const { fresh, changed, vanished } = record
      return {
        result: { ...record, state: 'undone' },
        subject: { kind: 'import', id },
        detail: { removed: fresh, restored: changed + vanished },
      }
    })
    await onChanged(source.roomId, record.period ?? ALL_TIME)
    return undone
  }

  async function list(actor: Actor): Promise<ImportRecord[]> {
    const yours = await sources.sources(actor)
    return repository.listImports(
      work.db,
      yours.map((source) => source.id),
    )
  }

  async function rejections(actor: Actor, id: Id): Promise<Rejection[]> {
    await requireImport(actor, id)
    return repository.listRejections(work.db, id)
  }

  async function changes(actor: Actor, id: Id): Promise<repository.StoredChange[]> {
    await requireImport(actor, id)
    return repository.listChanges(work.db, id)
  }

  return { undo, list, rejections, changes }
}
