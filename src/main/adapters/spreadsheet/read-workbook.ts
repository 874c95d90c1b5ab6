import type { SheetTable } from '#shared/imports/sheet-table.model.ts'
import { unreadable } from './limits.ts'
import { readSheet, type SheetContext } from './read-sheet.ts'
import { readDateStyles, readOutline, readSharedStrings } from './workbook-parts.ts'
import { unpackParts } from './zip-guard.ts'

type Parts = ReadonlyMap<string, Buffer>

/** The XML parts of the archive, within bounds; pictures and the like are passed over. */
function unpackXml(bytes: Uint8Array): Parts {
  const parts = new Map<string, Buffer>()
  for (const { name, bytes: part } of unpackParts(bytes)) {
    const path = name.replaceAll('\\', '/').replace(/^\//, '')
    const buffer = Buffer.from(part.buffer, part.byteOffset, part.byteLength)
    if (/\.(?:xml|rels)$/i.test(path)) parts.set(path.toLowerCase(), buffer)
  }
  return parts
}

function textOf(parts: Parts, path: string): string {
  const bytes = parts.get(path.toLowerCase())
  if (!bytes) return ''
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8'
  return new TextDecoder(encoding).decode(bytes)
}

/** The first sheet that holds something, hidden ones last. Rows without a value cost nothing. */
export async function readWorkbook(bytes: Uint8Array): Promise<SheetTable> {
  const parts = unpackXml(bytes)
  const workbookPath = parts.keys().find((path) => /(?:^|\/)workbook\.xml$/.test(path))
  if (workbookPath === undefined) throw unreadable('not-a-workbook')
  const folder = workbookPath.slice(0, Math.max(0, workbookPath.lastIndexOf('/')))
  const inFolder = (path: string): string => (folder === '' ? path : `${folder}/${path}`)
  const outline = readOutline(
    textOf(parts, workbookPath),
    textOf(parts, inFolder('_rels/workbook.xml.rels')),
    folder,
  )
  const context: SheetContext = {
    strings: readSharedStrings(textOf(parts, inFolder('sharedStrings.xml'))),
    dateStyles: readDateStyles(textOf(parts, inFolder('styles.xml'))),
    countsFrom1904: outline.countsFrom1904,
  }
  for (const { name, path } of outline.sheets.toSorted((a, b) => Number(a.isHidden) - Number(b.isHidden))) {
    const rows = readSheet(textOf(parts, path), context)
    if (rows.length > 0) return { rows, sheetName: name }
  }
  throw unreadable('empty')
}
