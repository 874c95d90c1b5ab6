import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AppError } from '#shared/kernel/app-error.ts'
import { fixtureWorkbook } from '#tests/builders/fixture-workbook.ts'
import { type CsvOptions, csvBytes, workbookBytes, xlsxBytes } from '#tests/builders/register-files.ts'
import { detectDelimiter } from './read-delimited.ts'
import { readTable } from './read-table.ts'
import { unpackParts } from './zip-guard.ts'

async function cellsOf(bytes: Uint8Array, fileName = 'so.xlsx'): Promise<(readonly string[])[]> {
  return (await readTable(bytes, fileName)).rows.map((row) => row.cells)
}

async function reasonOf(bytes: Uint8Array): Promise<unknown> {
  const error: AppError = await readTable(bytes, 'so.xlsx').then(
    () => expect.unreachable('it was read'),
    (thrown: AppError) => thrown,
  )
  expect(error).toMatchObject({ kind: 'invalid', code: 'import.unreadable' })
  return error.detail.reason
}

const ROWS = [
  ['Mã hồ sơ', 'Địa chỉ', 'Ghi chú'],
  ['H42.18-261120-0001', 'Thôn 1, xã Tân Sơn', 'đã "trả"'],
  ['H42.18-261120-0002', 'Tổ 2;\nphường Châu Sơn', ''],
]

describe('delimited text', () => {
  it.each<CsvOptions>([
    {},
    { encoding: 'utf-8-bom' },
    { encoding: 'utf-16le', delimiter: '\t' },
    { delimiter: ';', lineEnd: '\n' },
    { delimiter: '\t' },
  ])('is read whatever its dress: %j', async (options) => {
    expect(await cellsOf(csvBytes(ROWS, options), 'so.csv')).toEqual(ROWS)
  })

  it('counts rows as a spreadsheet shows them: blank lines count, line breaks inside quotes do not', async () => {
    const text = 'A,B\r\n\r\n1,"hai\r\ndòng"\r\n2,ba\r\n'
    const { rows } = await readTable(new TextEncoder().encode(text), 'so.csv')
    expect(
      rows.filter((row) => row.cells.some((cell) => cell !== '')).map((row) => [row.rowNumber, row.cells]),
    ).toEqual([
      [1, ['A', 'B']],
      [3, ['1', 'hai\r\ndòng']],
      [4, ['2', 'ba']],
    ])
  })

  it('keeps a bare quote in the middle of a cell as text', async () => {
    expect(await cellsOf(new TextEncoder().encode('A;B\nThôn "Đông";x\n'))).toEqual([
      ['A', 'B'],
      ['Thôn "Đông"', 'x'],
    ])
  })

  it('does not take commas of addresses for columns', () => {
    expect(
      detectDelimiter('Mã;Tên;Nơi ở\n1;An;Tổ 1, phường A, tỉnh B\n2;Bình;Tổ 2, phường A, tỉnh B\n'),
    ).toBe(';')
  })

  it('gives back any cells that were written', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('ă', 'Đ', 'x', '1', ',', ';', '"', '\n', ' '),
      maxLength: 8,
    })
    const cells = fc.array(fc.tuple(fc.constant('H42'), cell, cell), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(cells, fc.constantFrom(',' as const, ';' as const), async (rows, delimiter) => {
        const quoted = rows
          .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(delimiter))
          .join('\r\n')
        expect(await cellsOf(new TextEncoder().encode(quoted))).toEqual(rows)
      }),
    )
  })

  it.each([
    ['empty', new Uint8Array()],
    ['empty', new TextEncoder().encode('\uFEFF \r\n ')],
    ['encoding', new Uint8Array([0x4d, 0xfc, 0xdf, 0x68])],
    ['encoding', new TextEncoder().encode('a\0b')],
    ['no-table', new TextEncoder().encode('<html><p>x</p></html>')],
    ['encrypted-or-xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ['open-quote', new TextEncoder().encode('a,b\n1,"mở mãi\n2,3\n')],
    ['too-large', new Uint8Array(64 * 1024 * 1024 + 1)],
    ['too-many-rows', new TextEncoder().encode('1\n'.repeat(200_001))],
  ])('is refused as %s', async (reason, bytes) => {
    expect(await reasonOf(bytes)).toBe(reason)
  })
})

