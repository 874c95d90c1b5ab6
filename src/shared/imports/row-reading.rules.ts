import type { Id } from '../kernel/ids.ts'
import type { InstantMs } from '../kernel/instant.ts'
import type { Channel, Dossier, DossierStatus } from '../dossiers/dossiers.model.ts'
import type { ImportField } from './import-fields.model.ts'
import type { ImportColumn, Rejection } from './imports.model.ts'
import type { CounterName } from './parsed-import.model.ts'
import { cleanText } from '../kernel/clean-text.ts'
import { foldWords } from '../kernel/fold-words.ts'
import {
  cleanDossierCode,
  isDossierCode,
  normaliseProcedureCode,
  parseChannel,
  parseLogDate,
  parseStatus,
} from './log-values.rules.ts'
import type { SheetRow } from './sheet-table.model.ts'

/** A dossier as the file tells it, not yet stored. */
export type DossierRow = Omit<Dossier, 'id' | 'sourceId' | 'importId'>

/** Folded code or name of a counter to its id. */
export type CounterIndex = ReadonlyMap<string, Id>

export type ColumnIndex = ReadonlyMap<ImportField, ImportColumn>

type Fault = { readonly code: Rejection['code']; readonly column: string | null; readonly value: string }

/** One row under reading: its faults gather here, the first one is reported. */
type Reading = {
  readonly row: SheetRow
  readonly columns: ColumnIndex
  readonly faults: Fault[]
}

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

function textOf(reading: Reading, field: ImportField): string {
  return cleanText(reading.row.cells[reading.columns.get(field)?.index ?? -1] ?? '')
}

function report(reading: Reading, code: Rejection['code'], field: ImportField, value: string): null {
  const column = reading.columns.get(field)?.name ?? null
  reading.faults.push({ code, column, value: value.slice(0, LONGEST_REPORTED_VALUE) })
  return null
}

function optionalText(reading: Reading, field: ImportField): string | null {
  return textOf(reading, field).slice(0, LONGEST_TEXT) || null
}

function readCode(reading: Reading): string {
  const text = textOf(reading, 'code')
  const code = cleanDossierCode(text)
  if (text === '') report(reading, 'missing-code', 'code', '')
  else if (!isDossierCode(code)) report(reading, 'bad-code', 'code', text)
  return code
}

function readDate(reading: Reading, field: ImportField): InstantMs | null {
  const text = textOf(reading, field)
  if (text === '') return null
  return parseLogDate(text) ?? report(reading, 'bad-date', field, text)
}

function readReceived(reading: Reading): InstantMs | null {
  const isGiven = textOf(reading, 'receivedAt') !== ''
  return isGiven ? readDate(reading, 'receivedAt') : report(reading, 'missing-received', 'receivedAt', '')
}

function readStatus(reading: Reading): DossierStatus | null {
  const text = textOf(reading, 'status')
  return text === '' ? null : (parseStatus(text) ?? report(reading, 'unknown-status', 'status', text))
}

/** A register without the column is one of the desk itself; an empty cell in the column is not guessed at. */
function readChannel(reading: Reading): Channel {
  if (!reading.columns.has('channel')) return 'walk-in'
  const text = textOf(reading, 'channel')
  return parseChannel(text) ?? report(reading, 'unknown-channel', 'channel', text) ?? 'walk-in'
}

function readCounter(reading: Reading, counters: CounterIndex): Id | null {
  const text = textOf(reading, 'counter')
  return text === ''
    ? null
    : (counters.get(foldWords(text)) ?? report(reading, 'unknown-counter', 'counter', text))
}

/** The row ends before a column that every dossier needs. */
function endsTooEarly(row: SheetRow, columns: ColumnIndex): boolean {
  const needed = [columns.get('code')?.index ?? -1, columns.get('receivedAt')?.index ?? -1]
  return row.cells.length <= Math.max(...needed)
}

/** Reads one row: the dossier, or the first thing that is wrong with it, in the order code, dates, status, … */
export function readDossierRow(
  row: SheetRow,
  columns: ColumnIndex,
  counters: CounterIndex,
): { readonly dossier: DossierRow } | { readonly rejection: Rejection } {
  if (endsTooEarly(row, columns)) {
    const value = row.cells.join(' | ').slice(0, LONGEST_REPORTED_VALUE)
    return { rejection: { row: row.rowNumber, column: null, code: 'too-few-columns', value } }
  }
  const reading: Reading = { row, columns, faults: [] }
  const dossier: DossierRow = {
    rowNumber: row.rowNumber,
    code: readCode(reading),
    receivedAtLogMs: readReceived(reading),
    dueAtLogMs: readDate(reading, 'dueAt'),
    finishedAtLogMs: readDate(reading, 'finishedAt'),
    returnedAtLogMs: readDate(reading, 'returnedAt'),
    status: readStatus(reading),
    channel: readChannel(reading),
    counterId: readCounter(reading, counters),
    procedureCode: normaliseProcedureCode(textOf(reading, 'procedureCode')),
    procedureName: optionalText(reading, 'procedureName'),
    field: optionalText(reading, 'field'),
    applicantName: optionalText(reading, 'applicantName'),
    officerName: optionalText(reading, 'officerName'),
  }
  const [first] = reading.faults
  return first ? { rejection: { row: row.rowNumber, ...first } } : { dossier }
}
