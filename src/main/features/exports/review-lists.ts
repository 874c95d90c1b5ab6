import { periodWords } from '#shared/exports/filter-words.rules.ts'
import type { FilterWord } from '#shared/exports/filter-words.rules.ts'
import type { BookmarkFilter, ListedBookmark } from '#shared/review/review.model.ts'
import { type Column, type ExportedList, openList, pagesOf, ROWS_OF_A_BATCH } from './exported-list.ts'
import type { ListReaders } from './exports.ports.ts'
import { type Names, readNames } from './place-names.ts'

const yesNo = (is: boolean): string => (is ? 'Có' : 'Không')

function bookmarkColumns(names: Names, camera: (id: string) => string): Column<ListedBookmark>[] {
  return [
    { header: 'Từ', width: 20, cell: ({ fromMs }) => ({ atMs: fromMs }) },
    { header: 'Đến', width: 20, cell: ({ toMs }) => ({ atMs: toMs }) },
    { header: 'Dài (giây)', width: 12, cell: ({ fromMs, toMs }) => Math.round((toMs - fromMs) / 1000) },
    { header: 'Xã, phường', width: 20, cell: ({ roomId }) => names.communeOfRoom(roomId) },
    { header: 'Phòng', width: 20, cell: ({ roomId }) => names.room(roomId) },
    { header: 'Camera', width: 34, cell: ({ cameraIds }) => cameraIds.map(camera).join(', ') },
    { header: 'Mã hồ sơ', width: 24, cell: ({ dossierCode }) => dossierCode },
    { header: 'Tiêu chí', width: 12, cell: ({ criterionCode }) => criterionCode },
    { header: 'Nhãn', width: 26, cell: ({ tags }) => tags.join(', ') },
    { header: 'Ghi chú', width: 50, cell: ({ note }) => note },
    { header: 'Đã khóa', width: 10, cell: ({ protects }) => yesNo(protects) },
    { header: 'Đã trích xuất', width: 12, cell: ({ cited }) => yesNo(cited) },
    { header: 'Người đánh dấu', width: 18, cell: ({ createdBy }) => createdBy },
    { header: 'Đánh dấu lúc', width: 20, cell: ({ createdAtMs }) => ({ atMs: createdAtMs }) },
  ]
}

function filterWords(filter: BookmarkFilter, names: Names): FilterWord[] {
  const { roomId, createdBy, tag, criterionCode, dossierCode, protects, state, fromMs, toMs } = filter
  const words: [string, string | undefined][] = [
    ['Phòng', roomId && names.room(roomId)],
    ['Người đánh dấu', createdBy],
    ['Nhãn', tag],
    ['Tiêu chí', criterionCode],
    ['Mã hồ sơ có', dossierCode],
    ['Đã khóa', protects === undefined ? undefined : yesNo(protects)],
    ['Trạng thái', state === 'removed' ? 'Đã bỏ' : undefined],
    ['Thời gian (giờ máy trạm)', periodWords(fromMs, toMs)],
  ]
  return words.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]))
}

export function bookmarkList(readers: ListReaders): ExportedList<BookmarkFilter> {
  return {
    permission: 'recordings.view',
    open: async (actor, filter) => {
      const names = await readNames(readers, actor)
      const cameras = new Map((await readers.cameras.list(actor)).map(({ id, name }) => [id, name]))
      const read = (offset: number) =>
        readers.review.bookmarkList(actor, { ...filter, limit: ROWS_OF_A_BATCH, offset })
      const { total } = await read(0)
      return openList({
        title: 'Dấu mốc',
        words: filterWords(filter, names),
        columns: bookmarkColumns(names, (id) => cameras.get(id) ?? id),
        rows: { total, batches: pagesOf(total, async (offset) => (await read(offset)).rows) },
      })
    },
  }
}
