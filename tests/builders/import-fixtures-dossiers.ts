import { htmlTable, spreadsheetXml, windows1258 } from './fixture-markup.ts'
import { fixtureWorkbook } from './fixture-workbook.ts'
import type { ImportFixture } from './import-fixtures.ts'
import { csvBytes, framedRegister, REGISTER_HEADERS, registerRow } from './register-files.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const code = (counter: number, day = '261120'): string => `H42.18-${day}-${String(counter).padStart(4, '0')}`
const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    registerRow({ number: `${index + 1}`, code: code(index + 1), applicantName: 'Đặng Thị Ưng' }),
  )
const HEADER = [...REGISTER_HEADERS]

/** The two header rows of the software's register, merged as it merges them. */
const TWO_ROWS = [
  [
    'STT',
    'Mã hồ sơ',
    'Nội dung hồ sơ',
    'Họ tên chủ hồ sơ',
    'Ngày, tháng, năm',
    '',
    'Trả kết quả',
    '',
    '',
    'Ghi chú',
  ],
  ['', '', '', '', 'Nhận hồ sơ', 'Hẹn trả kết quả', 'Ngày nhận kết quả', 'Bên giao', 'Bên nhận', ''],
]
const TWO_ROW_MERGES = ['A5:A6', 'B5:B6', 'C5:C6', 'D5:D6', 'E5:F5', 'G5:I5', 'J5:J6']
const twoRowLine = (counter: number): string[] => [
  `${counter}`,
  code(counter),
  'Chứng thực bản sao',
  'Phạm Văn Đông',
  '20/11/2026 09:15:22',
  '23/11/2026 09:15',
  counter === 1 ? '21/11/2026' : '',
  '',
  '',
  '',
]

const withTitles = fixtureWorkbook({
  rows: [
    ['ỦY BAN NHÂN DÂN PHƯỜNG CHÂU SƠN'],
    ['SỔ THEO DÕI HỒ SƠ'],
    ['Từ ngày 01/11/2026 đến ngày 30/11/2026'],
    [],
    ...TWO_ROWS,
    Array.from({ length: 10 }, (_, index) => `(${index + 1})`),
    ['I. Lĩnh vực chứng thực'],
    twoRowLine(1),
    twoRowLine(2),
    ['', '', '', 'Cộng', '', '', '', '', '', ''],
    ['II', 'Lĩnh vực hộ tịch'],
    twoRowLine(3),
    ['Tổng cộng', '', '', '3'],
    ['', '', '', '', '', '', 'Ngày 30 tháng 11 năm 2026'],
    ['', 'NGƯỜI LẬP BIỂU', '', '', '', '', 'CHỦ TỊCH'],
  ],
  merges: ['A1:J1', 'A2:J2', 'A3:J3', ...TWO_ROW_MERGES, 'A8:J8'],
})

const DATE_SHAPES = [
  '20/11/2026 09:15:22',
  '20/11/2026 09:15',
  '20/11/2026',
  '9h15 ngày 20/11/2026',
  '20-11-2026 02:15 CH',
]
const dates = fixtureWorkbook({
  rows: [
    ['Mã hồ sơ', 'Ngày tiếp nhận', 'Hẹn trả'],
    ...DATE_SHAPES.map((shape, index) => [code(index + 1), shape, '26/11/2026']),
    [code(6), { serial: 46_346.385_671_296_3 }, { serial: 46_352 }],
    [code(7), 46_346.385_671_296_3, 46_352],
  ],
})

const formulas = fixtureWorkbook({
  rows: [
    ['Mã hồ sơ', 'Ngày tiếp nhận', 'Họ tên chủ hồ sơ'],
    [code(1), { formula: 'TEXT(NOW(),"dd/mm/yyyy")', result: '20/11/2026' }, 'Lê An'],
    [{ formula: '"H42.18-261120-"&"0002"', result: code(2) }, '20/11/2026', { formula: 'UPPER("an")' }],
    [code(3), { formula: 'NOW()' }, 'Lê An'],
  ],
})

const zeroYears = [
  registerRow({ code: code(1) }),
  registerRow({ code: code(2), receivedAt: '20/11/0202 08:00:00' }),
  registerRow({ code: code(3), dueAt: '31/02/2026' }),
]
const repeated = [
  registerRow({ code: code(1) }),
  registerRow({ code: ` h42.18–261120–0001 ` }),
  registerRow({ code: code(1), dueAt: '27/11/2026' }),
  registerRow({ code: code(2) }),
]
const foreign = [
  registerRow({ code: code(1) }),
  registerRow({ code: 'H42.19-261120-0001' }),
  registerRow({ code: 'H42.18.2-261120-0007' }),
  registerRow({ code: '000.00.18.H42-261120-0009' }),
]
const odd = HEADER.map((name) => ` ${name.replaceAll(' ', '\u00A0 ')} `)
const lineBreaks = numbered(2).map((row) => [
  ...row.slice(0, 4),
  'Nguyễn Văn An\n(ủy quyền "bà Bình")',
  ...row.slice(5),
])

