import { attributeOf, scanXml } from './xml-scan.ts'

/** A sheet as the workbook lists it; its part's path from the archive's root. */
export type SheetEntry = { readonly name: string; readonly isHidden: boolean; readonly path: string }
export type WorkbookOutline = { readonly sheets: readonly SheetEntry[]; readonly countsFrom1904: boolean }

const isTrue = (text: string | null): boolean => text === '1' || text === 'true'

function targetsById(relationsXml: string): ReadonlyMap<string, string> {
  const targets = new Map<string, string>()
  scanXml(relationsXml, {
    open: (name, attributes) => {
      if (name === 'Relationship')
        targets.set(attributeOf(attributes, 'Id') ?? '', attributeOf(attributes, 'Target') ?? '')
    },
  })
  return targets
}

/** `worksheets/sheet1.xml`, `/xl/worksheets/sheet1.xml`, `../xl/…`: from the workbook's folder, or from the root. */
function pathOf(target: string, folder: string): string {
  const parts = (target.startsWith('/') ? target : `${folder}/${target}`).replaceAll('\\', '/').split('/')
  const path: string[] = []
  for (const part of parts) {
    if (part === '..') path.pop()
    else if (part !== '' && part !== '.') path.push(part)
  }
  return path.join('/')
}

export function readOutline(workbookXml: string, relationsXml: string, folder: string): WorkbookOutline {
  const targets = targetsById(relationsXml)
  const sheets: SheetEntry[] = []
  let countsFrom1904 = false
  scanXml(workbookXml, {
    open: (name, attributes) => {
      if (name === 'workbookPr') countsFrom1904 = isTrue(attributeOf(attributes, 'date1904'))
      if (name !== 'sheet') return
      const id = /(?:^|\s)\w+:id\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1] ?? ''
      sheets.push({
        name: attributeOf(attributes, 'name') ?? '',
        isHidden: (attributeOf(attributes, 'state') ?? 'visible') !== 'visible',
        path: pathOf(targets.get(id) ?? `worksheets/sheet${sheets.length + 1}.xml`, folder),
      })
    },
  })
  return { sheets, countsFrom1904 }
}

/** `_x000D_` stands for a character that XML cannot hold. ECMA-376 part 1, 22.4.2.4. */
export function unescapeControl(text: string): string {
  return text.includes('_x')
    ? text.replaceAll(/_x([\dA-Fa-f]{4})_/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : text
}

/** The strings that cells share: plain, or of several runs; how a name is pronounced is no part of it. */
export function readSharedStrings(xml: string): string[] {
  const strings: string[] = []
  let current = ''
  let isInText = false
  let phonetic = 0
  scanXml(xml, {
    open: (name) => {
      if (name === 'si') current = ''
      else if (name === 'rPh') phonetic += 1
      else if (name === 't') isInText = phonetic === 0
    },
    text: (text) => {
      if (isInText) current += text
    },
    close: (name) => {
      if (name === 'si') strings.push(unescapeControl(current))
      else if (name === 'rPh') phonetic -= 1
      else if (name === 't') isInText = false
    },
  })
  return strings
}

/** ECMA-376 part 1, 18.8.30: the formats that need no definition, those of East Asian calendars included. */
function isBuiltInDate(formatId: number): boolean {
  const ranges = [
    [14, 22],
    [27, 36],
    [45, 47],
    [50, 58],
  ] as const
  return ranges.some(([first, last]) => formatId >= first && formatId <= last)
}

/** A format with a day, month, year, hour or second in it; text in quotes, escapes, colours and locales left aside. */
export function isDateFormat(code: string): boolean {
  const bare = code
    .replaceAll(/"[^"]*"|\\.|_./g, '')
    .replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .replaceAll(/general/gi, '')
  return /[dmyhs]/i.test(bare)
}

/** For each cell style whether its numbers are dates. */
export function readDateStyles(xml: string): boolean[] {
  const formats = new Map<number, boolean>()
  const styles: boolean[] = []
  let isInCellStyles = false
  scanXml(xml, {
    open: (name, attributes) => {
      if (name === 'numFmt')
        formats.set(
          Number(attributeOf(attributes, 'numFmtId')),
          isDateFormat(attributeOf(attributes, 'formatCode') ?? ''),
        )
      if (name === 'cellXfs') isInCellStyles = true
      if (name !== 'xf' || !isInCellStyles) return
      const id = Number(attributeOf(attributes, 'numFmtId') ?? 0)
      styles.push(formats.get(id) ?? isBuiltInDate(id))
    },
    close: (name) => {
      if (name === 'cellXfs') isInCellStyles = false
    },
  })
  return styles
}
