import { formatVietnamDate } from '../kernel/instant.ts'
import { CONTENT_SIGNS, FITS, LEADING_DATES, YIELDS_TO_CONTENT } from './column-fits.rules.ts'
import { foldName, type NameIndex, nameIndexOf } from './column-names.rules.ts'
import { filledWidth, type Header } from './header-row.rules.ts'
import { fieldsOfKind, type ImportField } from './import-fields.model.ts'
import type { ColumnOverride, ImportProfile } from './import-profile.model.ts'
import type { ImportColumn } from './imports.model.ts'
import { cleanDossierCode, dayOfDossierCode, parseLogDate } from './log-values.rules.ts'
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
  /** The name by which it is recognised: of another place where the header is shifted. */
  readonly foldedName: string
  readonly isShifted: boolean
  /** The sample's cells that hold something. */
  readonly cells: readonly string[]
  /** Share of dated cells whose day is the one in the row's dossier code. */
  readonly codeDayShare: number
}
type Candidate = { readonly index: number; readonly field: ImportField; readonly confidence: number }

function shareOf(cells: readonly string[], fits: (text: string) => boolean): number {
  return cells.length === 0 ? 0 : cells.filter(fits).length / cells.length
}

const whenConvincing = (share: number, weight: number): number =>
  share >= CONVINCING_SHARE ? weight * share : 0

/** What the content alone says. Numbers are no status or channel here: a column of 1, 2, 3 may count anything. */
function contentConfidence(column: Column, field: ImportField, names: NameIndex): number {
  if (field === 'receivedAt') return whenConvincing(column.codeDayShare, 0.7)
  const sign = CONTENT_SIGNS.get(field)
  if (sign) return whenConvincing(shareOf(column.cells, sign), 0.7)
  const fits = FITS[field]
  if (!fits || !LEADING_DATES.has(field) || names.has(column.foldedName)) return 0
  return whenConvincing(shareOf(column.cells, fits), 0.5)
}

/** A shifted name is a conclusion, not what the file says: people should look at it. */
const SHIFTED_CONFIDENCE = 0.7

function confidenceOf(column: Column, field: ImportField, names: NameIndex): number {
  const confidence = unshiftedConfidenceOf(column, field, names)
  return column.isShifted ? Math.min(confidence, SHIFTED_CONFIDENCE) : confidence
}

function unshiftedConfidenceOf(column: Column, field: ImportField, names: NameIndex): number {
  const byName = names.score(column.foldedName, field)
  const fits = FITS[field]
  if (!fits) return byName >= 0.7 ? 0.9 * byName : 0
  const share = shareOf(column.cells, fits)
  const byContent = contentConfidence(column, field, names)
  if (byName === 0) return byContent
  // "Ngày nhận …" may go on to be any date: there the day in the dossier code decides.
  if (byName === 0.5 && (share < CONVINCING_SHARE || field === 'receivedAt')) return byContent
  if (column.cells.length >= ENOUGH_CELLS && share < CONTRADICTING_SHARE) {
    return YIELDS_TO_CONTENT.has(field) ? 0 : 0.15 * byName
  }
  return column.cells.length === 0 ? 0.5 * byName : 0.5 * byName + 0.5 * share
}

/** How far names stand to the right of what they name, from a column on. */
type Shift = { readonly from: number; readonly by: number }

/**
 * Rows with fewer values than the header has names: from where a value was left out, every name stands too far right.
 * The receipt's day, which the dossier code repeats, shows by how much.
 */
function shiftOf(columns: readonly Column[], isNarrower: boolean, names: NameIndex): Shift | null {
  if (!isNarrower) return null
  const isNamed = (column: Column): boolean => names.score(column.foldedName, 'receivedAt') >= 0.7
  const named = columns.find(isNamed)
  const found = columns.find((column) => column.codeDayShare >= CONVINCING_SHARE)
  if (!named || !found || isNamed(found) || named.index <= found.index) return null
  return { from: found.index, by: named.index - found.index }
}

function withShiftedNames(columns: readonly Column[], shift: Shift | null): readonly Column[] {
  if (!shift) return columns
  return columns.map((column) =>
    column.index < shift.from
      ? column
      : { ...column, foldedName: columns[column.index + shift.by]?.foldedName ?? '', isShifted: true },
  )
}

