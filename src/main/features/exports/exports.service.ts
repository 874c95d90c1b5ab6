import { AppError } from '#shared/kernel/app-error.ts'
import { formatVietnamDateTime, toVietnamDateTime } from '#shared/kernel/instant.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { ExportProgress, ExportRequest } from '#shared/exports/exports.model.ts'
import type { Actor, Call } from '#main/ports/call.ts'
import type { OpenedList } from './exported-list.ts'
import { wantedList } from './exported-lists.ts'
import type { ExportsDeps } from './exports.ports.ts'
import { createWaitingFiles } from './waiting-files.ts'

/** Above it a sheet is no help to anybody, and the host would hold it in memory. */
const MOST_ROWS = 200_000
const NO_FILTER = 'Không lọc: toàn bộ danh sách được xem'

export type ExportsService = ReturnType<typeof createExportsService>

const pad = (value: number): string => String(value).padStart(2, '0')
const number = new Intl.NumberFormat('vi-VN')

/** `dossiers-20261128-0915.xlsx`. */
function fileNameOf(list: string, nowMs: number): string {
  const { year, month, day, hour, minute } = toVietnamDateTime(nowMs)
  return `${list}-${year}${pad(month)}${pad(day)}-${pad(hour)}${pad(minute)}.xlsx`
}

/** Lists as spreadsheets, with the filters written on them. */
export function createExportsService(deps: ExportsDeps) {
  const { work, clock, newId, access, writeWorkbook, stationName } = deps
  const waiting = createWaitingFiles(clock)

  function factsOf(actor: Actor, opened: OpenedList, purpose: string) {
    const filters =
      opened.words.length === 0
        ? NO_FILTER
        : opened.words.map(({ label, value }) => `${label}: ${value}`).join(' · ')
    return [
      { label: 'Trạm', value: stationName },
      { label: 'Người xuất', value: actor.label },
      { label: 'Lúc xuất', value: formatVietnamDateTime(clock.nowMs()) },
      { label: 'Mục đích', value: purpose === '' ? '—' : purpose },
      { label: 'Bộ lọc', value: filters },
      { label: 'Số dòng', value: number.format(opened.total) },
    ]
  }

  async function* write(
    actor: Actor,
    opened: OpenedList,
    { wanted, purpose }: ExportRequest,
  ): AsyncGenerator<ExportProgress, void> {
    const { total } = opened
    const writing = writeWorkbook({
      sheetName: 'Danh sách',
      title: opened.title,
      facts: factsOf(actor, opened, purpose),
      columns: opened.columns,
      batches: opened.batches,
    })
    let rows = 0
    yield { kind: 'rows', written: 0, total }
    for (;;) {
      const step = await writing.next()
      if (step.done !== true) {
        rows = step.value
        yield { kind: 'rows', written: rows, total }
        continue
      }
      // Its head says how many rows it has: a sheet that says another number than it holds is no evidence.
      if (rows !== total) throw new AppError('conflict', 'export.changed', { rows, total })
      const id = newId()
      const fileName = fileNameOf(wanted.list, clock.nowMs())
      waiting.keep(id, { actorId: actor.id, fileName, bytes: step.value })
      yield { kind: 'file', file: { id, fileName, rows, bytes: step.value.length } }
      return
    }
  }

  /**
   * Checks, writes down who takes what out and what for, then writes the sheet while it is listened to.
   * @throws AppError `forbidden permission.denied`, `forbidden room.not-yours`, `invalid export.too-many` {rows, most}
   */
  async function workbook(call: Call, request: ExportRequest): Promise<AsyncGenerator<ExportProgress, void>> {
    const { wanted, purpose } = request
    const list = wantedList(deps, wanted)
    if (!access.may(call.actor, list.permission))
      throw new AppError('forbidden', 'permission.denied', { permission: list.permission })
    const opened = await list.open(call.actor)
    if (opened.total > MOST_ROWS)
      throw new AppError('invalid', 'export.too-many', { rows: opened.total, most: MOST_ROWS })
    await work.change(call, async () => ({
      result: null,
      subject: { kind: 'list', id: wanted.list },
      detail: { filter: JSON.stringify(wanted.filter), rows: opened.total, purpose },
    }))
    return write(call.actor, opened, request)
  }

  /** @throws AppError `not-found export.gone` */
  const file = (actor: Actor, id: Id) => waiting.find(id, actor.id)

  return { workbook, file }
}
