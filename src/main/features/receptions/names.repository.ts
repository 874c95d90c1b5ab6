import type { Id } from '#shared/kernel/ids.ts'
import type { Db } from '#main/db/db.ts'
import type { EntryKind } from './entries.repository.ts'

/** @returns how many visits had a name or an address */
export async function dropVisitors(transaction: Db): Promise<number> {
  const result = await transaction
    .updateTable('reception_visits')
    .set({ visitor_name: null, address: null })
    .where((row) => row.or([row('visitor_name', 'is not', null), row('address', 'is not', null)]))
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** @returns how many petitions had a name or an address */
export async function dropSenders(transaction: Db): Promise<number> {
  const result = await transaction
    .updateTable('reception_petitions')
    .set({ sender_name: null, address: null })
    .where((row) => row.or([row('sender_name', 'is not', null), row('address', 'is not', null)]))
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

export type KeptBefore = { readonly importId: Id; readonly entryId: Id; readonly beforeJson: string }

/** What imports keep of entries of a kind, to be able to take themselves back. */
export async function listKeptBefore(db: Db, kind: EntryKind): Promise<KeptBefore[]> {
  const rows = await db
    .selectFrom('reception_import_touches')
    .innerJoin('reception_entries', 'reception_entries.id', 'entry_id')
    .select(['reception_import_touches.import_id', 'entry_id', 'before_json'])
    .where('reception_entries.kind', '=', kind)
    .where('before_json', 'is not', null)
    .execute()
  return rows.flatMap((row) =>
    row.before_json === null
      ? []
      : [{ importId: row.import_id, entryId: row.entry_id, beforeJson: row.before_json }],
  )
}

export async function updateKeptBefore(transaction: Db, kept: KeptBefore): Promise<void> {
  await transaction
    .updateTable('reception_import_touches')
    .set({ before_json: kept.beforeJson })
    .where('import_id', '=', kept.importId)
    .where('entry_id', '=', kept.entryId)
    .execute()
}