describe('workbooks', () => {
  it('give text, numbers without exponent, and dates as the wall clock shows them', async () => {
    const bytes = await xlsxBytes([
      ['mã', 1.5e24, 0.000_000_12, 1.001193, true],
      [new Date(Date.UTC(2026, 10, 20, 9, 15, 22)), { richText: [{ text: 'Ngu' }, { text: 'yễn' }] }],
      [
        { formula: 'A1', result: 'kết quả' },
        { formula: 'B1', result: 42 },
        { text: 'liên kết', hyperlink: 'https://a.vn' },
      ],
      [{ error: '#N/A' }, { formula: 'NOW()', result: new Date(Date.UTC(2026, 0, 1)) }],
    ])
    expect(await cellsOf(bytes)).toEqual([
      ['mã', '1500000000000000000000000', '0.00000012', '1.001193', 'TRUE'],
      ['20/11/2026 09:15:22', 'Nguyễn', '', '', ''],
      ['kết quả', '42', 'liên kết', '', ''],
      ['#N/A', '01/01/2026 00:00:00', '', '', ''],
    ])
  })

  it('gives serial numbers with a date format as dates, to the second', async () => {
    const bytes = await workbookBytes((sheet) => {
      sheet.getCell('A1').value = 46_346.385_671_296_3
      sheet.getCell('A1').numFmt = 'dd/mm/yyyy hh:mm:ss'
    })
    expect(await cellsOf(bytes)).toEqual([['20/11/2026 09:15:22']])
  })

  it('repeats a merged cell over its range and keeps the numbers of the rows', async () => {
    const bytes = await workbookBytes((sheet) => {
      sheet.getCell('A3').value = 'Ngày, tháng, năm'
      sheet.mergeCells('A3:B3')
      sheet.getCell('A5').value = 'x'
    })
    expect((await readTable(bytes, 'so.xlsx')).rows).toEqual([
      { rowNumber: 3, cells: ['Ngày, tháng, năm', 'Ngày, tháng, năm'] },
      { rowNumber: 5, cells: ['x', ''] },
    ])
  })

  it('reads the first sheet that holds something, with its name', async () => {
    const bytes = await workbookBytes((sheet) => {
      sheet.workbook.addWorksheet('Trống')
      sheet.workbook.addWorksheet('Có').addRow(['x'])
    })
    expect(await readTable(bytes, 'so.xlsx')).toEqual({
      rows: [{ rowNumber: 1, cells: ['x'] }],
      sheetName: 'Có',
    })
  })

  it('is not held up by rules that span whole columns', async () => {
    const bytes = await workbookBytes((sheet) => {
      sheet.addRow(['x'])
      const validation = { type: 'list', allowBlank: true, formulae: ['"a,b"'] } as const
      Reflect.get(sheet, 'dataValidations').add('A2:XFD1048576', validation)
    })
    expect(await cellsOf(bytes)).toEqual([['x']])
  })

  it('refuses damage: every cut-off copy', async () => {
    const bytes = await xlsxBytes(ROWS)
    for (const share of [0.01, 0.3, 0.6, 0.9, 0.999]) {
      expect(await reasonOf(bytes.subarray(0, Math.ceil(bytes.length * share)))).toBe('damaged')
    }
  })

  it('never does anything with flipped bytes but read them or refuse', async () => {
    const bytes = await xlsxBytes(ROWS)
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const damaged = bytes.map((byte, index) => (index === at ? byte ^ flip : byte))
        const outcome = await readTable(damaged, 'so.xlsx').then(
          () => 'read',
          (error: AppError) => error.code,
        )
        expect(['read', 'import.unreadable']).toContain(outcome)
      }),
      { numRuns: 150 },
    )
  })

  it('refuses a ZIP that is no workbook', async () => {
    expect(await reasonOf(zipOf('note.txt', new TextEncoder().encode('x')))).toBe('not-a-workbook')
  })

  it('refuses a bomb before it is unpacked, though the file states a small size', () => {
    const bomb = zipOf('xl/worksheets/sheet1.xml', new Uint8Array(3_000_000), 10)
    expect(bomb.length).toBeLessThan(10_000)
    expect(() => [...unpackParts(bomb, 1_000_000)]).toThrow(/unpacks-too-large/)
    expect([...unpackParts(bomb, 4_000_000)]).toHaveLength(1)
  })

  it('refuses a merged range that spans the sheet', async () => {
    const bytes = fixtureWorkbook({ rows: [['x']], merges: ['A1:XFD1048576'] })
    expect(await reasonOf(bytes)).toBe('too-many-rows')
  })
})

/** One deflated entry, with any stated size. */
function zipOf(name: string, content: Uint8Array, statedBytes = content.length): Uint8Array {
  const packed = deflateRawSync(content)
  const nameBytes = Buffer.from(name)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x0403_4b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(statedBytes, 22)
  local.writeUInt16LE(nameBytes.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x0201_4b50, 0)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(packed.length, 20)
  entry.writeUInt32LE(statedBytes, 24)
  entry.writeUInt16LE(nameBytes.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x0605_4b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + nameBytes.length, 12)
  end.writeUInt32LE(30 + nameBytes.length + packed.length, 16)
  return new Uint8Array(Buffer.concat([local, nameBytes, packed, entry, nameBytes, end]))
}
