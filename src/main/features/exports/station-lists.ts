import type { AuditRow } from '#shared/audit/audit.model.ts'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { LedgerCamera, LedgerFigures } from '#shared/coverage/ledger.model.ts'
import { FINDING_STATE_WORDS, FINDING_WORDS, FOOTAGE_WORDS } from '#shared/exports/export-words.ts'
import { periodWords } from '#shared/exports/filter-words.rules.ts'
import type { Finding, FindingKind, FindingState } from '#shared/findings/findings.model.ts'
import { formatVietnamDateTime, MINUTE_MS } from '#shared/kernel/instant.ts'
import { FOOTAGE_STATES } from '#shared/recordings/recordings.model.ts'
import type { Actor } from '#main/ports/call.ts'
import {
  atCell,
  type Column,
  type ExportedList,
  openList,
  pagesOf,
  ROWS_OF_A_BATCH,
} from './exported-list.ts'
import type { ListReaders } from './exports.ports.ts'
import { type Names, readNames } from './place-names.ts'

/** `receptions: 4; firstMs: 20/11/2026 16:58:00`. */
function detailWords(detail: Finding['detail']): string {
  return Object.entries(detail)
    .map(([key, value]) => {
      const isInstant = key.endsWith('Ms') && typeof value === 'number' && value > 1e12
      return `${key}: ${isInstant ? formatVietnamDateTime(value) : String(value ?? '—')}`
    })
    .join('; ')
}

function findingColumns(names: Names): Column<Finding>[] {
  return [
    { header: 'Loại', width: 32, cell: ({ kind }) => FINDING_WORDS[kind] },
    { header: 'Xã, phường', width: 20, cell: ({ roomId }) => names.communeOfRoom(roomId) },
    { header: 'Phòng', width: 20, cell: ({ roomId }) => names.room(roomId) },
    { header: 'Lúc', width: 20, cell: ({ atMs }) => ({ atMs }) },
    { header: 'Từ', width: 20, cell: ({ fromMs }) => ({ atMs: fromMs }) },
    { header: 'Đến', width: 20, cell: ({ toMs }) => ({ atMs: toMs }) },
    { header: 'Chi tiết', width: 50, cell: ({ detail }) => detailWords(detail) },
    { header: 'Độ chắc chắn', width: 12, cell: ({ confidence }) => ({ share: confidence }) },
    { header: 'Đã xem xét', width: 16, cell: ({ state }) => FINDING_STATE_WORDS[state] },
    { header: 'Người xem xét', width: 18, cell: ({ decidedBy }) => decidedBy },
    { header: 'Xem xét lúc', width: 20, cell: ({ decidedAtMs }) => atCell(decidedAtMs) },
    { header: 'Ghi chú', width: 40, cell: ({ decisionNote }) => decisionNote },
  ]
}

type FindingFilter = {
  readonly roomId?: string | undefined
  readonly kinds?: readonly FindingKind[] | undefined
  readonly state?: FindingState | undefined
  readonly subjectId?: string | undefined
  readonly fromMs?: number | undefined
  readonly toMs?: number | undefined
}

export function findingList(readers: ListReaders): ExportedList<FindingFilter> {
  return {
    permission: 'coverage.read',
    open: async (actor, filter) => {
      const names = await readNames(readers, actor)
      const read = (offset: number) =>
        readers.findings.list(actor, { ...filter, limit: ROWS_OF_A_BATCH, offset })
      const { total } = await read(0)
      const { roomId, kinds, state, fromMs, toMs } = filter
      const period = periodWords(fromMs, toMs)
      return openList({
        title: 'Dấu hiệu',
        words: [
          ...(roomId === undefined ? [] : [{ label: 'Phòng', value: names.room(roomId) }]),
          ...(kinds === undefined
            ? []
            : [{ label: 'Loại', value: kinds.map((kind) => FINDING_WORDS[kind]).join(', ') }]),
          ...(state === undefined ? [] : [{ label: 'Đã xem xét', value: FINDING_STATE_WORDS[state] }]),
          ...(period === undefined ? [] : [{ label: 'Thời gian (giờ máy trạm)', value: period }]),
        ],
        columns: findingColumns(names),
        rows: { total, batches: pagesOf(total, async (offset) => (await read(offset)).rows) },
      })
    },
  }
}

const CAMERA_STATES = { recording: 'Đang ghi', stopped: 'Ngừng ghi', removed: 'Đã gỡ' } as const

function cameraColumns(names: Names): Column<Camera>[] {
  return [
    { header: 'Camera', width: 34, cell: ({ name }) => name },
    { header: 'Xã, phường', width: 20, cell: ({ roomId }) => names.communeOfRoom(roomId) },
    { header: 'Phòng', width: 20, cell: ({ roomId }) => names.room(roomId) },
    { header: 'Nhìn quầy', width: 20, cell: ({ counterIds }) => counterIds.map(names.counter).join(', ') },
    { header: 'Trạng thái', width: 12, cell: ({ state }) => CAMERA_STATES[state] },
    { header: 'Hãng', width: 16, cell: ({ device }) => device?.manufacturer ?? null },
    { header: 'Kiểu', width: 18, cell: ({ device }) => device?.model ?? null },
    { header: 'Phiên bản phần mềm', width: 18, cell: ({ device }) => device?.firmware ?? null },
    { header: 'Số máy', width: 20, cell: ({ device }) => device?.serialNumber ?? null },
    { header: 'Địa chỉ', width: 34, cell: ({ address }) => address },
    { header: 'Mã hóa', width: 10, cell: ({ codec }) => codec.toUpperCase() },
    { header: 'Rộng (px)', width: 10, cell: ({ widthPx }) => widthPx },
    { header: 'Cao (px)', width: 10, cell: ({ heightPx }) => heightPx },
    { header: 'Thêm lúc', width: 20, cell: ({ createdAtMs }) => ({ atMs: createdAtMs }) },
    { header: 'Gỡ lúc', width: 20, cell: ({ removedAtMs }) => atCell(removedAtMs) },
  ]
}

