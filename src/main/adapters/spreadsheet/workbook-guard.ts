import { MAX_CELLS, MAX_ROWS, unreadable } from './limits.ts'
import { unpackParts } from './zip-guard.ts'

const CELL = Buffer.from('<c ')
const CELL_BARE = Buffer.from('<c>')
const MERGE = /<mergeCell\b[^>]*\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g
/** Merged ranges are filled cell by cell when read: one that spans a whole sheet would take 17 thousand million. */
const MAX_MERGED_CELLS = 1_000_000

function count(haystack: Buffer, needle: Buffer, most: number): number {
  let found = 0
  for (
    let at = haystack.indexOf(needle);
    at >= 0 && found <= most;
    at = haystack.indexOf(needle, at + needle.length)
  ) {
    found += 1
  }
  return found
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + (letter.codePointAt(0) ?? 64) - 64, 0)
}

function mergedCells(xml: Buffer): number {
  const from = xml.indexOf('<mergeCells')
  if (from < 0) return 0
  const text = xml.subarray(from).toString('latin1')
  return text.matchAll(MERGE).reduce((sum, [, left = 'A', top = '1', right = 'A', bottom = '1']) => {
    return sum + (columnNumber(right) - columnNumber(left) + 1) * (Number(bottom) - Number(top) + 1)
  }, 0)
}

function guardSheet(xml: Buffer): void {
  // Empty rows carry no cell and cost little; rows with cells are what the limit is about.
  if (count(xml, Buffer.from('<row '), 8 * MAX_ROWS) > 8 * MAX_ROWS) throw unreadable('too-many-rows')
  const cells = count(xml, CELL, MAX_CELLS) + count(xml, CELL_BARE, MAX_CELLS)
  if (cells > MAX_CELLS || mergedCells(xml) > MAX_MERGED_CELLS) throw unreadable('too-many-rows')
}

/**
 * Unpacks the archive once within bounds and looks at each sheet's size, so that the workbook library is only given
 * files that it can take in.
 * @throws AppError `invalid import.unreadable`
 */
export function guardWorkbook(bytes: Uint8Array): void {
  let hasWorkbook = false
  for (const { name, bytes: part } of unpackParts(bytes)) {
    const path = name.replace(/^\//, '')
    if (path === 'xl/workbook.xml') hasWorkbook = true
    if (/^xl\/worksheets\/[^/]+\.xml$/.test(path))
      guardSheet(Buffer.from(part.buffer, part.byteOffset, part.byteLength))
  }
  if (!hasWorkbook) throw unreadable('not-a-workbook')
}
