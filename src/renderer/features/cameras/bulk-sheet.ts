import { BULK_COLUMNS, type BulkColumn } from '#shared/cameras/bulk-columns.rules.ts'
import type { BulkRow, CameraSchedule } from '#shared/cameras/cameras.model.ts'
import { MINUTE_MS } from '#shared/kernel/instant.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { type BulkItem, isUnsuccessful } from './bulk-items.ts'
import { csvText } from './csv-text.ts'

/** As the station reads them back, whatever language the screen speaks. */
const HEADERS: Readonly<Record<BulkColumn, string>> = {
  name: 'Tên camera',
  address: 'Địa chỉ',
  port: 'Cổng',
  username: 'Tài khoản',
  password: 'Mật khẩu',
  commune: 'Xã/phường',
  room: 'Phòng',
  counters: 'Quầy',
  stream: 'Luồng',
  schedule: 'Lịch ghi',
}
const STREAM_CELLS = { main: 'chính', sub: 'phụ' } as const
const HEADER = BULK_COLUMNS.map((column) => HEADERS[column])
const NO_CELLS: Readonly<Record<BulkColumn, string>> = {
  name: '',
  address: '',
  port: '',
  username: '',
  password: '',
  commune: '',
  room: '',
  counters: '',
  stream: '',
  schedule: '',
}

function scheduleCell(schedule: CameraSchedule): string {
  if (schedule.kind === 'always') return 'liên tục'
  return `giờ hành chính ${schedule.preRollMs / MINUTE_MS}/${schedule.postRollMs / MINUTE_MS}`
}

function placeCells(tree: UnitTree | undefined, roomId: string | null) {
  const room = tree?.rooms.find(({ id }) => id === roomId)
  const commune = tree?.units.find(({ id }) => id === room?.communeUnitId)
  return { room, roomCell: room?.name ?? '', communeCell: commune?.name ?? '' }
}

/** A sheet to fill in: the header and a row for each room of the tree, so that nobody has to guess how it is written. */
export function templateCsv(tree: UnitTree | undefined): string {
  const rows = (tree?.rooms ?? []).map(({ id, counters }) => {
    const { roomCell, communeCell } = placeCells(tree, id)
    const cells = {
      ...NO_CELLS,
      username: 'admin',
      commune: communeCell,
      room: roomCell,
      counters: counters[0]?.code ?? '',
      stream: STREAM_CELLS.main,
      schedule: 'liên tục',
    }
    return BULK_COLUMNS.map((column) => cells[column])
  })
  return csvText([HEADER, ...rows])
}

function cellsOf(row: BulkRow, tree: UnitTree | undefined): Readonly<Record<BulkColumn, string>> {
  const { room, roomCell, communeCell } = placeCells(tree, row.roomId)
  const wrong = (column: BulkColumn): string =>
    row.problems
      .filter((problem) => problem.column === column)
      .map(({ value }) => value)
      .join(', ')
  const counters =
    room?.counters.filter(({ id }) => row.counterIds.includes(id)).map(({ code }) => code) ?? []
  return {
    ...NO_CELLS,
    name: row.name,
    address: row.address,
    port: wrong('port'),
    username: row.username,
    commune: communeCell || wrong('commune'),
    room: roomCell || wrong('room'),
    counters: [...counters, wrong('counters')].filter((part) => part !== '').join(', '),
    stream: wrong('stream') || STREAM_CELLS[row.recordedStream],
    schedule: wrong('schedule') || scheduleCell(row.schedule),
  }
}

/** The rows that were not added, each with its reason. Passwords stay out of files. */
export function unsuccessfulCsv(
  items: readonly BulkItem[],
  tree: UnitTree | undefined,
  reasonHeader: string,
  reasonOf: (item: BulkItem) => string,
): string {
  const rows = items.filter(isUnsuccessful).map((item) => {
    const cells = cellsOf(item.row, tree)
    return [...BULK_COLUMNS.map((column) => cells[column]), reasonOf(item)]
  })
  return csvText([[...HEADER, reasonHeader], ...rows])
}