function sampleRows(rows: readonly SheetRow[]): readonly SheetRow[] {
  const first = rows.slice(0, 10 * SAMPLE_ROWS)
  const withCode = first.filter((row) => row.cells.some((cell) => FITS.code?.(cell)))
  if (withCode.length > 0) return withCode.slice(0, SAMPLE_ROWS)
  const dated = first.filter((row) => row.cells.some((cell) => FITS.day?.(cell)))
  return (dated.length > 0 ? dated : first).slice(0, SAMPLE_ROWS)
}

/** `20/11/2026` → `261120`, the way dossier codes write a day. */
function codeDayOf(cell: string): string | null {
  const atLogMs = parseLogDate(cell)
  return atLogMs === null ? null : formatVietnamDate(atLogMs).split('/').toReversed().join('').slice(2)
}

function codeDayShare(rows: readonly SheetRow[], index: number): number {
  const dated = rows.filter((row) => parseLogDate(row.cells[index] ?? '') !== null)
  const agreeing = dated.filter((row) => {
    const day = codeDayOf(row.cells[index] ?? '')
    return row.cells.some((cell) => dayOfDossierCode(cleanDossierCode(cell)) === day)
  })
  return dated.length === 0 ? 0 : agreeing.length / dated.length
}

function columnsOf(header: Header, rows: readonly SheetRow[], names: NameIndex): readonly Column[] {
  const sample = sampleRows(rows)
  const valueWidth = Math.max(0, ...sample.map(filledWidth))
  const width = Math.max(header.names.length, valueWidth)
  const columns = Array.from({ length: width }, (_, index) => {
    const name = header.names[index] ?? columnLetters(index)
    return {
      index,
      name,
      foldedName: foldName(name),
      isShifted: false,
      cells: sample.map((row) => (row.cells[index] ?? '').trim()).filter((cell) => cell !== ''),
      codeDayShare: codeDayShare(sample, index),
    }
  })
  const isNarrower = valueWidth > 0 && valueWidth < header.names.length
  return withShiftedNames(columns, shiftOf(columns, isNarrower, names))
}

/** Each field to the column that is surest of it, ties to the left. */
function surest(candidates: readonly Candidate[]): ReadonlyMap<number, Candidate> {
  const taken = new Map<number, Candidate>()
  const given = new Set<ImportField>()
  for (const candidate of candidates.toSorted((a, b) => b.confidence - a.confidence || a.index - b.index)) {
    if (taken.has(candidate.index) || given.has(candidate.field)) continue
    taken.set(candidate.index, candidate)
    given.add(candidate.field)
  }
  return taken
}

/** What people fixed: this file's corrections, then those of the profile that meet the same name in the same place. */
function fixedFields(
  columns: readonly Column[],
  profile: ImportProfile,
  overrides: readonly ColumnOverride[],
): ReadonlyMap<number, ImportField | null> {
  const ofProfile = profile.fixed.filter(
    ({ index, name }) => foldName(columns[index]?.name ?? '') === foldName(name),
  )
  return new Map([...ofProfile, ...overrides].map(({ index, field }) => [index, field]))
}

/**
 * Says which column holds which field, by name and by content: a name alone would shift every value where a header has
 * more columns than the rows. What a person fixed comes first, with confidence 1; a field that two corrections claim
 * goes to the later one.
 */
export function recogniseColumns(
  header: Header,
  rows: readonly SheetRow[],
  profile: ImportProfile,
  overrides: readonly ColumnOverride[] = [],
): ImportColumn[] {
  const names = nameIndexOf(profile)
  const columns = columnsOf(header, rows, names)
  const fixed = fixedFields(columns, profile, overrides)
  const fixedIndexByField = new Map(fixed.entries().map(([index, field]) => [field, index]))
  const free = fieldsOfKind(profile.kind).filter((field) => !fixedIndexByField.has(field))
  const candidates = columns
    .filter((column) => !fixed.has(column.index))
    .flatMap((column) =>
      free.map((field) => ({ index: column.index, field, confidence: confidenceOf(column, field, names) })),
    )
  const taken = surest(candidates.filter((candidate) => candidate.confidence > 0))
  return columns.map(({ index, name }) => {
    const byHand = fixed.get(index)
    if (byHand !== undefined) {
      const field = byHand !== null && fixedIndexByField.get(byHand) === index ? byHand : null
      return { index, name, field, confidence: 1 }
    }
    const found = taken.get(index)
    return {
      index,
      name,
      field: found?.field ?? null,
      confidence: Math.round((found?.confidence ?? 0) * 100) / 100,
    }
  })
}
