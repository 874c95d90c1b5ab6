import {
  CHANNEL_WORDS,
  EVENT_WORDS,
  FOOTAGE_WORDS,
  STATUS_WORDS,
  TIMELINESS_WORDS,
  VERDICT_WORDS,
} from '#shared/exports/export-words.ts'
import type { DossierFilter, DossierInRoom, DossierOrderWish } from '#shared/dossiers/dossier-list.model.ts'
import { listTimelinessOf } from '#shared/dossiers/dossier-list.rules.ts'
import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import { dossierFilterWords, orderWords, periodWords } from '#shared/exports/filter-words.rules.ts'
import { SECOND_MS } from '#shared/kernel/instant.ts'
import type { Rejection } from '#shared/imports/imports.model.ts'
import { atCell, type Column, type ExportedList, openList } from './exported-list.ts'
import type { ListReaders } from './exports.ports.ts'
import { type Names, readNames } from './place-names.ts'

function dossierColumns(names: Names, nowMs: number): Column<DossierInRoom>[] {
  return [
    { header: 'Mã hồ sơ', width: 24, cell: ({ code }) => code },
    { header: 'Xã, phường', width: 20, cell: ({ communeUnitId }) => names.unit(communeUnitId) },
    { header: 'Phòng', width: 20, cell: ({ roomId }) => names.room(roomId) },
    { header: 'Quầy', width: 12, cell: ({ counterId }) => (counterId ? names.counter(counterId) : null) },
    { header: 'Mã thủ tục', width: 12, cell: ({ procedureCode }) => procedureCode },
    { header: 'Thủ tục', width: 44, cell: ({ procedureName }) => procedureName },
    { header: 'Lĩnh vực', width: 18, cell: ({ field }) => field },
    { header: 'Người nộp', width: 24, cell: ({ applicantName }) => applicantName },
    { header: 'Người tiếp nhận', width: 22, cell: ({ officerName }) => officerName },
    { header: 'Hình thức nộp', width: 13, cell: ({ channel }) => CHANNEL_WORDS[channel] },
    { header: 'Trạng thái', width: 20, cell: ({ status }) => (status ? STATUS_WORDS[status] : null) },
    { header: 'Tiếp nhận (giờ phần mềm)', width: 20, cell: (row) => atCell(row.receivedAtLogMs) },
    { header: 'Hẹn trả', width: 20, cell: (row) => atCell(row.dueAtLogMs) },
    { header: 'Kết thúc xử lý', width: 20, cell: (row) => atCell(row.finishedAtLogMs) },
    { header: 'Trả kết quả', width: 20, cell: (row) => atCell(row.returnedAtLogMs) },
    {
      header: 'Thời hạn (theo ngày kết thúc)',
      width: 24,
      cell: (row) => TIMELINESS_WORDS[listTimelinessOf(row, nowMs)],
    },
    { header: 'Dòng trong tệp', width: 10, cell: ({ rowNumber }) => rowNumber },
  ]
}

export function dossierList(readers: ListReaders): ExportedList<DossierFilter & DossierOrderWish> {
  return {
    permission: 'dossiers.read',
    open: async (actor, filter) => {
      const { sort = 'received', descending = false, ...where } = filter
      const names = await readNames(readers, actor)
      const conditions = dossierFilterWords(where, names)
      return openList({
        title: 'Danh sách hồ sơ',
        words: [
          ...(conditions.length === 0 ? [{ label: 'Điều kiện', value: 'không lọc' }] : conditions),
          { label: 'Sắp xếp', value: orderWords({ sort, descending }) },
        ],
        columns: dossierColumns(names, readers.clock.nowMs()),
        rows: await readers.dossiers.inPages(actor, filter),
      })
    },
  }
}

const REJECTION_COLUMNS: readonly Column<Rejection>[] = [
  { header: 'Dòng', width: 10, cell: ({ row }) => row },
  { header: 'Cột', width: 26, cell: ({ column }) => column ?? 'Cả dòng' },
  { header: 'Mã lý do', width: 20, cell: ({ code }) => code },
  { header: 'Nội dung ô', width: 40, cell: ({ value }) => value },
]