export function cameraList(readers: ListReaders): ExportedList<{ readonly roomId?: string | undefined }> {
  return {
    permission: 'cameras.read',
    open: async (actor, { roomId }) => {
      const names = await readNames(readers, actor)
      const cameras = await readers.cameras.list(actor)
      return openList({
        title: 'Danh sách camera',
        words: roomId === undefined ? [] : [{ label: 'Phòng', value: names.room(roomId) }],
        columns: cameraColumns(names),
        rows: cameras.filter((camera) => roomId === undefined || camera.roomId === roomId),
      })
    },
  }
}

type LedgerRow = Pick<LedgerCamera, 'name' | 'roomId' | 'communeUnitId'> & {
  readonly dayMs: number
  readonly figures: LedgerFigures
}
const minutes = (lengthMs: number): number => Math.round((lengthMs / MINUTE_MS) * 100) / 100

function ledgerColumns(names: Names): Column<LedgerRow>[] {
  return [
    { header: 'Xã, phường', width: 20, cell: ({ communeUnitId }) => names.unit(communeUnitId) },
    { header: 'Phòng', width: 20, cell: ({ roomId }) => names.room(roomId) },
    { header: 'Camera', width: 34, cell: ({ name }) => name },
    { header: 'Ngày', width: 12, cell: ({ dayMs }) => ({ dayMs }) },
    { header: 'Phải ghi (phút)', width: 12, cell: ({ figures }) => minutes(figures.scheduledMs) },
    ...FOOTAGE_STATES.map((state) => ({
      header: `${FOOTAGE_WORDS[state]} (phút)`,
      width: 14,
      cell: ({ figures }: LedgerRow) => minutes(figures.byState[state]),
    })),
    { header: 'Chưa giải thích (phút)', width: 14, cell: ({ figures }) => minutes(figures.unexplainedMs) },
    { header: 'Giờ hành chính (phút)', width: 14, cell: ({ figures }) => minutes(figures.officeMs) },
    {
      header: 'Có hình trong giờ hành chính (phút)',
      width: 16,
      cell: ({ figures }) => minutes(figures.officeFilmedMs),
    },
  ]
}

type LedgerFilter = {
  readonly communeUnitId?: string | undefined
  readonly fromMs: number
  readonly toMs: number
}

export function ledgerList(readers: ListReaders): ExportedList<LedgerFilter> {
  return {
    permission: 'ledger.read',
    open: async (actor, filter) => {
      const names = await readNames(readers, actor)
      const month = await readers.ledger.month(actor, filter)
      return openList({
        title: 'Sổ theo dõi ghi hình theo ngày',
        words: [
          ...(filter.communeUnitId === undefined
            ? []
            : [{ label: 'Xã, phường', value: names.unit(filter.communeUnitId) }]),
          { label: 'Thời gian', value: periodWords(filter.fromMs, filter.toMs) ?? '' },
        ],
        columns: ledgerColumns(names),
        rows: month.cameras.flatMap(({ days, name, roomId, communeUnitId }) =>
          days.map((day) => ({ ...day, name, roomId, communeUnitId })),
        ),
      })
    },
  }
}

const AUDIT_COLUMNS: readonly Column<AuditRow>[] = [
  { header: 'Dòng', width: 10, cell: ({ sequence }) => sequence },
  { header: 'Lúc', width: 20, cell: ({ atMs }) => ({ atMs }) },
  { header: 'Người làm', width: 20, cell: ({ actor }) => actor },
  { header: 'Việc', width: 24, cell: ({ verb }) => verb },
  { header: 'Loại đối tượng', width: 18, cell: ({ subjectKind }) => subjectKind },
  { header: 'Đối tượng', width: 38, cell: ({ subjectId }) => subjectId },
  { header: 'Chi tiết', width: 60, cell: ({ detail }) => detail },
  { header: 'Mã băm dòng trước', width: 66, cell: ({ previousHash }) => previousHash },
  { header: 'Mã băm', width: 66, cell: ({ hash }) => hash },
]

async function* auditRows({ audit }: ListReaders, verb: string | undefined, upTo: number) {
  for (let before = upTo + 1; before > 1; ) {
    const rows = await audit.list({
      limit: ROWS_OF_A_BATCH,
      beforeSequence: before,
      ...(verb ? { verb } : {}),
    })
    if (rows.length === 0) return
    yield rows
    before = rows.at(-1)?.sequence ?? 0
  }
}

export function auditList(readers: ListReaders): ExportedList<{ readonly verb?: string | undefined }> {
  return {
    permission: 'audit.read',
    open: async (_actor: Actor, { verb }) => {
      const [newest] = await readers.audit.list({ limit: 1 })
      const upTo = newest?.sequence ?? 0
      // Without a verb the rows are numbered without holes; with one they are counted by reading them.
      let total = verb === undefined ? upTo : 0
      if (verb !== undefined) for await (const rows of auditRows(readers, verb, upTo)) total += rows.length
      return openList({
        title: 'Nhật ký thao tác',
        words: verb === undefined ? [] : [{ label: 'Việc', value: verb }],
        columns: AUDIT_COLUMNS,
        rows: { total, batches: auditRows(readers, verb, upTo) },
      })
    },
  }
}
