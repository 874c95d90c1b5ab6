import { cleanText } from '../kernel/clean-text.ts'
import { foldWords } from '../kernel/fold-words.ts'
import { foldName, nameIndexOf } from './column-names.rules.ts'
import type { ImportProfile } from './import-profile.model.ts'
import { isDossierCode, parseLogDate } from './log-values.rules.ts'
import { columnLetters, isBlankRow, type SheetRow } from './sheet-table.model.ts'

/** Where a table's columns are named. */
export type Header = {
  /** One per column; a column without a name is called by its letters, as the spreadsheet calls it. */
  readonly names: readonly string[]
  /** Index, in the table's rows, of the first row of the header: titles stand above it. */
  readonly firstHeaderIndex: number
  /** Index, in the table's rows, of the first row below the header. */
  readonly firstDataIndex: number
}

/** Titles and "Từ ngày … đến ngày …" stand above a header; it comes within this many rows or not at all. */
const HEADER_SEARCH_ROWS = 60
const LEAST_KNOWN_NAMES = 2
/** "Hướng xử lý" over its three columns, and the numbers of the columns, make three. */
const MOST_HEADER_ROWS = 3

const holdsData = (cell: string): boolean => isDossierCode(cell.trim()) || parseLogDate(cell) !== null

function countKnown(row: SheetRow | undefined, known: { readonly has: (name: string) => boolean }): number {
  if (!row || row.cells.some(holdsData)) return 0
  return new Set(row.cells.map(foldName).filter((name) => name !== '' && known.has(name))).size
}

/** One past the last cell that holds something. */
export function filledWidth(row: SheetRow | undefined): number {
  return row ? row.cells.findLastIndex((cell) => cell.trim() !== '') + 1 : 0
}

/** The names from top to bottom over one column; a merged cell says the same twice. */
function namesOver(rows: readonly SheetRow[], index: number): string[] {
  const names = rows.map((row) => cleanText(row.cells[index] ?? '')).filter((name) => name !== '')
  return names.filter((name, at) => foldWords(name) !== foldWords(names[at - 1] ?? ''))
}

/** A column is called by its lowest name; where two would be called the same ("Ngày", "Ngày"), by all its names. */
function columnNames(rows: readonly SheetRow[]): string[] {
  const width = Math.max(0, ...rows.map(filledWidth))
  const paths = Array.from({ length: width }, (_, index) => namesOver(rows, index))
  const leaves = paths.map((path) => foldWords(path.at(-1) ?? ''))
  const leafCounts = new Map<string, Set<string>>()
  for (const [index, leaf] of leaves.entries()) {
    leafCounts.set(leaf, (leafCounts.get(leaf) ?? new Set()).add((paths[index] ?? []).join(': ')))
  }
  return paths.map((path, index) => {
    const isShared = (leafCounts.get(leaves[index] ?? '')?.size ?? 0) > 1
    return (isShared ? path.join(': ') : path.at(-1)) || columnLetters(index)
  })
}

function headerOf(rows: readonly SheetRow[], from: number, to: number): Header {
  return { names: columnNames(rows.slice(from, to)), firstHeaderIndex: from, firstDataIndex: to }
}

/** No name is known: the row above the first data, or no header at all. */
function headerAboveFirstData(rows: readonly SheetRow[], profile: ImportProfile): Header | null {
  const isRegister = profile.kind === 'dossier-register'
  const dataIndex = rows.findIndex((row) =>
    row.cells.some((cell) => isDossierCode(cell.trim()) || (!isRegister && parseLogDate(cell) !== null)),
  )
  if (dataIndex < 0) return null
  const aboveIndex = rows.slice(0, dataIndex).findLastIndex((row) => !isBlankRow(row))
  const isNamed = (rows[aboveIndex]?.cells.filter((cell) => cell.trim() !== '').length ?? 0) > 1
  if (!isNamed) return { names: [], firstHeaderIndex: dataIndex, firstDataIndex: dataIndex }
  return { ...headerOf(rows, aboveIndex, aboveIndex + 1), firstDataIndex: dataIndex }
}

/**
 * Finds the row with most known column names, and the rows above and below that belong to the same merged header
 * ("Ngày, tháng, năm" over "Nhận hồ sơ", "Hẹn trả kết quả"). `null`: this is no table of that kind.
 */
export function findHeader(rows: readonly SheetRow[], profile: ImportProfile): Header | null {
  const known = nameIndexOf(profile)
  const counts = rows.slice(0, HEADER_SEARCH_ROWS).map((row) => countKnown(row, known))
  const most = Math.max(0, ...counts)
  if (most < LEAST_KNOWN_NAMES) return headerAboveFirstData(rows, profile)
  let from = counts.indexOf(most)
  let to = from + 1
  while (to - from < MOST_HEADER_ROWS && countKnown(rows[to], known) > 0) to += 1
  while (to - from < MOST_HEADER_ROWS && countKnown(rows[from - 1], known) > 0) from -= 1
  return headerOf(rows, from, to)
}
