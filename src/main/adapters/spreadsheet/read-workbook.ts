import ExcelJS, { type CellValue, type Worksheet } from 'exceljs'
import type { SheetRow, SheetTable } from '#shared/imports/sheet-table.model.ts'
import { cellText } from './cell-text.ts'
import { MAX_CELLS, MAX_COLUMNS, MAX_ROWS, unreadable } from './limits.ts'
import { guardWorkbook } from './workbook-guard.ts'

/** Parts of a sheet that say nothing about cells; some of them are expanded cell by cell over whole columns. */
const IGNORED_NODES = [
  'dataValidations',
  'conditionalFormatting',
  'extLst',
  'hyperlinks',
  'drawing',
  'tableParts',
]

function rowCells(values: CellValue[] | Readonly<Record<string, CellValue>>): string[] {
  // Index 0 is never used: the library counts columns from 1. Holes are cells that are not there.
  return Array.isArray(values)
    ? Array.from({ length: Math.max(0, values.length - 1) }, (_, index) => cellText(values[index + 1]))
    : []
}

function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1)
}

/** All rows that hold something, as wide as the widest: a cell that a sheet leaves out is an empty one. */
function readSheet(sheet: Worksheet): SheetRow[] {
  const rows: SheetRow[] = []
  let width = 0
  sheet.eachRow({ includeEmpty: false }, (row, rowNumber) => {
    const cells = withoutEmptyEnd(rowCells(row.values))
    if (cells.length === 0) return
    width = Math.max(width, cells.length)
    rows.push({ rowNumber, cells })
    if (rows.length > MAX_ROWS) throw unreadable('too-many-rows')
    if (width > MAX_COLUMNS) throw unreadable('too-many-columns')
  })
  if (width * rows.length > MAX_CELLS) throw unreadable('too-many-rows')
  return rows.map(({ rowNumber, cells }) => ({
    rowNumber,
    cells: [...cells, ...Array.from({ length: width - cells.length }, () => '')],
  }))
}

async function loadWorkbook(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook()
  try {
    const copy = new ArrayBuffer(bytes.byteLength)
    new Uint8Array(copy).set(bytes)
    await workbook.xlsx.load(copy, { ignoreNodes: IGNORED_NODES })
    return workbook
  } catch (error) {
    throw unreadable('damaged', error)
  }
}

/** The first sheet that holds something, hidden ones last. */
export async function readWorkbook(bytes: Uint8Array): Promise<SheetTable> {
  guardWorkbook(bytes)
  const { worksheets } = await loadWorkbook(bytes)
  const visibleFirst = worksheets.toSorted(
    (a, b) => Number(a.state !== 'visible') - Number(b.state !== 'visible'),
  )
  for (const sheet of visibleFirst) {
    const rows = readSheet(sheet)
    if (rows.length > 0) return { rows, sheetName: sheet.name }
  }
  throw unreadable('empty')
}
