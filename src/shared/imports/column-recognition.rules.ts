import { formatVietnamDate } from '../kernel/instant.ts'
import type { ImportColumn } from './imports.model.ts'
import { fieldsOfKind, type ImportField } from './import-fields.model.ts'
import { foldWords } from '../kernel/fold-words.ts'
import { filledWidth, type Header } from './header-row.rules.ts'
import type { ImportProfile } from './import-profile.model.ts'
import {
  cleanDossierCode,
  dayOfDossierCode,
  isDossierCode,
  normaliseProcedureCode,
  parseChannel,
  parseLogDate,
  parseStatus,
} from './log-values.rules.ts'
import { columnLetters, type SheetRow } from './sheet-table.model.ts'

const SAMPLE_ROWS = 300
/** From this share of fitting cells on, content speaks for itself. */
const CONVINCING_SHARE = 0.8
/** Below this share, with enough cells, a date column's content speaks against its name. */
const CONTRADICTING_SHARE = 0.3
const ENOUGH_CELLS = 3

type Column = {
  readonly index: number
  readonly name: string
  /** The sample's cells that hold something. */
  readonly cells: readonly string[]
  /** Share of dated cells whose day is the one in the row's dossier code. */
  readonly codeDayShare: number
}
type Candidate = { readonly index: number; readonly field: ImportField; readonly confidence: number }

const isLogDate = (text: string): boolean => parseLogDate(text) !== null
const isWord = (text: string): boolean => /\p{L}/u.test(text)

/** Fields whose cells can be told by what they look like. */
const FITS: Partial<Readonly<Record<ImportField, (text: string) => boolean>>> = {
  code: (text) => isDossierCode(cleanDossierCode(text)),
  procedureCode: (text) => normaliseProcedureCode(text) !== null,
  receivedAt: isLogDate,
  dueAt: isLogDate,
  finishedAt: isLogDate,
  returnedAt: isLogDate,
  status: (text) => parseStatus(text) !== null,
  channel: (text) => parseChannel(text) !== null,
}
const OPTIONAL_DATES: readonly ImportField[] = ['dueAt', 'finishedAt', 'returnedAt']

function shareOf(cells: readonly string[], fits: (text: string) => boolean): number {
  return cells.length === 0 ? 0 : cells.filter(fits).length / cells.length
}

/** 1: a main name, 0.7: a weaker one, 0.5: a main name with words around it, 0: none. */
function nameScore(name: string, field: ImportField, profile: ImportProfile): number {
  const folded = foldWords(name)
  const { main = [], weaker = [] } = profile.aliases[field] ?? {}
  if (main.some((alias) => foldWords(alias) === folded)) return 1
  if (weaker.some((alias) => foldWords(alias) === folded)) return 0.7
  return main.some((alias) => ` ${folded} `.includes(` ${foldWords(alias)} `)) ? 0.5 : 0
}

/** What the content alone says. Numbers are no status or channel here: a column of 1, 2, 3 may count anything. */
function contentConfidence(column: Column, field: ImportField): number {
  if (field === 'receivedAt') return column.codeDayShare >= CONVINCING_SHARE ? 0.7 * column.codeDayShare : 0
  const fits = FITS[field]
  if (!fits || OPTIONAL_DATES.includes(field)) return 0
  const share = shareOf(column.cells, (text) => fits(text) && (field.endsWith('ode') || isWord(text)))
  return share >= CONVINCING_SHARE ? 0.7 * share : 0
}

function confidenceOf(column: Column, field: ImportField, profile: ImportProfile): number {
  const byName = nameScore(column.name, field, profile)
  const fits = FITS[field]
  if (!fits) return byName >= 0.7 ? 0.9 * byName : 0
  const share = shareOf(column.cells, fits)
  const byContent = contentConfidence(column, field)
  if (byName === 0) return byContent
  // "Ngày nhận …" may go on to be any date: there the day in the dossier code decides.
  if (byName === 0.5 && (share < CONVINCING_SHARE || field === 'receivedAt')) return byContent
  if (column.cells.length >= ENOUGH_CELLS && share < CONTRADICTING_SHARE) {
    return OPTIONAL_DATES.includes(field) ? 0 : 0.15 * byName
  }
  return column.cells.length === 0 ? 0.5 * byName : 0.5 * byName + 0.5 * share
}

function sampleRows(rows: readonly SheetRow[]): readonly SheetRow[] {
  const withCode = rows
    .slice(0, 10 * SAMPLE_ROWS)
    .filter((row) => row.cells.some((cell) => FITS.code?.(cell)))
  return (withCode.length > 0 ? withCode : rows).slice(0, SAMPLE_ROWS)
}

/** `20/11/2026` → `261120`, the way dossier codes write a day. */
function codeDayOf(cell: string): string | null {
  const atLogMs = parseLogDate(cell)
  return atLogMs === null ? null : formatVietnamDate(atLogMs).split('/').toReversed().join('').slice(2)
}

function codeDayShare(rows: readonly SheetRow[], index: number): number {
  const dated = rows.filter((row) => isLogDate(row.cells[index] ?? ''))
  const agreeing = dated.filter((row) => {
    const day = codeDayOf(row.cells[index] ?? '')
    return row.cells.some((cell) => dayOfDossierCode(cleanDossierCode(cell)) === day)
  })
  return dated.length === 0 ? 0 : agreeing.length / dated.length
}

function columnsOf(header: Header, rows: readonly SheetRow[]): Column[] {
  const sample = sampleRows(rows)
  const width = Math.max(header.names.length, ...sample.map(filledWidth))
  return Array.from({ length: width }, (_, index) => ({
    index,
    name: header.names[index] ?? columnLetters(index),
    cells: sample.map((row) => (row.cells[index] ?? '').trim()).filter((cell) => cell !== ''),
    codeDayShare: codeDayShare(sample, index),
  }))
}

/**
 * Says which column holds which field, by name and by content: a name alone would shift every value where a header has
 * more columns than the rows. Each field goes to the column that is surest of it, ties to the left.
 */
export function recogniseColumns(
  header: Header,
  rows: readonly SheetRow[],
  profile: ImportProfile,
): ImportColumn[] {
  const columns = columnsOf(header, rows)
  const candidates = columns
    .flatMap((column) =>
      fieldsOfKind(profile.kind).map(
        (field): Candidate => ({
          index: column.index,
          field,
          confidence: confidenceOf(column, field, profile),
        }),
      ),
    )
    .filter((candidate) => candidate.confidence > 0)
    .sort((a, b) => b.confidence - a.confidence || a.index - b.index)
  const taken = new Map<number, Candidate>()
  const given = new Set<ImportField>()
  for (const candidate of candidates) {
    if (taken.has(candidate.index) || given.has(candidate.field)) continue
    taken.set(candidate.index, candidate)
    given.add(candidate.field)
  }
  return columns.map(({ index, name }) => {
    const found = taken.get(index)
    return {
      index,
      name,
      field: found?.field ?? null,
      confidence: Math.round((found?.confidence ?? 0) * 100) / 100,
    }
  })
}
