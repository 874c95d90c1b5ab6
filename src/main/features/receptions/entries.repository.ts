import type { Entry } from '#shared/receptions/receptions.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { Db } from '#main/db/db.ts'
import type { ReceptionEntriesTable } from '#main/db/schema-receptions.ts'

/** Rows per statement: 18 columns × 500 stay below SQLite's 32 766 parameters and PostgreSQL's 65 535. */
const BATCH_ROWS = 500

export type EntryKind = 'visit' | 'petition' | 'session'

/** Where a row stands, with what imports need to know of it. */
export type StoredEntry = Entry & {
  readonly kind: EntryKind
  readonly dayMs: InstantMs
  readonly lastImportId: Id | null
  readonly vanishedImportId: Id | null
}

export type NewEntry = Pick<
  StoredEntry,
  'id' | 'kind' | 'roomId' | 'sourceId' | 'importId' | 'rowNumber' | 'dayMs'
> & { readonly createdAtMs: InstantMs; readonly createdBy: string | null }

type EntryRow = Omit<ReceptionEntriesTable, 'kind' | 'created_at_ms' | 'created_by' | 'removed_by'>

export const ENTRY_COLUMNS = [
  'reception_entries.id',
  'reception_entries.room_id',
  'reception_entries.source_id',
  'reception_entries.import_id',
  'reception_entries.last_import_id',
  'reception_entries.row_number',
  'reception_entries.day_ms',
  'reception_entries.edited_at_ms',
  'reception_entries.removed_at_ms',
  'reception_entries.vanished_import_id',
] as const

export function batches<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / BATCH_ROWS) }, (_, index) =>
    items.slice(index * BATCH_ROWS, (index + 1) * BATCH_ROWS),
  )
}

export function toEntry(row: EntryRow): Entry {
  const stands = row.vanished_import_id === null ? 'current' : 'vanished'
  return {
    id: row.id,
    roomId: row.room_id,
    sourceId: row.source_id,
    importId: row.import_id,
    rowNumber: row.row_number,
    state: row.removed_at_ms === null ? stands : 'removed',
    editedAtMs: row.edited_at_ms,
  }
}

function toStored(row: EntryRow, kind: EntryKind): StoredEntry {
  return {
    ...toEntry(row),
    kind,
    dayMs: row.day_ms,
    lastImportId: row.last_import_id,
    vanishedImportId: row.vanished_import_id,
  }
}

export async function insertEntries(transaction: Db, entries: readonly NewEntry[]): Promise<void> {
  for (const batch of batches(entries))
    await transaction
      .insertInto('reception_entries')
      .values(
        batch.map((entry) => ({
          id: entry.id,
          kind: entry.kind,
          room_id: entry.roomId,
          source_id: entry.sourceId,
          import_id: entry.importId,
          last_import_id: entry.importId,
          row_number: entry.rowNumber,
          day_ms: entry.dayMs,
          created_at_ms: entry.createdAtMs,
          created_by: entry.createdBy,
          edited_at_ms: null,
          removed_at_ms: null,
          removed_by: null,
          vanished_import_id: null,
        })),
      )
      .execute()
}

/** Of one room and kind with their day in the range, removed and vanished ones too; by day, then age. */
export async function listEntries(
  db: Db,
  kind: EntryKind,
  roomId: Id,
  range: { readonly fromMs: InstantMs; readonly toMs: InstantMs },
): Promise<StoredEntry[]> {
  const rows = await db
    .selectFrom('reception_entries')
    .select(ENTRY_COLUMNS)
    .where('kind', '=', kind)
    .where('room_id', '=', roomId)
    .where('day_ms', '>=', range.fromMs)
    .where('day_ms', '<', range.toMs)
    .orderBy('day_ms')
    .orderBy('id')
    .execute()
  return rows.map((row) => toStored(row, kind))
}

export async function findEntries(db: Db, kind: EntryKind, ids: readonly Id[]): Promise<StoredEntry[]> {
  const found: StoredEntry[] = []
  for (const batch of batches(ids)) {
    const rows = await db
      .selectFrom('reception_entries')
      .select(ENTRY_COLUMNS)
      .where('kind', '=', kind)
      .where('id', 'in', batch)
      .execute()
    found.push(...rows.map((row) => toStored(row, kind)))
  }
  return found
}

export type EntryChange = {
  readonly dayMs?: InstantMs
  readonly lastImportId?: Id | null
  readonly vanishedImportId?: Id | null
  readonly editedAtMs?: InstantMs | null
  readonly removed?: { readonly atMs: InstantMs; readonly by: string } | null
}

export async function updateEntry(transaction: Db, id: Id, change: EntryChange): Promise<void> {
  const { dayMs, lastImportId, vanishedImportId, editedAtMs, removed } = change
  await transaction
    .updateTable('reception_entries')
    .set({
      ...(dayMs === undefined ? {} : { day_ms: dayMs }),
      ...(lastImportId === undefined ? {} : { last_import_id: lastImportId }),
      ...(vanishedImportId === undefined ? {} : { vanished_import_id: vanishedImportId }),
      ...(editedAtMs === undefined ? {} : { edited_at_ms: editedAtMs }),
      ...(removed === undefined
        ? {}
        : { removed_at_ms: removed?.atMs ?? null, removed_by: removed?.by ?? null }),
    })
    .where('id', '=', id)
    .execute()
}

export async function setLastImport(transaction: Db, ids: readonly Id[], importId: Id): Promise<void> {
  for (const batch of batches(ids))
    await transaction
      .updateTable('reception_entries')
      .set({ last_import_id: importId })
      .where('id', 'in', batch)
      .execute()
}

/** With what they tell and what imports did to them. */
export async function deleteEntries(transaction: Db, ids: readonly Id[]): Promise<void> {
  for (const batch of batches(ids))
    await transaction.deleteFrom('reception_entries').where('id', 'in', batch).execute()
}
