import { foldWords } from '../kernel/fold-words.ts'
import { resemblesDossierCode } from './log-values.rules.ts'
import { isBlankRow, type SheetRow } from './sheet-table.model.ts'

const TOTAL = /^(?:tong|tong so|tong cong|cong|luy ke)(?: |$)/
const SIGNATURE =
  /^(?:nguoi lap|nguoi ky|nguoi kiem|thu truong|chu tich|pho chu tich|tm uy ban|kt chu tich|ky ten|ky va|ky ghi ro|lanh dao|xac nhan|(?:.* )?ngay (?:\d+ )?thang (?:\d+ )?nam(?: |$))/

/** The columns that tell a row of the table from what stands around it; −1 where the file has none. */
export type TellingColumns = {
  readonly code: number
  readonly dates: readonly number[]
  readonly header: readonly string[]
  /** Whether a cell of a date column is a good one. */
  readonly isDate: (text: string) => boolean
}

function filledCells(row: SheetRow): string[] {
  return row.cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
}

/** A broken code or a single good date is enough: such a row belongs to the table, and is named when it is rejected. */
function tells(row: SheetRow, columns: TellingColumns): boolean {
  if (columns.code >= 0 && resemblesDossierCode(row.cells[columns.code] ?? '')) return true
  const dated = columns.dates.some((index) => columns.isDate(row.cells[index] ?? ''))
  return dated && !isLoneSignature(row)
}

/** "Ngày 30 tháng 11 năm 2026" alone in a row, which may stand below a column of dates. */
function isLoneSignature(row: SheetRow): boolean {
  const texts = new Set(filledCells(row))
  return texts.size === 1 && startsSignatures([...texts])
}

function repeatsHeader(row: SheetRow, columns: TellingColumns): boolean {
  const cells = row.cells.map(foldWords)
  const same = cells.filter((cell, index) => cell !== '' && cell === foldWords(columns.header[index] ?? ''))
  return same.length >= 2 && same.length === cells.filter((cell) => cell !== '').length
}

/** "(1) (2) (3) …" under the header. */
function numbersColumns(cells: readonly string[]): boolean {
  const numbers = cells.map((cell) => Number(/^\(?(\d{1,2})\)?$/.exec(cell)?.[1] ?? Number.NaN))
  return numbers.length >= 3 && numbers.every((number, index) => number === (numbers[0] ?? 0) + index)
}

/** "I. Lĩnh vực hộ tịch": one text, perhaps after its number, perhaps repeated over merged cells. */
function isSection(cells: readonly string[]): boolean {
  const texts = new Set(cells.filter((cell) => !/^(?:[IVXLC]+|[A-Z]|\d{1,3})[.)]?$/.test(cell)))
  return texts.size <= 1 && !cells.some(resemblesDossierCode)
}

function isTotal(cells: readonly string[]): boolean {
  return TOTAL.test(foldWords(cells[0] ?? ''))
}

function startsSignatures(cells: readonly string[]): boolean {
  return cells.some((cell) => SIGNATURE.test(foldWords(cell)))
}

/**
 * The rows below the header that belong to the table. Blank, repeated header, column number, section and total rows are
 * left out, and everything from the signatures on, unless a row of the table follows.
 */
export function tableRows(rows: readonly SheetRow[], columns: TellingColumns): SheetRow[] {
  const lastTelling = rows.findLastIndex((row) => tells(row, columns))
  const kept: SheetRow[] = []
  for (const [index, row] of rows.entries()) {
    if (isBlankRow(row)) continue
    if (tells(row, columns)) {
      kept.push(row)
      continue
    }
    const cells = filledCells(row)
    if (index > lastTelling && startsSignatures(cells)) break
    if (repeatsHeader(row, columns) || numbersColumns(cells) || isSection(cells) || isTotal(cells)) continue
    kept.push(row)
  }
  return kept
}
