import type { DossierRegisterRow } from './import-rows.model.ts'
import type { Rejection } from './imports.model.ts'

/** What a dossier says, without where it stood in the file. */
export type DossierContent = Omit<DossierRegisterRow, 'rowNumber'>

const CONTENT_FIELDS = [
  'code',
  'procedureCode',
  'procedureName',
  'field',
  'applicantName',
  'receivedAtLogMs',
  'dueAtLogMs',
  'finishedAtLogMs',
  'returnedAtLogMs',
  'status',
  'channel',
  'officerName',
  'counterId',
] as const satisfies readonly (keyof DossierContent)[]

/** The fields in which two tellings of one dossier differ. */
export function differingFields(left: DossierContent, right: DossierContent): (keyof DossierContent)[] {
  return CONTENT_FIELDS.filter((field) => left[field] !== right[field])
}

type Sifted = { readonly accepted: readonly DossierRegisterRow[]; readonly rejected: readonly Rejection[] }

function repetition(row: DossierRegisterRow, first: DossierContent, codeColumn: string | null): Rejection {
  const code = differingFields(row, first).length === 0 ? 'duplicate' : 'conflict'
  return { row: row.rowNumber, column: codeColumn, code, value: row.code }
}

/** Leaves out the rows whose code the source already has from an earlier import. */
export function leaveOutKnown(
  rows: readonly DossierRegisterRow[],
  knownByCode: ReadonlyMap<string, DossierContent>,
  codeColumn: string | null,
): Sifted {
  const accepted: DossierRegisterRow[] = []
  const rejected: Rejection[] = []
  for (const row of rows) {
    const known = knownByCode.get(row.code)
    if (known) rejected.push(repetition(row, known, codeColumn))
    else accepted.push(row)
  }
  return { accepted, rejected }
}
