import { Parser } from 'htmlparser2'
import type { SheetTable } from '#shared/imports/sheet-table.model.ts'
import { unreadable } from './limits.ts'
import { isoToVietnamText } from './read-json.ts'
import { createSpannedGrid, type SpannedGrid } from './spanned-grid.ts'

type Attributes = Readonly<Record<string, string>>
type OpenSheet = { readonly name: string; readonly grid: SpannedGrid }
type OpenCell = { readonly attributes: Attributes; text: string; type: string }

const numberOf = (text: string | undefined): number => Math.trunc(Number(text ?? 0)) || 0

function createSheetWalk() {
  const sheets: OpenSheet[] = []
  let cell: OpenCell | null = null
  let isInData = false

  function open(name: string, attributes: Attributes): void {
    if (name === 'Worksheet') sheets.push({ name: attributes['ss:Name'] ?? '', grid: createSpannedGrid() })
    if (name === 'Row') {
      const index = numberOf(attributes['ss:Index'])
      sheets.at(-1)?.grid.startRow(...(index > 0 ? [index] : []))
    }
    if (name === 'Cell') cell = { attributes, text: '', type: 'String' }
    if ((name === 'Data' || name === 'ss:Data') && cell) {
      isInData = true
      cell.type = attributes['ss:Type'] ?? 'String'
    }
  }

  function close(name: string): void {
    if (name === 'Data' || name === 'ss:Data') isInData = false
    if (name !== 'Cell' || !cell) return
    const { attributes, text, type } = cell
    const index = numberOf(attributes['ss:Index'])
    sheets.at(-1)?.grid.addCell(type === 'DateTime' ? isoToVietnamText(text) : text, {
      columns: numberOf(attributes['ss:MergeAcross']) + 1,
      rows: numberOf(attributes['ss:MergeDown']) + 1,
      ...(index > 0 ? { column: index - 1 } : {}),
    })
    cell = null
  }

  function text(data: string): void {
    if (cell && isInData) cell.text += data
  }

  return { open, close, text, sheets }
}

/** XML Spreadsheet 2003, which some software writes under the name `.xls`: the first sheet that holds something. */
export function readSpreadsheetXml(markup: string): SheetTable {
  const walk = createSheetWalk()
  const parser = new Parser(
    { onopentag: walk.open, ontext: walk.text, onclosetag: walk.close },
    { xmlMode: true },
  )
  parser.end(markup)
  for (const { name, grid } of walk.sheets) {
    const rows = grid.rows()
    if (rows.length > 0) return { rows, sheetName: name }
  }
  throw unreadable(walk.sheets.length > 0 ? 'empty' : 'no-table')
}
