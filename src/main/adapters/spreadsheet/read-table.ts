import type { SheetTable } from '#shared/imports/sheet-table.model.ts'
import { decodeText } from './decode-text.ts'
import { MAX_FILE_BYTES, unreadable } from './limits.ts'
import { readDelimited } from './read-delimited.ts'
import { readWorkbook } from './read-workbook.ts'

const ZIP_MARK = [0x50, 0x4b] as const
/** The compound file that old .xls workbooks and password-protected new ones are. */
const COMPOUND_FILE_MARK = [0xd0, 0xcf, 0x11, 0xe0] as const

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte)
}

/**
 * Reads the rows of an XLSX workbook or a delimited text file. What it is, its content says; names of exports lie.
 * Cells come as text: dates as `dd/MM/yyyy HH:mm:ss` just as the sheet shows them, numbers without an exponent.
 * @throws AppError `invalid import.unreadable` {reason: see limits.ts}
 */
export async function readTable(bytes: Uint8Array, _fileName: string): Promise<SheetTable> {
  if (bytes.byteLength === 0) throw unreadable('empty')
  if (bytes.byteLength > MAX_FILE_BYTES) throw unreadable('too-large')
  if (startsWith(bytes, ZIP_MARK)) return readWorkbook(bytes)
  if (startsWith(bytes, COMPOUND_FILE_MARK)) throw unreadable('encrypted-or-xls')
  const text = decodeText(bytes)
  if (text.trim() === '') throw unreadable('empty')
  if (/^\s*<(?:!doctype|html|table|\?xml)/i.test(text)) throw unreadable('html')
  return readDelimited(text)
}
