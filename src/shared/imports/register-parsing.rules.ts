import { recogniseColumns } from './column-recognition.rules.ts'
import type { ImportColumn, Rejection } from './imports.model.ts'
import { findHeader } from './header-row.rules.ts'
import dossierRegister from '../../../resources/import-profiles/dossier-register.json' with { type: 'json' }
import { type ImportProfile, importProfileSchema } from './import-profile.model.ts'
import { keepFirstOfEachCode } from './known-dossiers.rules.ts'
import { dossierRows } from './row-kind.rules.ts'
import { type DossierRow, indexColumns, indexCounters, readDossierRow } from './row-reading.rules.ts'
import type { CounterName } from './parsed-import.model.ts'
import type { SheetTable } from './sheet-table.model.ts'

const STANDARD_IMPORT_PROFILE = importProfileSchema.parse(dossierRegister)

export type ParsedRegister = {
  readonly columns: readonly ImportColumn[]
  /** Rows that speak of a dossier: `accepted.length + rejected.length`. */
  readonly rows: number
  readonly accepted: readonly DossierRow[]
  /** One per bad row, with its first fault, in the file's order. */
  readonly rejected: readonly Rejection[]
}

/**
 * Reads a dossier register ("sổ theo dõi hồ sơ"). Of a repeated code the first good row stays.
 * `null`: there is neither a header nor a dossier code in it.
 */
export function parseRegister(
  table: SheetTable,
  counters: readonly CounterName[],
  profile: ImportProfile = STANDARD_IMPORT_PROFILE,
): ParsedRegister | null {
  const header = findHeader(table.rows, profile)
  if (!header) return null
  const below = table.rows.slice(header.firstDataIndex)
  const columns = recogniseColumns(header, below, profile)
  const columnIndex = indexColumns(columns)
  const dates = (['receivedAt', 'dueAt', 'finishedAt', 'returnedAt'] as const).map(
    (field) => columnIndex.get(field)?.index ?? -1,
  )
  const rows = dossierRows(below, {
    code: columnIndex.get('code')?.index ?? -1,
    dates: dates.filter((index) => index >= 0),
    header: header.names,
  })
  const counterIndex = indexCounters(counters)
  const readings = rows.map((row) => readDossierRow(row, columnIndex, counterIndex))
  const read = readings.flatMap((reading) => ('dossier' in reading ? [reading.dossier] : []))
  const faulty = readings.flatMap((reading) => ('rejection' in reading ? [reading.rejection] : []))
  const { accepted, rejected } = keepFirstOfEachCode(read, columnIndex.get('code')?.name ?? null)
  return { columns, rows: rows.length, accepted, rejected: inFileOrder([...faulty, ...rejected]) }
}

export function inFileOrder(rejections: readonly Rejection[]): Rejection[] {
  return rejections.toSorted((a, b) => a.row - b.row)
}
