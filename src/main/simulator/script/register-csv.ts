import type { TransactionRow } from './scene-script.ts'
import { formatVietnamDateTime } from '../vietnam-time.ts'

const headers = [
  'STT',
  'Mã hồ sơ',
  'Mã TTHC',
  'Tên thủ tục hành chính',
  'Lĩnh vực',
  'Chủ hồ sơ',
  'Ngày tiếp nhận',
  'Hẹn trả kết quả',
  'Trạng thái',
  'Kênh thực hiện',
  'Người tiếp nhận',
  'Quầy',
  'Đơn vị tiếp nhận',
] as const

/** Excel opens a CSV as UTF-8 only with the mark in front. */
const byteOrderMark = '\uFEFF'

/** The register "Sổ theo dõi hồ sơ" as the one-stop software exports it: UTF-8 with BOM, CRLF, dates as text in Vietnam time. */
export function registerCsv(rows: readonly TransactionRow[]): string {
  const lines = rows.map((row, index) => [
    String(index + 1),
    row.dossierCode,
    row.procedureCode,
    row.procedureName,
    row.field,
    row.applicantName,
    formatVietnamDateTime(row.receivedAtMs),
    formatVietnamDateTime(row.dueAtMs),
    row.status,
    row.channel,
    row.officerName,
    row.counterName,
    row.unitName,
  ])
  return byteOrderMark + [headers, ...lines].map((cells) => `${cells.map(quoteCell).join(',')}\r\n`).join('')
}

function quoteCell(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
