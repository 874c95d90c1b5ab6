import {
  ENTRY_STATE_WORDS,
  HANDLING_WORDS,
  HOST_WORDS,
  OUTCOME_WORDS,
  PETITION_KIND_WORDS,
  REGIME_WORDS,
  SESSION_STATE_WORDS,
  SESSION_WORDS,
  SOURCE_WORDS,
} from '#shared/exports/reception-words.ts'
import { type FilterWord, periodWords } from '#shared/exports/filter-words.rules.ts'
import type { ReceptionListFilter, ScheduleListFilter } from '#shared/exports/exports.model.ts'
import { MINUTE_MS } from '#shared/kernel/instant.ts'
import type { Petition, Visit } from '#shared/receptions/receptions.model.ts'
import type { ScheduledSession } from '#shared/receptions/schedule.model.ts'
import { type Column, type ExportedList, openList, pagesOf, ROWS_OF_A_BATCH } from './exported-list.ts'
import type { ListReaders } from './exports.ports.ts'
import { type Names, readNames } from './place-names.ts'

const yesNo = (value: boolean | null): string | null => (value === null ? null : value ? 'Có' : 'Không')
const dayCell = (dayMs: number | null) => (dayMs === null ? null : { dayMs })

/** What stands on every row of a register: the place, and whether the register still tells it. */
function placeColumns<Row extends Pick<Visit, 'roomId' | 'state'>>(names: Names): Column<Row>[] {
  return [
    { header: 'Xã, phường', width: 20, cell: ({ roomId }) => names.communeOfRoom(roomId) },
    { header: 'Phòng', width: 20, cell: ({ roomId }) => names.room(roomId) },
    { header: 'Trong sổ', width: 18, cell: ({ state }) => ENTRY_STATE_WORDS[state] },
  ]
}

/** Names and what a denouncer said come as the reader may see them: masked, or not at all. */
function visitColumns(names: Names): Column<Visit>[] {
  return [
    { header: 'STT', width: 6, cell: ({ ordinal }) => ordinal },
    { header: 'Ngày tiếp', width: 12, cell: ({ dayMs }) => ({ dayMs }) },
    { header: 'Buổi', width: 8, cell: ({ session }) => (session === null ? null : SESSION_WORDS[session]) },
    { header: 'Họ tên', width: 24, cell: ({ visitorName }) => visitorName },
    { header: 'Địa chỉ', width: 30, cell: ({ address }) => address },
    { header: 'Nội dung vụ việc', width: 50, cell: ({ content }) => content },
    {
      header: 'Phân loại',
      width: 18,
      cell: ({ kind }) => (kind === null ? null : PETITION_KIND_WORDS[kind]),
    },
    { header: 'Số người', width: 8, cell: ({ peopleCount }) => peopleCount },
    { header: 'Lần', width: 6, cell: ({ visitNumber }) => visitNumber },
    { header: 'Hình thức tiếp', width: 16, cell: ({ regime }) => REGIME_WORDS[regime] },
    { header: 'Người tiếp', width: 22, cell: ({ receiverName }) => receiverName },
    { header: 'Cơ quan đã giải quyết', width: 24, cell: ({ resolvedBy }) => resolvedBy },
    {
      header: 'Hướng xử lý',
      width: 22,
      cell: ({ handling }) => (handling === null ? null : HANDLING_WORDS[handling]),
    },
    { header: 'Theo dõi kết quả', width: 30, cell: ({ followUp }) => followUp },
    { header: 'Ghi chú', width: 30, cell: ({ note }) => note },
    ...placeColumns<Visit>(names),
  ]
}

function petitionColumns(names: Names): Column<Petition>[] {
  return [
    { header: 'Số', width: 10, cell: ({ number }) => number },
    { header: 'Ngày nhận', width: 12, cell: ({ dayMs }) => ({ dayMs }) },
    { header: 'Người gửi', width: 24, cell: ({ senderName }) => senderName },
    { header: 'Địa chỉ', width: 30, cell: ({ address }) => address },
    { header: 'Nội dung', width: 50, cell: ({ content }) => content },
    { header: 'Loại đơn', width: 18, cell: ({ kind }) => (kind === null ? null : PETITION_KIND_WORDS[kind]) },
    { header: 'Nguồn', width: 18, cell: ({ source }) => (source === null ? null : SOURCE_WORDS[source]) },
    { header: 'Đủ điều kiện', width: 12, cell: ({ eligible }) => yesNo(eligible) },
    { header: 'Thuộc thẩm quyền', width: 12, cell: ({ withinCompetence }) => yesNo(withinCompetence) },
    { header: 'Hạn giải quyết', width: 12, cell: ({ dueDayMs }) => dayCell(dueDayMs) },
    { header: 'Giải quyết xong', width: 12, cell: ({ resolvedDayMs }) => dayCell(resolvedDayMs) },
    {
      header: 'Kết quả',
      width: 16,
      cell: ({ outcome }) => (outcome === null ? null : OUTCOME_WORDS[outcome]),
    },
    { header: 'Nội dung kết quả', width: 40, cell: ({ result }) => result },
    ...placeColumns<Petition>(names),
  ]
}

