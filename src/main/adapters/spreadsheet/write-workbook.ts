import { Writable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import ExcelJS from 'exceljs'
import { concatBytes } from '#shared/kernel/concat-bytes.ts'
import { VIETNAM_OFFSET_MS } from '#shared/kernel/instant.ts'
import type { WorkbookCell, WorkbookPlan, WriteWorkbook } from '#main/ports/write-workbook.ts'

/** What a cell may hold, by the format. */
const MOST_CHARACTERS = 32_767
const INSTANT = 'dd/mm/yyyy hh:mm:ss'
const DAY = 'dd/mm/yyyy'
const SHARE = '0.0%'
const TEXT = '@'
const HEADER_FILL = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE3EFEC' } } as const
const EDGE = { bottom: { style: 'thin', color: { argb: 'FF0A6352' } } } as const

/** Gathers what is written to it. */
function gatherBytes() {
  const chunks: Uint8Array[] = []
  const stream = new Writable({
    write: (chunk: Uint8Array, _encoding, done) => {
      chunks.push(chunk)
      done()
    },
  })
  return { stream, bytes: () => concatBytes(chunks) }
}

/** XML knows no control characters but these; a longer text would make Excel refuse the file. */
function cellText(text: string): string {
  return text
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .slice(0, MOST_CHARACTERS)
}

/** Office programs take such text for a formula when it is edited or saved as CSV: the cell is marked as text. */
const looksLikeFormula = (text: string): boolean => /^[\s]*[=+\-@]/.test(text)

/** Excel's dates have no zone: the wall clock of Vietnam, as if it were UTC. */
const wallClock = (atMs: number): Date => new Date(atMs + VIETNAM_OFFSET_MS)

function fillCell(cell: ExcelJS.Cell, value: WorkbookCell): void {
  if (value === null) return
  if (typeof value === 'number') cell.value = value
  else if (typeof value === 'string') {
    cell.value = cellText(value)
    if (looksLikeFormula(value)) cell.numFmt = TEXT
  } else if ('atMs' in value) {
    cell.value = wallClock(value.atMs)
    cell.numFmt = INSTANT
  } else if ('dayMs' in value) {
    cell.value = wallClock(value.dayMs)
    cell.numFmt = DAY
  } else {
    cell.value = value.share
    cell.numFmt = SHARE
  }
}

function writeHead(sheet: ExcelJS.Worksheet, plan: WorkbookPlan): void {
  const title = sheet.addRow([cellText(plan.title)])
  title.font = { bold: true, size: 14 }
  title.commit()
  for (const { label, value } of plan.facts) {
    const row = sheet.addRow([])
    fillCell(row.getCell(1), label)
    fillCell(row.getCell(2), value)
    row.getCell(1).font = { bold: true }
    row.commit()
  }
  sheet.addRow([]).commit()
  const header = sheet.addRow(plan.columns.map((column) => cellText(column.header)))
  header.eachCell((cell) => {
    cell.font = { bold: true }
    cell.fill = HEADER_FILL
    cell.border = EDGE
    cell.alignment = { vertical: 'middle', wrapText: true }
  })
  header.commit()
}

export const writeWorkbook: WriteWorkbook = async function* write(plan) {
  const { stream, bytes } = gatherBytes()
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream,
    useStyles: true,
    useSharedStrings: false,
  })
  const headerRow = plan.facts.length + 3
  const sheet = workbook.addWorksheet(plan.sheetName, {
    views: [{ state: 'frozen', ySplit: headerRow }],
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, paperSize: 9 },
  })
  sheet.columns = plan.columns.map(({ width }) => ({ width }))
  writeHead(sheet, plan)
  let written = 0
  for await (const batch of plan.batches) {
    for (const cells of batch) {
      const row = sheet.addRow([])
      cells.forEach((value, index) => fillCell(row.getCell(index + 1), value))
      row.commit()
    }
    written += batch.length
    yield written
    // The host answers others before the next batch.
    await setImmediate()
  }
  sheet.autoFilter = {
    from: { row: headerRow, column: 1 },
    to: { row: headerRow + written, column: plan.columns.length },
  }
  sheet.commit()
  await workbook.commit()
  return bytes()
}
