import { cleanText } from '../kernel/clean-text.ts'
import { foldWords } from '../kernel/fold-words.ts'
import type { ImportProfile } from './import-profile.model.ts'
import { isDossierCode } from './log-values.rules.ts'
import { columnLetters, isBlankRow, type SheetRow } from './sheet-table.model.ts'

/** Where a register's columns are named. */
export type Header = {
  /** One per column; a column without a name is called by its letters, as the spreadsheet calls it. */
  readonly names: readonly string[]
  /** Index, in the table's rows, of the first row below the header. */
  readonly firstDataIndex: number
}

/** Titles and "Từ ngày … đến ngày …" stand above a header; it comes within this many rows or not at all. */
const HEADER_SEARCH_ROWS = 60
const LEAST_KNOWN_NAMES = 2

function knownNames(profile: ImportProfile): ReadonlySet<string> {
  const ofFields = Object.values(profile.aliases).flatMap(({ main, weaker }) => [...main, ...weaker])
  return new Set([...ofFields, ...profile.unused].map(foldWords))
}

function countKnown(row: SheetRow | undefined, known: ReadonlySet<string>): number {
  if (!row || row.cells.some((cell) => isDossierCode(cell.trim()))) return 0
  return new Set(row.cells.map(foldWords).filter((name) => known.has(name))).size
}

/** One past the last cell that holds something. */
export function filledWidth(row: SheetRow | null): number {
  return row ? row.cells.findLastIndex((cell) => cell.trim() !== '') + 1 : 0
}

function headerFrom(parents: SheetRow | null, children: SheetRow | null, firstDataIndex: number): Header {
  const width = Math.max(filledWidth(parents), filledWidth(children))
  const nameAt = (index: number): string =>
    cleanText(children?.cells[index] ?? '') || cleanText(parents?.cells[index] ?? '') || columnLetters(index)
  return { names: Array.from({ length: width }, (_, index) => nameAt(index)), firstDataIndex }
}

/** No name is known: the row above the first dossier code, or no header at all. */
function headerAboveFirstCode(rows: readonly SheetRow[]): Header | null {
  const dataIndex = rows.findIndex((row) => row.cells.some((cell) => isDossierCode(cell.trim())))
  if (dataIndex < 0) return null
  const above = rows.slice(0, dataIndex).findLast((row) => !isBlankRow(row))
  const named = above && above.cells.filter((cell) => cell.trim() !== '').length > 1 ? above : null
  return headerFrom(null, named, dataIndex)
}

/**
 * Finds the row with most known column names, and the row above or below that belongs to the same merged header
 * ("Ngày, tháng, năm" over "Nhận hồ sơ", "Hẹn trả kết quả"). `null`: this is no register.
 */
export function findHeader(rows: readonly SheetRow[], profile: ImportProfile): Header | null {
  const known = knownNames(profile)
  const counts = rows.slice(0, HEADER_SEARCH_ROWS).map((row) => countKnown(row, known))
  const most = Math.max(0, ...counts)
  if (most < LEAST_KNOWN_NAMES) return headerAboveFirstCode(rows)
  const index = counts.indexOf(most)
  const row = rows[index] ?? null
  const below = rows[index + 1] ?? null
  const above = rows[index - 1] ?? null
  if (below && countKnown(below, known) > 0) return headerFrom(row, below, index + 2)
  if (above && countKnown(above, known) > 0) return headerFrom(above, row, index + 1)
  return headerFrom(null, row, index + 1)
}
