import type { SheetTable } from '#shared/imports/sheet-table.model.ts'
import { reasonOfCompoundFile } from './compound-file.ts'
import { decodeText } from './decode-text.ts'
import { MAX_FILE_BYTES, unreadable } from './limits.ts'
import { readDelimited } from './read-delimited.ts'
import { readHtml } from './read-html.ts'
import { readJson } from './read-json.ts'
import { readSpreadsheetXml } from './read-spreadsheet-xml.ts'
import { readWorkbook } from './read-workbook.ts'

const ZIP_MARK = [0x50, 0x4b] as const
/** The compound file that old .xls workbooks and password-protected new ones are. */
const COMPOUND_FILE_MARK = [0xd0, 0xcf, 0x11, 0xe0] as const
const SPREADSHEET_XML = 'urn:schemas-microsoft-com:office:spreadsheet'

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte)
}

function readText(text: string): SheetTable {
  const beginning = text.slice(0, 4096)
  if (/^\s*<[!?a-z]/i.test(beginning)) {
    const isWorkbook = beginning.includes(SPREADSHEET_XML) && /<(?:\w+:)?Workbook\b/.test(beginning)
    return isWorkbook ? readSpreadsheetXml(text) : readHtml(text)
  }
  return /^\s*[[{]/.test(beginning) ? readJson(text) : readDelimited(text)
}

/**
 * Reads the rows of an XLSX workbook, an XML or HTML table under the name `.xls`, JSON, or delimited text. What it is,
 * its content says; names of exports lie.
 * Cells come as text: dates as `dd/MM/yyyy HH:mm:ss` just as the sheet shows them, numbers without an exponent.
 * @throws AppError `invalid import.unreadable` {reason: see limits.ts}
 */
export async function readTable(bytes: Uint8Array, _fileName: string): Promise<SheetTable> {
  if (bytes.byteLength === 0) throw unreadable('empty')
  if (bytes.byteLength > MAX_FILE_BYTES) throw unreadable('too-large')
  if (startsWith(bytes, ZIP_MARK)) return readWorkbook(bytes)
  if (startsWith(bytes, COMPOUND_FILE_MARK)) throw unreadable(reasonOfCompoundFile(bytes))
  const text = decodeText(bytes)
  if (text.trim() === '') throw unreadable('empty')
  return readText(text)
}
