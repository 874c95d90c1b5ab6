import { Parser } from 'htmlparser2'
import { cleanText } from '#shared/kernel/clean-text.ts'
import type { SheetTable } from '#shared/imports/sheet-table.model.ts'
import { unreadable } from './limits.ts'
import { createSpannedGrid } from './spanned-grid.ts'

const CELLS = new Set(['td', 'th'])
/** Text outside of tables: each such block is a row of one cell, as a spreadsheet shows the page. */
const BLOCKS = new Set(['p', 'div', 'center', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'caption', 'li', 'body'])
const SILENT = new Set(['script', 'style', 'head', 'title', 'xml'])

type OpenCell = { readonly columns: number; readonly rows: number; text: string }

const spanOf = (value: string | undefined): number => Math.max(1, Math.trunc(Number(value ?? 1)) || 1)

/** Paragraphs in a cell stay apart; the source's own line breaks mean nothing. */
function cellText(text: string): string {
  return text
    .split('\u2028')
    .map(cleanText)
    .filter((line) => line !== '')
    .join('\n')
}

/** Walks the markup: rows of every table in the order of the page, those of a table in a cell in the place of that cell. */
function createTableWalk() {
  const grid = createSpannedGrid()
  /** Cells of the row under way, one list per table that is open: they are laid out when the row ends. */
  const openRows: OpenCell[][] = []
  const openCells: OpenCell[] = []
  let silence = 0
  let loose = ''
  let tables = 0

  function endBlock(): void {
    const text = cleanText(loose)
    loose = ''
    if (text === '') return
    grid.startRow()
    grid.addCell(text)
  }

  function endRow(): void {
    const cells = openRows.pop() ?? []
    if (cells.length === 0) return
    grid.startRow()
    for (const { text, columns, rows } of cells) grid.addCell(cellText(text), { columns, rows })
  }

  function open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (SILENT.has(name)) silence += 1
    if (name === 'table') {
      tables += 1
      endBlock()
      // A cell that holds a table is layout: its own place in the row is left out.
      openRows.at(-1)?.splice(-1)
      openRows.push([])
    }
    if (name === 'tr') openRows.push([])
    if (CELLS.has(name)) {
      const cell = { columns: spanOf(attributes['colspan']), rows: spanOf(attributes['rowspan']), text: '' }
      openRows.at(-1)?.push(cell)
      openCells.push(cell)
    }
    if (name === 'br' || BLOCKS.has(name)) text('\u2028')
  }

  function text(data: string): void {
    if (silence > 0) return
    const cell = openCells.at(-1)
    if (cell) cell.text += data
    else if (data === '\u2028') endBlock()
    else loose += data
  }

  function close(name: string): void {
    if (SILENT.has(name)) silence -= 1
    if (CELLS.has(name)) openCells.pop()
    // Cells without a row of their own stand in the table's list: they are laid out with its end.
    if (name === 'tr' || name === 'table') endRow()
    if (BLOCKS.has(name)) text('\u2028')
  }

  return { open, text, close, end: () => (endBlock(), { rows: grid.rows(), tables }) }
}

/**
 * The rows of a page that was saved as a workbook. Row numbers are those at which a spreadsheet shows it.
 * @throws AppError `invalid import.unreadable` {reason: 'no-table'}
 */
export function readHtml(markup: string): SheetTable {
  const walk = createTableWalk()
  const parser = new Parser(
    { onopentag: walk.open, ontext: walk.text, onclosetag: walk.close },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  )
  parser.end(markup)
  const { rows, tables } = walk.end()
  if (tables === 0) throw unreadable('no-table')
  if (rows.length === 0) throw unreadable('empty')
  return { rows }
}
