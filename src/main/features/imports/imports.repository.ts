import { z } from 'zod'
import {
  changedRowSchema,
  fieldChangeSchema,
  type ImportColumn,
  type ImportRecord,
  importRecordSchema,
  type Rejection,
  rejectionSchema,
} from '#shared/imports/imports.model.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Db } from '#main/db/db.ts'
import type { ImportsTable } from '#main/db/schema-imports.ts'

const BATCH_ROWS = 500
const storedChangeSchema = changedRowSchema.extend({ row: z.int().positive().nullable() })
export type StoredChange = z.infer<typeof storedChangeSchema>

function periodOf(row: ImportsTable): TimeRange | null {
  const { period_from_log_ms: fromMs, period_to_log_ms: toMs } = row
  return fromMs === null || toMs === null ? null : { fromMs, toMs }
}

function toImportRecord(row: ImportsTable): ImportRecord {
  return importRecordSchema.parse({
    id: row.id,
    kind: row.kind,
    sourceId: row.source_id,
    fileName: row.file_name,
    fileSha256: row.file_sha256,
    profileName: row.profile_name,
    period: periodOf(row),
    importedAtMs: row.imported_at_ms,
    importedBy: row.imported_by,
    rows: row.rows,
    accepted: row.accepted,
    rejected: row.rejected,
    fresh: row.fresh,
    changed: row.changed,
    vanished: row.vanished,
    findings: row.findings,
    state: row.state,
  })
}

/** Newest first. */
export async function listImports(db: Db, sourceIds: readonly string[]): Promise<ImportRecord[]> {
  if (sourceIds.length === 0) return []
  const rows = await db
    .selectFrom('imports')
    .selectAll()
    .where('source_id', 'in', sourceIds)
    .orderBy('imported_at_ms', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(toImportRecord)
}

export async function findImport(db: Db, id: string): Promise<ImportRecord | null> {
  const row = await db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toImportRecord(row) : null
}

export async function insertImport(
  transaction: Db,
  record: ImportRecord,
  columns: readonly ImportColumn[],
): Promise<void> {
  await transaction
    .insertInto('imports')
    .values({
      id: record.id,
      kind: record.kind,
      source_id: record.sourceId,
      file_name: record.fileName,
      file_sha256: record.fileSha256,
      imported_at_ms: record.importedAtMs,
      imported_by: record.importedBy,
      rows: record.rows,
      accepted: record.accepted,
      rejected: record.rejected,
      fresh: record.fresh,
      changed: record.changed,
      vanished: record.vanished,
      findings: record.findings,
      columns_json: JSON.stringify(columns),
      profile_name: record.profileName,
      period_from_log_ms: record.period?.fromMs ?? null,
      period_to_log_ms: record.period?.toMs ?? null,
      state: record.state,
    })
    .execute()
}

export async function updateImportUndone(transaction: Db, id: string): Promise<void> {
  await transaction.updateTable('imports').set({ state: 'undone' }).where('id', '=', id).execute()
}

/** Differs as soon as anything was imported into the source or undone. */
export async function revisionOf(db: Db, sourceId: string): Promise<string> {
  const rows = await db
    .selectFrom('imports')
    .select((row) => ['state', row.fn.countAll<number>().as('count')])
    .where('source_id', '=', sourceId)
    .groupBy('state')
    .orderBy('state')
    .execute()
  return rows.map(({ state, count }) => `${state}:${Number(count)}`).join(' ')
}

/** What earlier files of the kind, not undone, said that they cover. */
export async function listPeriods(db: Db, sourceId: string, kind: string): Promise<TimeRange[]> {
  const rows = await db
    .selectFrom('imports')
    .selectAll()
    .where('source_id', '=', sourceId)
    .where('kind', '=', kind)
    .where('state', '=', 'applied')
    .where('period_from_log_ms', 'is not', null)
    .execute()
  return rows.flatMap((row) => periodOf(row) ?? [])
}

/** What earlier files told and what could not be taken then. */
export async function listRejectedKeys(db: Db, sourceId: string, kind: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('import_rejections')
    .innerJoin('imports', 'imports.id', 'import_rejections.import_id')
    .select('import_rejections.row_key')
    .distinct()
    .where('imports.source_id', '=', sourceId)
    .where('imports.kind', '=', kind)
    .where('import_rejections.row_key', 'is not', null)
    .execute()
  return new Set(rows.flatMap((row) => row.row_key ?? []))
}

export async function insertRejections(
  transaction: Db,
  importId: string,
  rejections: readonly Rejection[],
  pace: (rows: number) => Promise<void>,
): Promise<void> {
  for (let first = 0; first < rejections.length; first += BATCH_ROWS) {
    const batch = rejections.slice(first, first + BATCH_ROWS).map((rejection, index) => ({
      import_id: importId,
      ordinal: first + index,
      row_number: rejection.row,
      column_name: rejection.column,
      code: rejection.code,
      value: rejection.value,
      row_key: rejection.key ?? null,
    }))
    await transaction.insertInto('import_rejections').values(batch).execute()
    await pace(batch.length)
  }
}

export async function listRejections(db: Db, importId: string): Promise<Rejection[]> {
  const rows = await db
    .selectFrom('import_rejections')
    .selectAll()
    .where('import_id', '=', importId)
    .orderBy('ordinal')
    .execute()
  return rows.map((row) =>
    rejectionSchema.parse({ row: row.row_number, column: row.column_name, code: row.code, value: row.value }),
  )
}

/** What an import did to rows that were there already, at most 500 of them. */
export async function listChanges(db: Db, importId: string): Promise<StoredChange[]> {
  const rows = await db
    .selectFrom('import_changes')
    .select(['row_number', 'row_label', 'fields_json'])
    .where('import_id', '=', importId)
    .orderBy('ordinal')
    .limit(BATCH_ROWS)
    .execute()
  return rows.map((row) => ({
    row: row.row_number,
    label: row.row_label,
    fields: z.array(fieldChangeSchema).parse(JSON.parse(row.fields_json)),
  }))
}
