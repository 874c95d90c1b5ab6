import { z } from 'zod'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { Db } from '#main/db/db.ts'
import { batches } from './entries.repository.ts'

const actSchema = z.enum(['added', 'changed', 'confirmed', 'vanished'])

/** What an import did to an entry, and what takes it back. */
export type ImportTouch = {
  readonly importId: Id
  readonly entryId: Id
  readonly act: z.infer<typeof actSchema>
  /** What it told before, as JSON; null: nothing of it changed. */
  readonly beforeJson: string | null
  readonly previousImportId: Id | null
  readonly touchedAtMs: InstantMs
}

export async function insertTouches(transaction: Db, touches: readonly ImportTouch[]): Promise<void> {
  for (const batch of batches(touches))
    await transaction
      .insertInto('reception_import_touches')
      .values(
        batch.map((touch) => ({
          import_id: touch.importId,
          entry_id: touch.entryId,
          act: touch.act,
          before_json: touch.beforeJson,
          previous_import_id: touch.previousImportId,
          touched_at_ms: touch.touchedAtMs,
        })),
      )
      .execute()
}

export async function listTouches(db: Db, importId: Id): Promise<ImportTouch[]> {
  const rows = await db
    .selectFrom('reception_import_touches')
    .selectAll()
    .where('import_id', '=', importId)
    .orderBy('entry_id')
    .execute()
  return rows.map((row) => ({
    importId: row.import_id,
    entryId: row.entry_id,
    act: actSchema.parse(row.act),
    beforeJson: row.before_json,
    previousImportId: row.previous_import_id,
    touchedAtMs: row.touched_at_ms,
  }))
}

export async function deleteTouches(transaction: Db, importId: Id): Promise<void> {
  await transaction.deleteFrom('reception_import_touches').where('import_id', '=', importId).execute()
}
