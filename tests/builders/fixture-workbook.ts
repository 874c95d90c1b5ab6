import { zipSync } from 'fflate'

/**
 * A small workbook written part by part, the same bytes each time: fixtures that are kept must not change by themselves.
 * A number is a number cell; `serial` one with a date format; `formula` may have no stored result.
 */
export type FixtureCell =
  | string
  | number
  | { readonly serial: number }
  | { readonly formula: string; readonly result?: string }
  | null

export type FixtureSheet = {
  readonly name?: string
  readonly rows: readonly (readonly FixtureCell[])[]
  /** `A1:C1`; only the first cell of a range says something. */
  readonly merges?: readonly string[]
  /** `<row>` elements without a cell, behind the rows. */
  readonly emptyRows?: number
}

/** No time of day in the archive either; ZIP counts from 1980. */
const MADE_AT = new Date(2026, 10, 20)
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const SHEETS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function columnName(index: number): string {
  const last = String.fromCodePoint(65 + (index % 26))
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last
}

function cellXml(cell: FixtureCell, reference: string): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`
  if (typeof cell === 'string')
    return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`
  if ('serial' in cell) return `<c r="${reference}" s="1"><v>${cell.serial}</v></c>`
  const result = cell.result === undefined ? '' : `<v>${escapeXml(cell.result)}</v>`
  return `<c r="${reference}" t="str"><f>${escapeXml(cell.formula)}</f>${result}</c>`
}

function sheetXml({ rows, merges = [], emptyRows = 0 }: FixtureSheet): string {
  const filled = rows.map((cells, row) => {
    const inner = cells.map((cell, column) => cellXml(cell, `${columnName(column)}${row + 1}`)).join('')
    return `<row r="${row + 1}">${inner}</row>`
  })
  const empty = '<row ht="15"/>'.repeat(emptyRows)
  const merged = merges.map((range) => `<mergeCell ref="${range}"/>`).join('')
  const mergeXml = merged === '' ? '' : `<mergeCells count="${merges.length}">${merged}</mergeCells>`
  const data = `<sheetData>${filled.join('')}${empty}</sheetData>`
  return `${XML}<worksheet xmlns="${SHEETS}">${data}${mergeXml}</worksheet>`
}

const STYLES =
  `${XML}<styleSheet xmlns="${SHEETS}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy hh:mm:ss"/></numFmts>` +
  '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>' +
  '<cellStyleXfs count="1"><xf/></cellStyleXfs>' +
  '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>'

function parts(sheet: FixtureSheet): Record<string, string> {
  const name = escapeXml(sheet.name ?? 'Trang tính 1')
  const override = (path: string, type: string): string =>
    `<Override PartName="${path}" ContentType="${TYPES}.${type}+xml"/>`
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`
  return {
    '[Content_Types].xml':
      `${XML}<Types xmlns="${PACKAGE}/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `${override('/xl/workbook.xml', 'sheet.main')}${override('/xl/worksheets/sheet1.xml', 'worksheet')}` +
      `${override('/xl/styles.xml', 'styles')}</Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/_rels/workbook.xml.rels':
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">` +
      `${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}${relation('rId2', 'styles', 'styles.xml')}</Relationships>`,
    'xl/workbook.xml':
      `${XML}<workbook xmlns="${SHEETS}" xmlns:r="${RELATIONS}">` +
      `<sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/styles.xml': STYLES,
    'xl/worksheets/sheet1.xml': sheetXml(sheet),
  }
}

export function fixtureWorkbook(sheet: FixtureSheet): Uint8Array {
  const files = Object.entries(parts(sheet)).map(
    ([path, xml]) => [path, new TextEncoder().encode(xml)] as const,
  )
  return zipSync(Object.fromEntries(files), { mtime: MADE_AT, level: sheet.emptyRows === undefined ? 6 : 1 })
}

/** A bomb of a few kilobytes: `entries` names in the directory, each of the same packed megabyte. */
export function fixtureBomb(entries: number): Uint8Array {
  const name = 'xl/workbook.xml'
  const megabyte = new Uint8Array(1024 * 1024).fill(0x61)
  const zip = Buffer.from(zipSync({ [name]: megabyte }, { mtime: MADE_AT }))
  const directory = zip.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
  const end = zip.indexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  const entry = zip.subarray(directory, end)
  const last = Buffer.from(zip.subarray(end))
  last.writeUInt16LE(entries, 8)
  last.writeUInt16LE(entries, 10)
  last.writeUInt32LE(entries * entry.length, 12)
  return new Uint8Array(
    Buffer.concat([zip.subarray(0, directory), ...Array.from({ length: entries }, () => entry), last]),
  )
}

/** A compound file with nothing but the names of its streams: an old or an encrypted workbook as seen from outside. */
export function fixtureCompoundFile(streams: readonly string[]): Uint8Array {
  const sectorBytes = 512
  const file = Buffer.alloc(2 * sectorBytes)
  file.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  for (const [index, name] of ['Root Entry', ...streams].entries()) {
    const at = sectorBytes + index * 128
    file.write(name, at, 'utf16le')
    file.writeUInt16LE((name.length + 1) * 2, at + 64)
    file.writeUInt8(index === 0 ? 5 : 2, at + 66)
  }
  return new Uint8Array(file)
}
