import { escapeXml } from './fixture-workbook.ts'

/** A cell of a page: text, or text that spans. */
export type MarkupCell = string | { readonly text: string; readonly columns?: number; readonly rows?: number }
export type MarkupRows = readonly (readonly MarkupCell[])[]

const spread = (cell: MarkupCell) => (typeof cell === 'string' ? { text: cell } : cell)

/** An HTML page as software saves it under the name `.xls`. */
export function htmlTable(above: readonly string[], rows: MarkupRows): string {
  const cellOf = (cell: MarkupCell): string => {
    const { text, columns, rows: down } = spread(cell)
    const spans = `${columns ? ` colspan="${columns}"` : ''}${down ? ` rowspan='${down}'` : ''}`
    return `<TD${spans}>${escapeXml(text).replaceAll('\n', '<br>')}</TD>`
  }
  const lines = rows.map((cells) => `<tr>\n  ${cells.map(cellOf).join('\n  ')}\n`)
  const titles = above.map((title) => `<p align=center><b>${escapeXml(title)}</b></p>`)
  const style = '<style>td { mso-number-format: "\\@" }</style>'
  return `<html><head><meta charset="utf-8">${style}</head><body>${titles.join('\n')}<table border=1>${lines.join('')}</table></body></html>`
}

/** XML Spreadsheet 2003; a cell that begins `date:` is an ISO date. */
export function spreadsheetXml(rows: MarkupRows): string {
  const cellOf = (cell: MarkupCell): string => {
    const { text, columns = 1, rows: down = 1 } = spread(cell)
    const spans = `${columns > 1 ? ` ss:MergeAcross="${columns - 1}"` : ''}${down > 1 ? ` ss:MergeDown="${down - 1}"` : ''}`
    const isDate = text.startsWith('date:')
    const data = escapeXml(isDate ? text.slice('date:'.length) : text)
    return `<Cell${spans}><Data ss:Type="${isDate ? 'DateTime' : 'String'}">${data}</Data></Cell>`
  }
  const body = rows.map((cells) => `<Row>${cells.map(cellOf).join('')}</Row>`).join('\n')
  const namespace = 'urn:schemas-microsoft-com:office:spreadsheet'
  return (
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n' +
    `<Workbook xmlns="${namespace}" xmlns:ss="${namespace}"><Worksheet ss:Name="Sheet1"><Table>\n${body}\n</Table></Worksheet></Workbook>`
  )
}

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/u

/** The byte of each character of Windows-1258, from the decoder itself. */
function bytesOfWindows1258(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('windows-1258')
  return new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(new Uint8Array([byte])), byte] as const),
  )
}

/** Vietnamese as Windows-1258 writes it: vowels with their shape, most tones as a sign behind. */
export function windows1258(text: string): Uint8Array {
  const byteOf = bytesOfWindows1258()
  const bytes = Array.from(text.normalize('NFC')).flatMap((character) => {
    const whole = byteOf.get(character)
    if (whole !== undefined) return [whole]
    const decomposed = character.normalize('NFD')
    const tone = TONES.exec(decomposed)?.[0] ?? ''
    const vowel = decomposed.replace(tone, '').normalize('NFC')
    const written = [vowel, tone].map((sign) => byteOf.get(sign))
    return written.map((byte) => {
      if (byte === undefined) throw new Error(`not in Windows-1258: ${character}`)
      return byte
    })
  })
  return new Uint8Array(bytes)
}
