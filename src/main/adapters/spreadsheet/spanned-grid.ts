import type { SheetRow } from '#shared/imports/sheet-table.model.ts'
import { MAX_CELLS, MAX_COLUMNS, MAX_ROWS, unreadable } from './limits.ts'

type Span = { readonly text: string; readonly lastRow: number }

/** Lays out cells that span columns and rows, each text repeated over its range as a workbook's merged cells are. */
export type SpannedGrid = {
  /** Ends the row before. @param rowNumber from 1; the next one where it is not given */
  readonly startRow: (rowNumber?: number) => void
  readonly addCell: (
    text: string,
    span?: { readonly columns: number; readonly rows: number; readonly column?: number },
  ) => void
  readonly rows: () => SheetRow[]
}

export function createSpannedGrid(): SpannedGrid {
  const rows: SheetRow[] = []
  const hanging = new Map<number, Span>()
  let cells: string[] = []
  let rowNumber = 0
  let cellCount = 0

  function hangingAt(column: number): string | null {
    const span = hanging.get(column)
    return span && span.lastRow >= rowNumber ? span.text : null
  }

  function endRow(): void {
    if (rowNumber === 0) return
    for (const [column, span] of hanging) {
      if (span.lastRow < rowNumber) hanging.delete(column)
      else cells[column] ??= span.text
    }
    const filled = Array.from(cells, (cell) => cell ?? '')
    if (filled.some((cell) => cell !== '')) rows.push({ rowNumber, cells: filled })
    cellCount += filled.length
    if (rows.length > MAX_ROWS || cellCount > MAX_CELLS) throw unreadable('too-many-rows')
    cells = []
  }

  function startRow(next = rowNumber + 1): void {
    endRow()
    rowNumber = Math.max(next, rowNumber + 1)
  }

  function addCell(
    text: string,
    span: { columns: number; rows: number; column?: number } = { columns: 1, rows: 1 },
  ) {
    let column = span.column ?? cells.length
    while (span.column === undefined && hangingAt(column) !== null) {
      cells[column] = hangingAt(column) ?? ''
      column += 1
    }
    const width = Math.max(1, span.columns)
    if (column + width > MAX_COLUMNS) throw unreadable('too-many-columns')
    for (let at = column; at < column + width; at += 1) {
      cells[at] = text
      if (span.rows > 1) hanging.set(at, { text, lastRow: rowNumber + Math.min(span.rows, MAX_ROWS) - 1 })
    }
  }

  return {
    startRow,
    addCell,
    rows: () => {
      endRow()
      rowNumber += 1
      return rows
    },
  }
}
