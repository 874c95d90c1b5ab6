import ExcelJS, { type CellValue, type Worksheet } from 'exceljs'

/** A register as one-stop software exports it, made for tests. Row 1 is the first of `rows`. */
export type RegisterCells = readonly (readonly string[])[]

export const REGISTER_HEADERS = [
  'STT',
  'Mã hồ sơ',
  'Tên thủ tục hành chính',
  'Mã TTHC',
  'Họ tên chủ hồ sơ',
  'Ngày tiếp nhận',
  'Ngày hẹn trả',
  'Ngày trả',
  'Trạng thái',
  'Kênh thực hiện',
  'Người tiếp nhận',
  'Quầy',
] as const

export type RegisterRow = {
  readonly number?: string
  readonly code?: string
  readonly procedureName?: string
  readonly procedureCode?: string
  readonly applicantName?: string
  readonly receivedAt?: string
  readonly dueAt?: string
  readonly returnedAt?: string
  readonly status?: string
  readonly channel?: string
  readonly officerName?: string
  readonly counter?: string
}

/** A good row: fields not given have plausible values. */
export function registerRow(row: RegisterRow = {}): string[] {
  return [
    row.number ?? '1',
    row.code ?? 'H42.18-261120-0001',
    row.procedureName ?? 'Đăng ký khai sinh',
    row.procedureCode ?? '1.001193.000.00.00.H42',
    row.applicantName ?? 'Nguyễn Văn An',
    row.receivedAt ?? '20/11/2026 09:15:22',
    row.dueAt ?? '26/11/2026 09:15:22',
    row.returnedAt ?? '',
    row.status ?? 'Đang xử lý',
    row.channel ?? 'Trực tiếp',
    row.officerName ?? 'Trần Thị Bình',
    row.counter ?? 'Quầy 1',
  ]
}

export type CsvOptions = {
  readonly delimiter?: ',' | ';' | '\t'
  readonly encoding?: 'utf-8' | 'utf-8-bom' | 'utf-16le'
  readonly lineEnd?: '\r\n' | '\n'
  /** Unicode form of every text. */
  readonly form?: 'NFC' | 'NFD'
}

export function csvBytes(rows: RegisterCells, options: CsvOptions = {}): Uint8Array {
  const { delimiter = ',', encoding = 'utf-8', lineEnd = '\r\n', form = 'NFC' } = options
  const quote = (cell: string): string =>
    cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
  const text = rows
    .map((cells) => cells.map((cell) => quote(cell.normalize(form))).join(delimiter) + lineEnd)
    .join('')
  if (encoding === 'utf-16le') return new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'))
  return new TextEncoder().encode(encoding === 'utf-8-bom' ? `\uFEFF${text}` : text)
}

/** A workbook whose first sheet `fill` has filled. */
export async function workbookBytes(fill: (sheet: Worksheet) => void): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  fill(workbook.addWorksheet('Sổ theo dõi'))
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

export function xlsxBytes(rows: readonly (readonly CellValue[])[]): Promise<Uint8Array> {
  return workbookBytes((sheet) => {
    for (const cells of rows) sheet.addRow([...cells])
  })
}

/** The register with its title above, the column numbers, sections, total and signatures around the rows. */
export function framedRegister(rows: RegisterCells): string[][] {
  return [
    ['SỔ THEO DÕI HỒ SƠ'],
    ['Từ ngày 20/11/2026 đến ngày 21/11/2026'],
    [],
    [...REGISTER_HEADERS],
    REGISTER_HEADERS.map((_, index) => `(${index + 1})`),
    ['I. Lĩnh vực hộ tịch'],
    ...rows.map((row) => [...row]),
    [],
    ['Tổng cộng', '', '', '', `${rows.length}`],
    ['', '', '', '', '', '', '', '', '', 'Phường Châu Sơn, ngày 21 tháng 11 năm 2026'],
    ['', 'NGƯỜI LẬP BIỂU', '', '', '', '', '', '', '', 'CHỦ TỊCH'],
    ['', '(Ký, ghi rõ họ tên)'],
    ['', 'Trần Thị Bình', '', '', '', '', '', '', '', 'Lê Văn Cường'],
  ]
}
