import { type RawBuilder, sql } from 'kysely'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Db } from '#main/db/db.ts'
import type { LogColumn, LogTable, LogRow, LogValue } from './log-table.ts'

/** Rows per statement: 20 columns × 500 stay below SQLite's 32 766 parameters and PostgreSQL's 65 535. */
export const BATCH_ROWS = 500

type Place = Pick<LogTable<LogRow>, 'table' | 'keyColumn' | 'columns'>
type Raw = Readonly<Record<string, LogValue>>

/** A stored row: its fields, and what only the store knows of it. */
export type StoredRow = {
  readonly id: string
  readonly key: string
  readonly rowNumber: number
  readonly vanishedImportId: string | null
  readonly fields: Raw
}

const textOf = (value: LogValue | undefined): string => String(value ?? '')

function toStored(place: Place, raw: Raw): StoredRow {
  const { vanished_import_id: vanished = null } = raw
  return {
    id: textOf(raw['id']),
    key: textOf(raw[place.keyColumn]),
    rowNumber: Number(raw['row_number']),
    vanishedImportId: vanished === null ? null : String(vanished),
    fields: Object.fromEntries(place.columns.map(({ field, column }) => [field, raw[column] ?? null])),
  }
}

const inList = (values: readonly LogValue[]): RawBuilder<unknown> => sql`(${sql.join([...values])})`

/** At most {@link BATCH_ROWS} keys at once. */
export async function findByKey(
  db: Db,
  place: Place,
  sourceId: string,
  keys: readonly string[],
): Promise<StoredRow[]> {
  if (keys.length === 0) return []
  const found = await sql<Raw>`select * from ${sql.table(place.table)}
    where source_id = ${sourceId} and ${sql.ref(place.keyColumn)} in ${inList(keys)}`.execute(db)
  return found.rows.map((raw) => toStored(place, raw))
}

/** At most {@link BATCH_ROWS} ids at once. */
export async function findById(db: Db, place: Place, ids: readonly string[]): Promise<StoredRow[]> {
  if (ids.length === 0) return []
  const found = await sql<Raw>`select * from ${sql.table(place.table)} where id in ${inList(ids)}`.execute(db)
  return found.rows.map((raw) => toStored(place, raw))
}

/** Every row of a source in a range of log time that was still told by the newest file, in its order. */
export async function listTold(
  db: Db,
  place: Place & { readonly labelColumn: string; readonly instantColumn: string },
  sourceId: string,
  range: TimeRange,
): Promise<{ id: string; key: string; label: string }[]> {
  const instant = sql.ref(place.instantColumn)
  const found =
    await sql<Raw>`select id, ${sql.ref(place.keyColumn)} as told_key, ${sql.ref(place.labelColumn)} as label
    from ${sql.table(place.table)} where source_id = ${sourceId} and ${instant} >= ${range.fromMs}
    and ${instant} < ${range.toMs} and vanished_import_id is null order by ${instant}, id`.execute(db)
  return found.rows.map((raw) => ({
    id: textOf(raw['id']),
    key: textOf(raw['told_key']),
    label: textOf(raw['label']),
  }))
}

export type NewRow = { readonly id: string; readonly key: string; readonly row: LogRow }

/** At most {@link BATCH_ROWS} rows at once. */
export async function insertRows(
  transaction: Db,
  place: Place,
  owner: { readonly sourceId: string; readonly importId: string },
  rows: readonly NewRow[],
): Promise<void> {
  const keyed = place.keyColumn === 'row_key'
  const columns = ['id', 'source_id', 'import_id', 'row_number', ...(keyed ? ['row_key'] : [])]
  const names = [...columns, ...place.columns.map(({ column }) => column)].map((name) => sql.ref(name))
  const tuples = rows.map(({ id, key, row }) => {
    const told: Raw = row
    const own = [id, owner.sourceId, owner.importId, row.rowNumber, ...(keyed ? [key] : [])]
    return inList([...own, ...place.columns.map(({ field }) => told[field] ?? null)])
  })
  await sql`insert into ${sql.table(place.table)} (${sql.join(names)}) values ${sql.join(tuples)}`.execute(
    transaction,
  )
}

export type RowUpdate = {
  readonly id: string
  readonly vanishedImportId: string | null
  readonly fields: Raw
}

const VANISHED: LogColumn = {
  field: 'vanishedImportId',
  column: 'vanished_import_id',
  type: 'text',
  from: null,
}

/**
 * Gives rows other contents, at most {@link BATCH_ROWS} at once. Values travel as text and are cast back: a list of
 * values has no types of its own in PostgreSQL.
 */
export async function updateRows(
  transaction: Db,
  place: Place,
  updates: readonly RowUpdate[],
): Promise<void> {
  if (updates.length === 0) return
  const columns = [...place.columns.filter(({ column }) => column !== place.keyColumn), VANISHED]
  const tuples = updates.map(({ id, vanishedImportId, fields }) => {
    const values: Raw = { ...fields, vanishedImportId }
    const told = columns.map(({ field }) => values[field] ?? null)
    return inList([id, ...told.map((value) => (value === null ? null : String(value)))])
  })
  const names = columns.map(({ column }) => sql.ref(column))
  const sets = columns.map(
    ({ column, type }) => sql`${sql.ref(column)} = cast(${sql.ref(`told.${column}`)} as ${sql.raw(type)})`,
  )
  await sql`with told (told_id, ${sql.join(names)}) as (values ${sql.join(tuples)})
    update ${sql.table(place.table)} set ${sql.join(sets)} from told
    where ${sql.ref(`${place.table}.id`)} = told.told_id`.execute(transaction)
}

/** At most {@link BATCH_ROWS} ids at once. */
export async function markVanished(
  transaction: Db,
  place: Place,
  importId: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  await sql`update ${sql.table(place.table)} set vanished_import_id = ${importId} where id in ${inList(ids)}`.execute(
    transaction,
  )
}

export async function unmarkVanished(transaction: Db, place: Place, importId: string): Promise<void> {
  await sql`update ${sql.table(place.table)} set vanished_import_id = null where id in
    (select row_id from import_changes where import_id = ${importId} and change = 'vanished')`.execute(
    transaction,
  )
}

export async function deleteRowsOfImport(transaction: Db, place: Place, importId: string): Promise<void> {
  await sql`delete from ${sql.table(place.table)} where import_id = ${importId}`.execute(transaction)
}

/** Whether a later import, not undone, changed a row that this one brought in or changed, or found it vanished. */
export async function isSuperseded(db: Db, place: Place, importId: string): Promise<boolean> {
  const found =
    await sql<Raw>`select 1 as later from import_changes later join imports on imports.id = later.import_id
    where imports.state = 'applied' and later.import_id > ${importId}
    and (later.row_id in (select id from ${sql.table(place.table)} where import_id = ${importId})
      or later.row_id in (select row_id from import_changes where import_id = ${importId})) limit 1`.execute(
      db,
    )
  return found.rows.length > 0
}
