import type { DossierFilter, DossierOrder } from '../dossiers/dossier-list.model.ts'
import type { Id } from '../kernel/ids.ts'
import {
  formatVietnamDate,
  formatVietnamDateTime,
  type InstantMs,
  startOfVietnamDay,
} from '../kernel/instant.ts'
import {
  CHANNEL_WORDS,
  FINDING_WORDS,
  LIST_VERDICT_WORDS,
  STATUS_WORDS,
  TIMELINESS_WORDS,
} from './export-words.ts'

/** One condition as it stands at the head of a sheet. */
export type FilterWord = { readonly label: string; readonly value: string }

/** What ids are called. An id that is no longer there is printed as it is. */
export type PlaceNames = {
  readonly unit: (id: Id) => string
  readonly room: (id: Id) => string
  readonly counter: (id: Id) => string
  readonly source: (id: Id) => string
}

const one = (label: string, value: string | undefined): FilterWord[] =>
  value === undefined ? [] : [{ label, value }]

const isMidnight = (atMs: InstantMs): boolean => startOfVietnamDay(atMs) === atMs
const lastDayBefore = (toMs: InstantMs): string => formatVietnamDate(toMs - 1)

/** `Từ 01/11/2026 đến hết 30/11/2026`; to the second where the ends are no midnights. Nothing for no bounds. */
export function periodWords(fromMs: InstantMs | undefined, toMs: InstantMs | undefined): string | undefined {
  const from =
    fromMs === undefined ? '' : isMidnight(fromMs) ? formatVietnamDate(fromMs) : formatVietnamDateTime(fromMs)
  const to =
    toMs === undefined
      ? ''
      : isMidnight(toMs)
        ? `hết ${lastDayBefore(toMs)}`
        : `trước ${formatVietnamDateTime(toMs)}`
  if (from === '' && to === '') return undefined
  if (to === '') return `Từ ${from}`
  return from === '' ? `Đến ${to}` : `Từ ${from} đến ${to}`
}

const ORDER_WORDS = { received: 'ngày tiếp nhận', due: 'ngày hẹn trả', code: 'mã hồ sơ' } as const

/** Every condition of the dossier list, in the order of its filters. Nothing when nothing narrows. */
export function dossierFilterWords(filter: DossierFilter, names: PlaceNames): FilterWord[] {
  const { communeUnitId, roomId, sourceId, counterId, statuses, channel, timeliness, verdict } = filter
  return [
    ...one('Xã, phường', communeUnitId && names.unit(communeUnitId)),
    ...one('Phòng', roomId && names.room(roomId)),
    ...one('Nguồn hồ sơ', sourceId && names.source(sourceId)),
    ...one('Quầy', counterId && names.counter(counterId)),
    ...one('Ngày tiếp nhận', periodWords(filter.fromMs, filter.toMs)),
    ...one(
      'Trạng thái',
      statuses?.length ? statuses.map((status) => STATUS_WORDS[status]).join(', ') : undefined,
    ),
    ...one('Hình thức nộp', channel && CHANNEL_WORDS[channel]),
    ...one('Thời hạn (theo ngày kết thúc xử lý)', timeliness && TIMELINESS_WORDS[timeliness]),
    ...one('Hình tại quầy', verdict && LIST_VERDICT_WORDS[verdict]),
    ...one('Thủ tục', filter.procedure),
    ...one('Người tiếp nhận', filter.officer),
    ...one('Dấu hiệu', filter.findingKind && FINDING_WORDS[filter.findingKind]),
    ...one('Mã hồ sơ có', filter.code || undefined),
  ]
}

/** `theo ngày tiếp nhận, mới trước`. */
export function orderWords({ sort, descending }: DossierOrder): string {
  if (sort === 'code') return `theo ${ORDER_WORDS.code}, ${descending ? 'từ cuối lên' : 'từ đầu xuống'}`
  return `theo ${ORDER_WORDS[sort]}, ${descending ? 'mới trước' : 'cũ trước'}`
}
