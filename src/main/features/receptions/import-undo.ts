import { z } from 'zod'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { idSchema } from '#shared/kernel/ids.ts'
import type { Db } from '#main/db/db.ts'
import {
  deleteEntries,
  type EntryChange,
  findEntries,
  type StoredEntry,
  updateEntry,
} from './entries.repository.ts'
import { daysRange } from './import-store.ts'
import { deleteTouches, type ImportTouch, listTouches } from './import-touches.repository.ts'
import { insertRefresh } from './reception-settings.repository.ts'
import type { ReceptionsDeps } from './receptions.ports.ts'
import type { RegisterKind } from './register-kinds.ts'

type Undone = { readonly touch: ImportTouch; readonly entry: StoredEntry }

/**
 * A later import told some of the rows again, or a person has edited them since.
 * @throws AppError `conflict import.superseded`, `conflict reception.edited-since {rows}`
 */
function requireUntouched(importId: Id, undone: readonly Undone[]): void {
  if (undone.some(({ entry }) => entry.lastImportId !== importId))
    throw new AppError('conflict', 'import.superseded')
  const edited = undone.filter(
    ({ touch, entry }) =>
      (touch.act === 'added' || touch.act === 'changed') && (entry.editedAtMs ?? 0) > touch.touchedAtMs,
  )
  if (edited.length > 0) throw new AppError('conflict', 'reception.edited-since', { rows: edited.length })
}

/** What an entry told before an import, as the import keeps it. */
export function beforeSchemaOf<Body extends { readonly dayMs: number }>(kind: RegisterKind<Body>) {
  return z.object({ body: kind.schema, vanishedImportId: idSchema.nullable() })
}

/** Takes an import of one kind back, before-values and all. */
export function createImportUndo<Body extends { readonly dayMs: number }>(
  deps: Pick<ReceptionsDeps, 'newId'>,
  kind: RegisterKind<Body>,
) {
  const beforeSchema = beforeSchemaOf(kind)

  async function restore(transaction: Db, { touch, entry }: Undone): Promise<void> {
    const change: EntryChange = { lastImportId: touch.previousImportId }
    if (touch.beforeJson === null) {
      const stands = touch.act === 'vanished' ? { vanishedImportId: null } : {}
      await updateEntry(transaction, entry.id, { ...change, ...stands })
      return
    }
    const { body, vanishedImportId } = beforeSchema.parse(JSON.parse(touch.beforeJson))
    await kind.update(transaction, entry.id, body)
    await updateEntry(transaction, entry.id, { ...change, dayMs: body.dayMs, vanishedImportId })
  }

  return async function undo(transaction: Db, importId: Id): Promise<void> {
    const touches = await listTouches(transaction, importId)
    const entries = await findEntries(
      transaction,
      kind.kind,
      touches.map(({ entryId }) => entryId),
    )
    const byId = new Map(entries.map((entry) => [entry.id, entry]))
    const undone = touches.flatMap((touch) => {
      const entry = byId.get(touch.entryId)
      return entry === undefined ? [] : [{ touch, entry }]
    })
    requireUntouched(importId, undone)
    await deleteTouches(transaction, importId)
    const added = undone.filter(({ touch }) => touch.act === 'added')
    for (const each of undone) if (each.touch.act !== 'added') await restore(transaction, each)
    await deleteEntries(
      transaction,
      added.map(({ entry }) => entry.id),
    )
    const byRoom = Map.groupBy(undone, ({ entry }) => entry.roomId)
    for (const [roomId, rows] of byRoom) {
      const days = daysRange(rows.map(({ entry }) => entry.dayMs))
      if (days !== null) await insertRefresh(transaction, { ...days, id: deps.newId(), roomId })
    }
  }
}
