import { AppError } from '../kernel/app-error.ts'
import { foldWords } from '../kernel/fold-words.ts'
import { MINUTE_MS } from '../kernel/instant.ts'
import { type BulkColumn, type BulkHeader, readBulkHeader } from './bulk-columns.rules.ts'
import { findCounters, findRoom, type PlaceableRoom } from './bulk-place.rules.ts'
import {
  type CameraAddress,
  effectiveCredentials,
  formatCameraAddress,
  parseCameraAddress,
} from './camera-address.rules.ts'
import {
  ALWAYS,
  type BulkRow,
  type Camera,
  type CameraSchedule,
  MAX_BULK_ROWS,
  MAX_ROLL_MS,
  type RecordedStream,
} from './cameras.model.ts'

/** What can be wrong with a cell: keys under `cameras.bulk.`. */
export const BULK_PROBLEMS = [
  'name-missing',
  'name-too-long',
  'address-missing',
  'address-bad',
  'address-twice',
  'address-known',
  'port-bad',
  'username-missing',
  'username-too-long',
  'password-missing',
  'password-too-long',
  'commune-unknown',
  'room-missing',
  'room-unknown',
  'room-ambiguous',
  'counter-unknown',
  'stream-unknown',
  'schedule-unknown',
] as const
export type BulkProblem = (typeof BULK_PROBLEMS)[number]

/** A row as its sheet shows it, counted from 1 with blank rows counted too. */
export type ListRow = { readonly rowNumber: number; readonly cells: readonly string[] }

export type BulkContext = {
  readonly rooms: readonly PlaceableRoom[]
  /** Those in service. */
  readonly cameras: readonly Pick<Camera, 'address'>[]
}

const MAX_NAME = 200
const MAX_USERNAME = 100
const MAX_PASSWORD = 200
const DEFAULT_ROLL_MS = 15 * MINUTE_MS

const STREAM_NAMES: Readonly<Record<RecordedStream, readonly string[]>> = {
  main: ['', 'chinh', 'luong chinh', 'main', 'main stream', '1'],
  sub: ['phu', 'luong phu', 'sub', 'sub stream', '2'],
}
const ALWAYS_NAMES = ['', 'lien tuc', 'luon ghi', 'ca ngay', 'ca ngay dem', '24 24', '24 7', 'always']
/** `giờ hành chính`, `giờ hành chính 30/10 phút`: minutes before and after. */
const OFFICE_HOURS =
  /^(?:gio hanh chinh|hanh chinh|gio lam viec|office hours?)(?: (\d{1,3})(?: (\d{1,3}))?)?(?: phut| minutes?)?$/

type Row = BulkRow & { readonly addressKey: string | null }
type Problems = { column: BulkColumn; code: BulkProblem; value: string }[]

function readStream(text: string, problems: Problems): RecordedStream {
  const words = foldWords(text)
  if (STREAM_NAMES.sub.includes(words)) return 'sub'
  if (!STREAM_NAMES.main.includes(words))
    problems.push({ column: 'stream', code: 'stream-unknown', value: text })
  return 'main'
}

function readSchedule(text: string, problems: Problems): CameraSchedule {
  const words = foldWords(text)
  const office = OFFICE_HOURS.exec(words)
  if (!office) {
    if (!ALWAYS_NAMES.includes(words)) {
      problems.push({ column: 'schedule', code: 'schedule-unknown', value: text })
    }
    return ALWAYS
  }
  const [, before, after = before] = office
  const rollMs = (minutes: string | undefined): number =>
    minutes === undefined ? DEFAULT_ROLL_MS : Math.min(MAX_ROLL_MS, Number(minutes) * MINUTE_MS)
  return { kind: 'office-hours', preRollMs: rollMs(before), postRollMs: rollMs(after) }
}

/** The address with the port of its own column; one that stands in the address itself counts more. */
function readAddress(text: string, port: string, problems: Problems): CameraAddress | null {
  if (text === '') {
    problems.push({ column: 'address', code: 'address-missing', value: '' })
    return null
  }
  const address = parseCameraAddress(text)
  if (!address) {
    problems.push({ column: 'address', code: 'address-bad', value: text })
    return null
  }
  if (port === '') return address
  const number = /^\d{1,5}$/.test(port) ? Number(port) : 0
  if (number < 1 || number > 65_535) {
    problems.push({ column: 'port', code: 'port-bad', value: port })
    return address
  }
  return address.kind === 'onvif' && !/:\d+(?:[/?]|$)/.test(text) ? { ...address, port: number } : address
}

/** Two rows with one key are one camera: an ONVIF device by host and port, a bare stream by its whole address. */
const keyOf = (address: CameraAddress): string =>
  address.kind === 'onvif' ? `${address.host}:${address.port}` : address.uri