function sessionColumns(names: Names): Column<ScheduledSession>[] {
  return [
    { header: 'Ngày', width: 12, cell: ({ dayMs }) => ({ dayMs }) },
    { header: 'Buổi', width: 10, cell: ({ session }) => SESSION_WORDS[session] },
    { header: 'Hình thức tiếp', width: 16, cell: ({ regime }) => REGIME_WORDS[regime] },
    { header: 'Chức vụ', width: 16, cell: ({ hostRole }) => HOST_WORDS[hostRole] },
    { header: 'Người chủ trì', width: 24, cell: ({ hostName }) => hostName },
    { header: 'Thực tế', width: 22, cell: ({ sessionState }) => SESSION_STATE_WORDS[sessionState] },
    { header: 'Lượt trong sổ', width: 10, cell: ({ visits }) => visits },
    {
      header: 'Đã ghi hình (phút)',
      width: 12,
      cell: ({ footage }) => (footage === null ? null : Math.round(footage.filmedMs / MINUTE_MS)),
    },
    ...placeColumns<ScheduledSession>(names),
  ]
}

function registerWords(filter: ReceptionListFilter, names: Names): FilterWord[] {
  const { communeUnitId, roomId, fromMs, toMs, kind, regime, removed } = filter
  const period = periodWords(fromMs, toMs)
  return [
    ...(communeUnitId === undefined ? [] : [{ label: 'Xã, phường', value: names.unit(communeUnitId) }]),
    ...(roomId === undefined ? [] : [{ label: 'Phòng', value: names.room(roomId) }]),
    ...(period === undefined ? [] : [{ label: 'Ngày', value: period }]),
    ...(kind === undefined ? [] : [{ label: 'Loại', value: PETITION_KIND_WORDS[kind] }]),
    ...(regime === undefined ? [] : [{ label: 'Hình thức tiếp', value: REGIME_WORDS[regime] }]),
    ...(removed ? [{ label: 'Chỉ những dòng', value: ENTRY_STATE_WORDS.removed }] : []),
  ]
}

/** Sổ tiếp công dân. */
export function visitList(readers: ListReaders): ExportedList<ReceptionListFilter> {
  return {
    permission: 'receptions.read',
    open: async (actor, filter) => {
      const names = await readNames(readers, actor)
      const read = (offset: number) =>
        readers.receptions.visits(actor, { ...filter, limit: ROWS_OF_A_BATCH, offset })
      const { total } = await read(0)
      return openList({
        title: 'Sổ tiếp công dân',
        words: registerWords(filter, names),
        columns: visitColumns(names),
        rows: { total, batches: pagesOf(total, async (offset) => (await read(offset)).rows) },
      })
    },
  }
}

/** Sổ theo dõi đơn. */
export function petitionList(readers: ListReaders): ExportedList<ReceptionListFilter> {
  return {
    permission: 'receptions.read',
    open: async (actor, filter) => {
      const names = await readNames(readers, actor)
      const read = (offset: number) =>
        readers.receptions.petitions(actor, { ...filter, limit: ROWS_OF_A_BATCH, offset })
      const { total } = await read(0)
      return openList({
        title: 'Sổ theo dõi đơn',
        words: registerWords(filter, names),
        columns: petitionColumns(names),
        rows: { total, batches: pagesOf(total, async (offset) => (await read(offset)).rows) },
      })
    },
  }
}

/** Lịch tiếp công dân against what was held. */
export function scheduleList(readers: ListReaders): ExportedList<ScheduleListFilter> {
  return {
    permission: 'receptions.read',
    open: async (actor, { roomId, ...range }) => {
      const names = await readNames(readers, actor)
      const { sessions } = await readers.receptions.schedule(actor, roomId, range)
      const period = periodWords(range.fromMs, range.toMs)
      return openList({
        title: 'Lịch tiếp công dân và thực tế',
        words: [
          { label: 'Phòng', value: names.room(roomId) },
          ...(period === undefined ? [] : [{ label: 'Ngày', value: period }]),
        ],
        columns: sessionColumns(names),
        rows: sessions,
      })
    },
  }
}
