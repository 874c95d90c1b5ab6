import type { Dossier } from '#shared/dossiers/dossiers.model.ts'
import type { Db } from '#main/db/db.ts'
import type { DossiersTable } from '#main/db/schema-dossiers.ts'

/** One import of a source straight into the tables, without a file. */
export async function layImport(
  db: Db,
  laid: { readonly id: string; readonly sourceId: string; readonly rows: number },
): Promise<void> {
  await db
    .insertInto('imports')
    .values({
      id: laid.id,
      kind: 'dossier-register',
      source_id: laid.sourceId,
      file_name: 'so.xlsx',
      file_sha256: '0'.repeat(64),
      imported_at_ms: 1,
      imported_by: 'test',
      rows: laid.rows,
      accepted: laid.rows,
      rejected: 0,
      fresh: laid.rows,
      changed: 0,
      vanished: 0,
      findings: 0,
      columns_json: '[]',
      profile_name: null,
      period_from_log_ms: null,
      period_to_log_ms: null,
      state: 'applied',
    })
    .execute()
}

const toRow = (dossier: Dossier): DossiersTable => ({
  id: dossier.id,
  source_id: dossier.sourceId,
  import_id: dossier.importId,
  row_number: dossier.rowNumber,
  code: dossier.code,
  procedure_code: dossier.procedureCode,
  procedure_name: dossier.procedureName,
  field: dossier.field,
  applicant_name: dossier.applicantName,
  received_at_log_ms: dossier.receivedAtLogMs,
  due_at_log_ms: dossier.dueAtLogMs,
  finished_at_log_ms: dossier.finishedAtLogMs,
  returned_at_log_ms: dossier.returnedAtLogMs,
  status: dossier.status,
  channel: dossier.channel,
  officer_name: dossier.officerName,
  counter_id: dossier.counterId,
  vanished_import_id: null,
})

/** Dossiers of imports that are laid already. */
export async function layDossierRows(db: Db, dossiers: readonly Dossier[]): Promise<void> {
  for (let first = 0; first < dossiers.length; first += 500)
    await db
      .insertInto('dossiers')
      .values(dossiers.slice(first, first + 500).map(toRow))
      .execute()
}
