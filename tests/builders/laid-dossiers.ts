import { parseVietnamDateTime } from '#shared/kernel/instant.ts'
import type { DossiersTable } from '#main/db/schema-dossiers.ts'
import type { Db } from '#main/db/db.ts'
import { newId } from '#main/ports/new-id.ts'
import { layImport } from './laid-imports.ts'

/** A dossier by what a register says of it; times are `dd/MM/yyyy HH:mm`. */
export type LaidDossier = {
  readonly code?: string
  readonly procedureCode?: string | null
  readonly procedureName?: string | null
  readonly received?: string | null
  readonly due?: string | null
  readonly finished?: string | null
  readonly returned?: string | null
  readonly status?: string | null
  readonly channel?: string
}

const read = (text: string | null | undefined): number | null =>
  text === undefined || text === null ? null : parseVietnamDateTime(text)

/** Puts dossiers of a source straight into the tables, as one import. @returns their ids, in the same order */
export async function layDossiers(db: Db, sourceId: string, laid: readonly LaidDossier[]): Promise<string[]> {
  const importId = newId()
  await layImport(db, { id: importId, sourceId, rows: laid.length })
  const rows = laid.map(
    (dossier, index): DossiersTable => ({
      id: newId(),
      source_id: sourceId,
      import_id: importId,
      row_number: index + 1,
      code: dossier.code ?? `H42.18-261120-${importId.slice(-6)}${index}`,
      procedure_code: dossier.procedureCode ?? null,
      procedure_name: dossier.procedureName ?? null,
      field: null,
      applicant_name: null,
      received_at_log_ms: read(dossier.received),
      due_at_log_ms: read(dossier.due),
      finished_at_log_ms: read(dossier.finished),
      returned_at_log_ms: read(dossier.returned),
      status: dossier.status ?? null,
      channel: dossier.channel ?? 'walk-in',
      officer_name: null,
      counter_id: null,
      vanished_import_id: null,
    }),
  )
  await db.insertInto('dossiers').values(rows).execute()
  return rows.map(({ id }) => id)
}
