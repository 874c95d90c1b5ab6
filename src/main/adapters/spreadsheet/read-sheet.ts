import type { SheetRow } from '#shared/imports/sheet-table.model.ts'
import { numberText, serialText } from './cell-text.ts'
import { MAX_CELLS, MAX_COLUMNS, MAX_ROWS, unreadable } from './limits.ts'
import { isoToVietnamText } from './read-json.ts'
import { unescapeControl } from './workbook-parts.ts'
import { attributeOf, scanXml } from './xml-scan.ts'

/** What a sheet's cells refer to. */
export type SheetContext = {
  readonly strings: readonly string[]
  readonly dateStyles: readonly boolean[]
  readonly countsFrom1904: boolean
}

type OpenCell = { column: number; type: string; style: number; text: string }
type FilledRow = { readonly rowNumber: number; readonly cells: string[] }

/** `BC12` → 54: the column, from 0; −1 where there are no letters. */
export function columnOf(reference: string): number {
  let column = 0
  for (let at = 0; at < reference.length; at += 1) {
    const letter = (reference.charCodeAt(at) & ~0x20) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column - 1
}

function cellText(cell: OpenCell, context: SheetContext): string {
  const { type, text } = cell
  if (text === '') return ''
  if (type === 's') return context.strings[Number(text)] ?? ''
  if (type === 'b') return text.trim() === '1' ? 'TRUE' : 'FALSE'
  if (type === 'd') return isoToVietnamText(text)
  if (type !== '' && type !== 'n') return unescapeControl(text)
  const value = Number(text)
  if (Number.isNaN(value)) return text
  return context.dateStyles[cell.style] ? serialText(value, context.countsFrom1904) : numberText(value)
}

/** Rows that hold something, each as wide as its last filled cell. */
function createRowGathering(context: SheetContext) {
  const rows: FilledRow[] = []
  let rowNumber = 0
  let cells: string[] = []
  let nextColumn = 0
  let width = 0

  function startRow(attributes: string): void {
    const stated = Number(attributeOf(attributes, 'r') ?? 0)
    rowNumber = stated > 0 ? stated : rowNumber + 1
    cells = []
    nextColumn = 0
  }

  function openCell(attributes: string): OpenCell {
    const stated = columnOf(attributeOf(attributes, 'r') ?? '')
    const column = stated >= 0 ? stated : nextColumn
    nextColumn = column + 1
    return {
      column,
      type: attributeOf(attributes, 't') ?? '',
      style: Number(attributeOf(attributes, 's') ?? 0),
      text: '',
    }
  }

  function closeCell(cell: OpenCell): void {
    const text = cellText(cell, context)
    if (text === '') return
    if (cell.column >= MAX_COLUMNS) throw unreadable('too-many-columns')
    while (cells.length < cell.column) cells.push('')
    cells[cell.column] = text
  }

  function endRow(): void {
    if (cells.length === 0) return
    width = Math.max(width, cells.length)
    rows.push({ rowNumber, cells })
    if (rows.length > MAX_ROWS || rows.length * width > MAX_CELLS) throw unreadable('too-many-rows')
    cells = []
  }

  return { startRow, openCell, closeCell, endRow, result: () => ({ rows, width }) }
}

type MergedRange = {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** Merged ranges are walked row by row: one that spans a whole sheet is a mistake or an attack. */
const MAX_MERGED_CELLS = 1_000_000

const sizeOf = ({ top, bottom, left, right }: MergedRange): number => (bottom - top + 1) * (right - left + 1)

function mergedRange(reference: string): MergedRange | null {
  const match = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(reference)
  if (!match) return null
  const [, left = '', top = '', right = '', bottom = ''] = match
  return { top: Number(top), bottom: Number(bottom), left: columnOf(left), right: columnOf(right) }
}

/** Writes what a merged range says into every row of it that holds something of its own. */
function fillMerged(rows: readonly FilledRow[], ranges: readonly MergedRange[]): void {
  const byNumber = new Map(rows.map((row) => [row.rowNumber, row]))
  for (const { top, bottom, left, right } of ranges) {
    const text = byNumber.get(top)?.cells[left] ?? ''
    if (text === '') continue
    for (let rowNumber = top; rowNumber <= bottom; rowNumber += 1) {
      const cells = byNumber.get(rowNumber)?.cells
      if (!cells) continue
      while (cells.length <= Math.min(right, MAX_COLUMNS - 1)) cells.push('')
      cells.fill(text, left, right + 1)
    }
  }
}

/** @throws AppError `invalid import.unreadable` {reason: 'damaged' | 'too-many-rows' | 'too-many-columns'} */
export function readSheet(xml: string, context: SheetContext): SheetRow[] {
  const gathering = createRowGathering(context)
  const merged: MergedRange[] = []
  let mergedCells = 0
  let cell: OpenCell | null = null
  let isInValue = false
  let isInData = false
  const isWhole = scanXml(xml, {
    open: (name, attributes) => {
      if (name === 'sheetData') isInData = true
      else if (name === 'row' && isInData) gathering.startRow(attributes)
      else if (name === 'c' && isInData) cell = gathering.openCell(attributes)
      else if (name === 'v' || name === 't') isInValue = cell !== null
      else if (name === 'mergeCell') {
        const range = mergedRange(attributeOf(attributes, 'ref') ?? '')
        if (range) merged.push(range)
        mergedCells += range ? sizeOf(range) : 0
        if (mergedCells > MAX_MERGED_CELLS) throw unreadable('too-many-rows')
      }
    },
    text: (text) => {
      if (isInValue && cell) cell.text += text
    },
    close: (name) => {
      if (name === 'v' || name === 't') isInValue = false
      else if (name === 'c' && cell) {
        gathering.closeCell(cell)
        cell = null
      } else if (name === 'row' && isInData) gathering.endRow()
      else if (name === 'sheetData') isInData = false
    },
  })
  if (!isWhole || isInData) throw unreadable('damaged')
  const { rows, width } = gathering.result()
  fillMerged(rows, merged)
  const fullWidth = rows.reduce((most, row) => Math.max(most, row.cells.length), width)
  for (const { cells } of rows) while (cells.length < fullWidth) cells.push('')
  return rows
}
