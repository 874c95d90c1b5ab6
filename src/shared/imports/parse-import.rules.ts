import { FITS } from './column-fits.rules.ts'
import { recogniseColumns } from './column-recognition.rules.ts'
import { findHeader, type Header } from './header-row.rules.ts'
import { FIELDS_OF_KIND, type ImportField } from './import-fields.model.ts'
import type { ColumnOverride, ImportProfile } from './import-profile.model.ts'
import type { ImportKind } from './import-rows.model.ts'
import type { ImportColumn, Rejection } from './imports.model.ts'
import { KIND_RULES, type KindRules } from './kind-rules.ts'
import type { ImportContext, ParsedImport } from './parsed-import.model.ts'
import { periodAbove } from './period.rules.ts'
import { keepFirstOfEach } from './repeated-rows.rules.ts'
import { tableRows } from './row-kind.rules.ts'
import {
  type ColumnIndex,
  type FileContext,
  indexColumns,
  indexCounters,
  readRow,
} from './row-reading.rules.ts'
import type { SheetRow, SheetTable } from './sheet-table.model.ts'
import { titleCodeIn, titleCodes } from './title-codes.rules.ts'

const indexOf = (columns: ColumnIndex, field: ImportField): number => columns.get(field)?.index ?? -1

/** The rows of the table itself, what a merged layout says once written into each. */
function rowsOfTable<Row>(
  below: readonly SheetRow[],
  header: Header,
  columns: ColumnIndex,
  rules: KindRules<Row>,
): SheetRow[] {
  const untitled = columns.has('code') ? below : below.filter((row) => titleCodeIn(row) === null)
  const dateForms = new Set(rules.dates.map((field) => FITS[field]))
  const isDate = (text: string): boolean => dateForms.values().some((fits) => fits?.(text) ?? false)
  const rows = tableRows(untitled, {
    code: indexOf(columns, 'code'),
    dates: rules.dates.map((field) => indexOf(columns, field)).filter((index) => index >= 0),
    header: header.names,
    isDate,
  })
  return carryDown(
    rows,
    rules.carriedDown.map((field) => indexOf(columns, field)).filter((index) => index >= 0),
  )
}

function carryDown(rows: SheetRow[], indexes: readonly number[]): SheetRow[] {
  if (indexes.length === 0) return rows
  const last = new Map<number, string>()
  return rows.map((row) => {
    // A new day says its own weekday, or none.
    const isContinued = indexes.every((index) => (row.cells[index] ?? '').trim() === '')
    const cells = [...row.cells]
    for (const index of indexes) {
      if (isContinued) cells[index] = last.get(index) ?? ''
      else last.set(index, cells[index] ?? '')
    }
    return isContinued ? { ...row, cells } : row
  })
}

/** Only a dossier register may come without the columns that it needs: its rows are then named one by one. */
function isOfKind(kind: ImportKind, columns: readonly ImportColumn[]): boolean {
  return (
    kind === 'dossier-register' ||
    columns.some(({ field }) => field !== null && FIELDS_OF_KIND[kind].needed.includes(field))
  )
}

export function inFileOrder(rejections: readonly Rejection[]): Rejection[] {
  return rejections.toSorted((a, b) => a.row - b.row)
}

/** A dossier that a rejected row names is not missing from the file. */
function withKey<Row>(
  kind: ImportKind,
  rejection: Rejection,
  readAs: Row | null,
  rules: KindRules<Row>,
): Rejection {
  const key = kind.startsWith('dossier-') && readAs !== null ? rules.labelOf(readAs) : ''
  return key === '' ? rejection : { ...rejection, key }
}

/**
 * Reads a table of one kind: finds its header, says what its columns are, and reads each row or says what is wrong with
 * it. Of rows about the same thing the first good one stays. `null`: there is no table of that kind in it.
 */
export function parseImport<Kind extends ImportKind>(
  kind: Kind,
  table: SheetTable,
  context: ImportContext,
  profile: ImportProfile,
  overrides: readonly ColumnOverride[] = [],
): ParsedImport<Kind> | null {
  const header = findHeader(table.rows, profile)
  if (!header) return null
  const rules: KindRules<ParsedImport<Kind>['accepted'][number]> = KIND_RULES[kind]
  const below = table.rows.slice(header.firstDataIndex)
  const columns = recogniseColumns(header, below, profile, overrides)
  if (!isOfKind(kind, columns)) return null
  const period = periodAbove(table.rows.slice(0, header.firstHeaderIndex))
  const file: FileContext = {
    columns: indexColumns(columns),
    counters: context.counters === null ? null : indexCounters(context.counters),
    unitCode: context.unitCode,
    period,
    titleCodeOf: titleCodes(indexColumns(columns).has('code') ? [] : table.rows),
  }
  const rows = rowsOfTable(below, header, file.columns, rules)
  const readings = rows.map((row) => readRow(row, file, FIELDS_OF_KIND[kind].needed, rules.read))
  const read = readings.flatMap((reading) => ('row' in reading ? [reading.row] : []))
  const faulty = readings.flatMap((reading) =>
    'rejection' in reading ? [withKey(kind, reading.rejection, reading.readAs, rules)] : [],
  )
  const keyColumn = file.columns.get(rules.keyColumn)?.name ?? null
  const { accepted, rejected } = keepFirstOfEach(read, rules.keyOf, rules.labelOf, keyColumn)
  return {
    kind,
    columns,
    rows: rows.length,
    accepted,
    rejected: inFileOrder([...faulty, ...rejected]),
    period,
  }
}
