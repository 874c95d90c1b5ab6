import { cleanText } from '../kernel/clean-text.ts'
import { foldWords } from '../kernel/fold-words.ts'
import type { Id } from '../kernel/ids.ts'
import type { InstantMs } from '../kernel/instant.ts'
import type { TimeRange } from '../kernel/time-range.ts'
import type { ImportField } from './import-fields.model.ts'
import type { ImportColumn, Rejection } from './imports.model.ts'
import { parseLogDate } from './log-values.rules.ts'
import type { CounterName } from './parsed-import.model.ts'
import type { SheetRow } from './sheet-table.model.ts'
import { parseDay } from './time-values.rules.ts'

/** Folded code or name of a counter to its id. */
export type CounterIndex = ReadonlyMap<string, Id>
export type ColumnIndex = ReadonlyMap<ImportField, ImportColumn>

type Fault = { readonly code: Rejection['code']; readonly column: string | null; readonly value: string }

/** What holds for every row of one file. */
export type FileContext = {
  readonly columns: ColumnIndex
  readonly counters: CounterIndex | null
  readonly unitCode: string | null
  readonly period: TimeRange | null
  /** The dossier code in the title above a row; null: there is none. */
  readonly titleCodeOf: (row: SheetRow) => string | null
}

/** One row under reading: its faults gather here, the first one is reported. */
export type Reading = { readonly row: SheetRow; readonly file: FileContext; readonly faults: Fault[] }

export const LONGEST_REPORTED_VALUE = 200
const LONGEST_TEXT = 1000

export function indexColumns(columns: readonly ImportColumn[]): ColumnIndex {
  return new Map(
    columns.flatMap((column) => (column.field === null ? [] : [[column.field, column] as const])),
  )
}

/** Codes count before names where one counter is called as another is numbered. */
export function indexCounters(counters: readonly CounterName[]): CounterIndex {
  const names = counters.map((counter) => [foldWords(counter.name), counter.id] as const)
  const codes = counters.map((counter) => [foldWords(counter.code), counter.id] as const)
  return new Map([...names, ...codes])
}

export function hasColumn(reading: Reading, field: ImportField): boolean {
  return reading.file.columns.has(field)
}

/** The cell as the file has it, line breaks and all. */
export function rawText(reading: Reading, field: ImportField): string {
  return reading.row.cells[reading.file.columns.get(field)?.index ?? -1] ?? ''
}

export function textOf(reading: Reading, field: ImportField): string {
  return cleanText(rawText(reading, field))
}

/** Notes a fault; null stands for the value that could not be read. */
export function report(reading: Reading, code: Rejection['code'], field: ImportField, value: string): null {
  const column = reading.file.columns.get(field)?.name ?? null
  reading.faults.push({ code, column, value: value.slice(0, LONGEST_REPORTED_VALUE) })
  return null
}

export function optionalText(reading: Reading, field: ImportField): string | null {
  return textOf(reading, field).slice(0, LONGEST_TEXT) || null
}

export function neededText(reading: Reading, field: ImportField): string {
  return optionalText(reading, field) ?? report(reading, 'missing-value', field, '') ?? ''
}

/** Reads a cell that may be empty; what is there and cannot be read is a fault. */
export function optionalValue<Value>(
  reading: Reading,
  field: ImportField,
  parse: (text: string) => Value | null,
  code: Rejection['code'] = 'unknown-value',
): Value | null {
  const text = textOf(reading, field)
  return text === '' ? null : (parse(text) ?? report(reading, code, field, text))
}

export function optionalInstant(reading: Reading, field: ImportField): InstantMs | null {
  return optionalValue(reading, field, parseLogDate, 'bad-date')
}

export function optionalDay(reading: Reading, field: ImportField): InstantMs | null {
  return optionalValue(reading, field, (text) => parseDay(text, reading.file.period), 'bad-date')
}

/** 0 where it is missing or wrong: the fault then keeps the row out. */
export function neededDay(reading: Reading, field: ImportField): InstantMs {
  if (textOf(reading, field) === '') report(reading, 'missing-value', field, '')
  return optionalDay(reading, field) ?? 0
}

export function optionalCounter(reading: Reading): Id | null {
  const { counters } = reading.file
  if (counters === null) return null
  return optionalValue(reading, 'counter', (text) => counters.get(foldWords(text)) ?? null, 'unknown-counter')
}

/** The row ends before a column that every row needs. */
function endsTooEarly(row: SheetRow, columns: ColumnIndex, needed: readonly ImportField[]): boolean {
  return row.cells.length <= Math.max(...needed.map((field) => columns.get(field)?.index ?? -1))
}

/** A rejected row too says what it could be read as, so that it is known what it spoke of. */
export type ReadRow<Row> =
  | { readonly row: Row }
  | { readonly rejection: Rejection; readonly readAs: Row | null }

/** Reads one row: what it says, or the first thing that is wrong with it, in the order in which `read` looks. */
export function readRow<Row>(
  row: SheetRow,
  file: FileContext,
  needed: readonly ImportField[],
  read: (reading: Reading) => Row,
): ReadRow<Row> {
  if (endsTooEarly(row, file.columns, needed)) {
    const value = row.cells.join(' | ').slice(0, LONGEST_REPORTED_VALUE)
    return { rejection: { row: row.rowNumber, column: null, code: 'too-few-columns', value }, readAs: null }
  }
  const reading: Reading = { row, file, faults: [] }
  const result = read(reading)
  const [first] = reading.faults
  return first ? { rejection: { row: row.rowNumber, ...first }, readAs: result } : { row: result }
}
