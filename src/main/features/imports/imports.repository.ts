import {
  type ImportColumn,
  type ImportRecord,
  importRecordSchema,
  type Rejection,
  rejectionSchema,
} from '#shared/imports/imports.model.ts'
import type { Db } from '#main/db/db.ts'
import type { DossierImportsTable } from '#main/db/schema.ts'

const BATCH_ROWS = 500

function toImportRecord(row: DossierImportsTable): ImportRecord {
  return importRecordSchema.parse({
    id: row.id,
    sourceId: row.source_id,
    fileName: row.file_name,
    fileSha256: row.file_sha256,
    importedAtMs: row.imported_at_ms,
    importedBy: row.imported_by,
    rows: row.rows,
    accepted: row.accepted,
    rejected: row.rejected,
    state: row.state,
  })
}

/** Newest first. */
export async function listImports(db: Db, sourceIds: readonly string[]): Promise<ImportRecord[]> {
  if (sourceIds.length === 0) return []
  const rows = await db
    .selectFrom('dossier_imports')
    .selectAll()
    .where('source_id', 'in', sourceIds)
    .orderBy('imported_at_ms', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(toImportRecord)
}

export async function findImport(db: Db, id: string): Promise<ImportRecord | null> {
  const row = await db.selectFrom('dossier_imports').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toImportRecord(row) : null
}

export async function insertImport(
  transaction: Db,
  record: ImportRecord,
  columns: readonly ImportColumn[],
): Promise<void> {
  await transaction
    .insertInto('dossier_imports')
    .values({
      id: record.id,
      source_id: record.sourceId,
      file_name: record.fileName,
      file_sha256: record.fileSha256,
      imported_at_ms: record.importedAtMs,
      imported_by: record.importedBy,
      rows: record.rows,
      accepted: record.accepted,
      rejected: record.rejected,
      columns_json: JSON.stringify(columns),
      state: record.state,
    })
    .execute()
}

export async function updateImportUndone(transaction: Db, id: string): Promise<void> {
  await transaction.updateTable('dossier_imports').set({ state: 'undone' }).where('id', '=', id).execute()
}

export async function insertRejections(
  transaction: Db,
  importId: string,
  rejections: readonly Rejection[],
): Promise<void> {
  for (let first = 0; first < rejections.length; first += BATCH_ROWS) {
    const batch = rejections.slice(first, first + BATCH_ROWS).map((rejection, index) => ({
      import_id: importId,
      ordinal: first + index,
      row_number: rejection.row,
      column_name: rejection.column,
      code: rejection.code,
      value: rejection.value,
    }))
    await transaction.insertInto('dossier_import_rejections').values(batch).execute()
  }
}

export async function listRejections(db: Db, importId: string): Promise<Rejection[]> {
  const rows = await db
    .selectFrom('dossier_import_rejections')
    .selectAll()
    .where('import_id', '=', importId)
    .orderBy('ordinal')
    .execute()
  return rows.map((row) =>
    rejectionSchema.parse({ row: row.row_number, column: row.column_name, code: row.code, value: row.value }),
  )
}