function readLogin(
  address: CameraAddress | null,
  cell: (column: BulkColumn) => string,
  problems: Problems,
): { readonly username: string; readonly password: string } {
  const typed = { username: cell('username').trim(), password: cell('password') }
  const { username, password } = address ? effectiveCredentials(address, typed) : typed
  // A bare stream may be open to anyone.
  const needed = address?.kind !== 'rtsp'
  if (needed && username === '') problems.push({ column: 'username', code: 'username-missing', value: '' })
  if (needed && password === '') problems.push({ column: 'password', code: 'password-missing', value: '' })
  if (username.length > MAX_USERNAME) {
    problems.push({ column: 'username', code: 'username-too-long', value: username.slice(0, MAX_USERNAME) })
  }
  if (password.length > MAX_PASSWORD) {
    problems.push({ column: 'password', code: 'password-too-long', value: '' })
  }
  return { username, password }
}

function readPlace(
  cell: (column: BulkColumn) => string,
  rooms: readonly PlaceableRoom[],
  problems: Problems,
): Pick<BulkRow, 'roomId' | 'counterIds'> {
  const roomName = cell('room').trim()
  const commune = cell('commune').trim()
  if (roomName === '') {
    problems.push({ column: 'room', code: 'room-missing', value: '' })
    return { roomId: null, counterIds: [] }
  }
  const found = findRoom(rooms, commune, roomName)
  if (found.kind === 'problem') {
    const column = found.code === 'commune-unknown' ? 'commune' : 'room'
    problems.push({ column, code: found.code, value: column === 'commune' ? commune : roomName })
    return { roomId: null, counterIds: [] }
  }
  const counters = findCounters(found.room, cell('counters'))
  for (const value of counters.unknown) problems.push({ column: 'counters', code: 'counter-unknown', value })
  return { roomId: found.room.id, counterIds: [...counters.ids] }
}

function readName(text: string, problems: Problems): string {
  const name = text.normalize('NFC').replaceAll(/\s+/g, ' ').trim()
  if (name === '') problems.push({ column: 'name', code: 'name-missing', value: '' })
  if (name.length > MAX_NAME) {
    problems.push({ column: 'name', code: 'name-too-long', value: `${name.slice(0, 40)}…` })
  }
  return name
}

function readRow(row: ListRow, columns: BulkHeader['columns'], rooms: readonly PlaceableRoom[]): Row {
  const cell = (column: BulkColumn): string => row.cells[columns.indexOf(column)] ?? ''
  const problems: Problems = []
  const name = readName(cell('name'), problems)
  const address = readAddress(cell('address').trim(), cell('port').trim(), problems)
  return {
    row: row.rowNumber,
    name,
    address: address ? formatCameraAddress(address) : cell('address').trim(),
    ...readLogin(address, cell, problems),
    ...readPlace(cell, rooms, problems),
    recordedStream: readStream(cell('stream').trim(), problems),
    schedule: readSchedule(cell('schedule').trim(), problems),
    problems,
    addressKey: address ? keyOf(address) : null,
  }
}

/** Tells of addresses that stand in the list twice or are in service already. The first of two is right. */
function withDuplicates(rows: readonly Row[], cameras: BulkContext['cameras']): BulkRow[] {
  const inService = new Set(
    cameras.flatMap((camera) => {
      const address = parseCameraAddress(camera.address)
      return address ? [keyOf(address)] : []
    }),
  )
  const seen = new Set<string>()
  return rows.map(({ addressKey, ...row }) => {
    if (addressKey === null) return row
    const isTwice = seen.has(addressKey)
    seen.add(addressKey)
    if (!isTwice && !inService.has(addressKey)) return row
    const code: BulkProblem = isTwice ? 'address-twice' : 'address-known'
    return { ...row, problems: [...row.problems, { column: 'address', code, value: row.address }] }
  })
}

export type BulkList = { readonly columns: string[]; readonly rows: BulkRow[] }

/**
 * Reads a list of cameras and says of each cell what is wrong with it; asks nothing of the network.
 * @returns `columns`: what each column was taken for, `''` for one that is none of ours
 * @throws AppError `invalid camera.list-too-long {count, max}`
 */
export function readBulkList(sheet: readonly ListRow[], context: BulkContext): BulkList {
  const rows = sheet.filter((row) => row.cells.some((cell) => cell.trim() !== ''))
  const header = readBulkHeader(rows[0]?.cells ?? [])
  const cameras = header.found ? rows.slice(1) : rows
  if (cameras.length > MAX_BULK_ROWS) {
    throw new AppError('invalid', 'camera.list-too-long', { count: cameras.length, max: MAX_BULK_ROWS })
  }
  const read = cameras.map((row) => readRow(row, header.columns, context.rooms))
  return {
    columns: header.columns.map((column) => column ?? ''),
    rows: withDuplicates(read, context.cameras),
  }
}