export function rejectionList(readers: ListReaders): ExportedList<{ readonly importId: string }> {
  return {
    permission: 'dossiers.read',
    open: async (actor, { importId }) =>
      openList({
        title: 'Dòng không nhận của một lần nhập',
        words: [{ label: 'Lần nhập', value: importId }],
        columns: REJECTION_COLUMNS,
        rows: await readers.rejections(actor, importId),
      }),
  }
}

/** `Camera mất tín hiệu 4:10; Ngoài lịch ghi 0:30`, longest first. */
function missingWords(event: EventCoverage): string {
  const byCause = new Map<string, number>()
  for (const { cause, fromMs, toMs } of event.missing) {
    const word = FOOTAGE_WORDS[cause]
    byCause.set(word, (byCause.get(word) ?? 0) + toMs - fromMs)
  }
  return [...byCause]
    .toSorted(([, left], [, right]) => right - left)
    .map(([word, lengthMs]) => {
      const seconds = Math.round(lengthMs / SECOND_MS)
      return `${word} ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
    })
    .join('; ')
}

const seconds = (lengthMs: number): number => Math.round(lengthMs / SECOND_MS)

function eventColumns(names: Names): Column<EventCoverage>[] {
  return [
    { header: 'Mã hồ sơ', width: 24, cell: ({ dossierCode }) => dossierCode },
    { header: 'Thủ tục', width: 40, cell: ({ procedureName }) => procedureName },
    { header: 'Việc', width: 14, cell: ({ kind }) => EVENT_WORDS[kind] },
    { header: 'Xã, phường', width: 20, cell: ({ roomId }) => names.communeOfRoom(roomId) },
    { header: 'Phòng', width: 20, cell: ({ roomId }) => names.room(roomId) },
    { header: 'Quầy', width: 12, cell: ({ counterId }) => (counterId ? names.counter(counterId) : null) },
    { header: 'Giờ phần mềm', width: 20, cell: ({ atLogMs }) => ({ atMs: atLogMs }) },
    { header: 'Giờ máy trạm', width: 20, cell: ({ atMs }) => ({ atMs }) },
    { header: 'Sai số đồng hồ (giây)', width: 12, cell: ({ uncertaintyMs }) => seconds(uncertaintyMs) },
    { header: 'Tìm hình từ', width: 20, cell: ({ windowFromMs }) => ({ atMs: windowFromMs }) },
    { header: 'Đến', width: 20, cell: ({ windowToMs }) => ({ atMs: windowToMs }) },
    { header: 'Cần có hình (giây)', width: 12, cell: (row) => seconds(row.windowToMs - row.windowFromMs) },
    { header: 'Có hình (giây)', width: 12, cell: ({ coveredMs }) => seconds(coveredMs) },
    { header: 'Kết luận', width: 16, cell: ({ verdict }) => VERDICT_WORDS[verdict] },
    { header: 'Thiếu do', width: 44, cell: missingWords },
    {
      header: 'Đổi theo sai số đồng hồ',
      width: 14,
      cell: ({ verdictDependsOnClock }) => (verdictDependsOnClock ? 'Có' : 'Không'),
    },
  ]
}

type EventFilter = {
  readonly roomId?: string | undefined
  readonly counterId?: string | undefined
  readonly fromMs: number
  readonly toMs: number
}

export function coverageEventList(readers: ListReaders): ExportedList<EventFilter> {
  return {
    permission: 'coverage.read',
    open: async (actor, { roomId, counterId, fromMs, toMs }) => {
      const names = await readNames(readers, actor)
      const events = await readers.coverage.events(actor, { roomId, fromMs, toMs })
      return openList({
        title: 'Việc tại quầy đối chiếu với hình đã ghi',
        words: [
          ...(roomId === undefined ? [] : [{ label: 'Phòng', value: names.room(roomId) }]),
          ...(counterId === undefined ? [] : [{ label: 'Quầy', value: names.counter(counterId) }]),
          { label: 'Thời gian (giờ máy trạm)', value: periodWords(fromMs, toMs) ?? '' },
        ],
        columns: eventColumns(names),
        rows: events.filter((event) => counterId === undefined || event.counterId === counterId),
      })
    },
  }
}
