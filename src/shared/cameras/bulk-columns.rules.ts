import { foldWords } from '../kernel/fold-words.ts'

/** Columns of a list of cameras, in the order in which they stand where the list has no header. */
export const BULK_COLUMNS = [
  'name',
  'address',
  'port',
  'username',
  'password',
  'commune',
  'room',
  'counters',
  'stream',
  'schedule',
] as const
export type BulkColumn = (typeof BULK_COLUMNS)[number]

/** How offices head their lists, folded. */
const HEADERS: Readonly<Record<BulkColumn, readonly string[]>> = {
  name: ['ten', 'ten camera', 'camera', 'ten thiet bi', 'thiet bi', 'name', 'camera name', 'device name'],
  address: [
    'dia chi',
    'dia chi ip',
    'ip',
    'dia chi camera',
    'dia chi mang',
    'address',
    'ip address',
    'host',
    'url',
  ],
  port: ['cong', 'cong onvif', 'cong http', 'port', 'http port', 'onvif port'],
  username: [
    'tai khoan',
    'ten truy cap',
    'ten dang nhap',
    'nguoi dung',
    'user',
    'username',
    'user name',
    'account',
    'login',
  ],
  password: ['mat khau', 'password', 'pass', 'mk'],
  commune: ['xa', 'phuong', 'xa phuong', 'xa phuong thi tran', 'don vi', 'commune', 'ward', 'unit'],
  room: ['phong', 'ten phong', 'noi dat', 'vi tri', 'room', 'place'],
  counters: ['quay', 'ma quay', 'cac quay', 'quay nhin thay', 'counter', 'counters'],
  stream: ['luong', 'luong ghi', 'luong hinh', 'stream', 'recorded stream'],
  schedule: ['lich', 'lich ghi', 'lich ghi hinh', 'gio ghi', 'schedule', 'recording schedule'],
}
/** A list with a header names at least so many columns that we know. */
const LEAST_KNOWN = 2

export type BulkHeader = {
  /** By place in the row; null for a column that is none of ours. */
  readonly columns: readonly (BulkColumn | null)[]
  /** False: the list has no header, and every row is a camera. */
  readonly found: boolean
}

function columnOf(cell: string): BulkColumn | null {
  // "Địa chỉ (IP)", "Địa chỉ/IP", "Mật khẩu *"
  const words = foldWords(cell)
  const known = BULK_COLUMNS.find((column) => HEADERS[column].includes(words))
  return known ?? BULK_COLUMNS.find((column) => HEADERS[column].includes(words.replace(/ ip$/, ''))) ?? null
}

/** Reads the first row as a header; where it is none, the columns stand in their usual order. */
export function readBulkHeader(cells: readonly string[]): BulkHeader {
  const seen = new Set<BulkColumn>()
  const columns = cells.map((cell) => {
    const column = columnOf(cell)
    if (column === null || seen.has(column)) return null
    seen.add(column)
    return column
  })
  return seen.size >= LEAST_KNOWN ? { columns, found: true } : { columns: BULK_COLUMNS, found: false }
}