/** The list of one product: twelve names above rows of nine values. */
const TWELVE = [
  'STT',
  'Mã hồ sơ',
  'Thủ tục',
  'Lĩnh vực',
  'Chủ hồ sơ',
  'Địa chỉ',
  'Số điện thoại',
  'Ngày tiếp nhận',
  'Ngày hẹn trả',
  'Ngày trả',
  'Lý do quá hạn',
  'Số văn bản xin lỗi',
]
const nine = [1, 2, 3, 4].map((counter) => [
  `${counter}`,
  code(counter),
  'Đăng ký khai sinh',
  'Hộ tịch',
  'Phạm Thị Em',
  'Thôn Đông',
  '20/11/2026 08:00:00',
  '23/11/2026',
  '25/11/2026',
])
const json = [1, 2].map((counter) => ({
  'Mã hồ sơ': code(counter),
  'Ngày tiếp nhận': '20/11/2026 08:00',
  Quầy: 'Quầy 1',
}))
const wrapped = {
  total: 2,
  data: [1, 2].map((counter) => ({
    maHoSo: code(counter),
    ngayTiepNhan: counter === 1 ? '2026-11-20T08:00:00' : '2026-11-20T01:00:00.000Z',
    ngayHenTra: '2026-11-26',
    chuHoSo: { hoTen: 'Lê An' },
  })),
}
const page = htmlTable(
  ['SỔ THEO DÕI HỒ SƠ', 'Từ ngày 20/11/2026 đến ngày 21/11/2026'],
  [
    ['STT', 'Mã hồ sơ', 'Thủ tục', 'Chủ hồ sơ']
      .map((text) => ({ text, rows: 2 }))
      .concat([{ text: 'Ngày, tháng, năm', rows: 1 }])
      .map((cell, index) => (index === 4 ? { text: cell.text, columns: 2 } : cell)),
    ['Nhận hồ sơ', 'Hẹn trả kết quả'],
    [{ text: 'Lĩnh vực hộ tịch', columns: 6 }],
    ...[1, 2].map((counter) => [
      `${counter}`,
      code(counter),
      'Khai sinh & khai tử',
      'Lê An\nThôn Đông',
      '20/11/2026 08:00',
      '23/11/2026',
    ]),
  ],
)
const xml = spreadsheetXml([
  [{ text: 'SỔ THEO DÕI HỒ SƠ', columns: 3 }],
  ['Mã hồ sơ', 'Ngày tiếp nhận', 'Trạng thái'],
  [code(1), 'date:2026-11-20T09:15:22.000', 'Đang xử lý'],
  [code(2), 'date:2026-11-20T09:20:00.000', 'Lạc đâu mất'],
  [code(3), '20/11/2026', 'Đã trả kết quả'],
])

export const dossierFixtures: readonly ImportFixture[] = [
  { name: 'so-theo-doi-hai-tang.xlsx', bytes: () => withTitles },
  {
    name: 'so-theo-doi_2026_11_20_03_15.xlsx',
    bytes: () => fixtureWorkbook({ rows: [HEADER, ...numbered(3)] }),
  },
  { name: 'so-theo-doi-utf8.csv', bytes: () => csvBytes(framedRegister(numbered(3))) },
  {
    name: 'so-theo-doi-bom.csv',
    bytes: () => csvBytes([HEADER, ...numbered(3)], { encoding: 'utf-8-bom', delimiter: ';' }),
  },
  {
    name: 'so-theo-doi-utf16.csv',
    bytes: () => csvBytes([HEADER, ...numbered(3)], { encoding: 'utf-16le', delimiter: '\t' }),
  },
  {
    name: 'so-theo-doi-1258.csv',
    bytes: () => windows1258([HEADER, ...numbered(3)].map((row) => row.join('\t')).join('\r\n')),
  },
  {
    name: 'so-theo-doi-nfd.csv',
    bytes: () => csvBytes([odd, ...numbered(3)], { form: 'NFD', lineEnd: '\n' }),
  },
  {
    name: 'xuong-dong.csv',
    bytes: () => csvBytes([HEADER, ...lineBreaks, registerRow({ code: 'sai-261120-1' })]),
  },
  { name: 'ngay-gio.xlsx', bytes: () => dates },
  { name: 'cong-thuc.xlsx', bytes: () => formulas },
  { name: 'nam-0202.csv', bytes: () => csvBytes([HEADER, ...zeroYears]) },
  { name: 'trung-ma.csv', bytes: () => csvBytes([HEADER, ...repeated]) },
  { name: 'xa-khac.csv', bytes: () => csvBytes([HEADER, ...foreign]) },
  { name: 'qua-han-12-cot-9-gia-tri.csv', bytes: () => csvBytes([TWELVE, ...nine]) },
  { name: 'so-theo-doi.json', bytes: () => utf8(JSON.stringify(json, null, 2)) },
  { name: 'so-theo-doi-data.json', bytes: () => utf8(JSON.stringify(wrapped)) },
  { name: 'so-theo-doi-html.xls', bytes: () => utf8(page) },
  { name: 'so-theo-doi-xml2003.xls', bytes: () => utf8(xml) },
  {
    name: 'mot-trieu-dong-trong.xlsx',
    bytes: () => fixtureWorkbook({ rows: [HEADER, ...numbered(3)], emptyRows: 1_000_000 }),
    isLarge: true,
  },
]
