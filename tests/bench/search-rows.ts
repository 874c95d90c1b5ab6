import BetterSqlite3 from 'better-sqlite3'
import { DAY_MS, MINUTE_MS } from '#shared/kernel/instant.ts'
import type { Id } from '#shared/kernel/ids.ts'

const ACTS = [
  'Đăng ký',
  'Cấp lại',
  'Chứng thực',
  'Xác nhận',
  'Thay đổi',
  'Trích lục',
  'Gia hạn',
  'Hủy bỏ',
  'Hỗ trợ',
  'Cấp đổi',
]
const MATTERS = [
  'khai sinh',
  'khai tử',
  'kết hôn',
  'giám hộ',
  'hộ tịch',
  'cư trú',
  'đất ở',
  'hộ kinh doanh',
  'bản sao từ bản chính',
  'chữ ký',
  'di chúc',
  'người khuyết tật',
  'mai táng phí',
  'trợ cấp xã hội',
  'giấy phép xây dựng',
]
const KINDS = ['', ' có yếu tố nước ngoài', ' lưu động']
/** 450, of which the first are asked for far oftener than the last. */
export const PROCEDURES = KINDS.flatMap((kind) =>
  ACTS.flatMap((act) => MATTERS.map((matter) => `${act} ${matter}${kind}`)),
)
const FAMILY = ['Nguyễn', 'Nguyễn', 'Nguyễn', 'Trần', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng']
const GIVEN = ['Bình', 'Hoa', 'Nam', 'Thủy', 'Đức', 'Hương', 'Tuấn', 'Yến', 'Quang', 'Ánh']

export const OFFICERS_PER_SOURCE = 6
const PER_DAY = 120

function officerOf(source: number, index: number): string {
  const pick = source * OFFICERS_PER_SOURCE + (index % OFFICERS_PER_SOURCE)
  return `${FAMILY[(pick * 7) % FAMILY.length] ?? ''} Thị ${GIVEN[(pick * 3 + source) % GIVEN.length] ?? ''}`
}

export function codeOf(source: number, index: number, startMs: number): string {
  const day = new Date(startMs + Math.floor(index / PER_DAY) * DAY_MS)
  const date = day.toISOString().slice(2, 10).replaceAll('-', '')
  return `H42.${source + 10}-${date}-${String((index % PER_DAY) + 1).padStart(4, '0')}`
}

export type FilledSource = { readonly id: Id; readonly importId: Id; readonly number: number }

/** Dossiers `first` to `last` of each source, in order of receipt, as an import of each month would have brought them. */
export function fillDossiers(
  path: string,
  sources: readonly FilledSource[],
  startMs: number,
  range: { readonly first: number; readonly last: number },
): void {
  const database = new BetterSqlite3(path)
  database.pragma('synchronous = OFF')
  database.pragma('cache_size = -262144')
  const insert =
    database.prepare(`insert into dossiers (id, source_id, import_id, row_number, code, procedure_name,
      received_at_log_ms, channel, officer_name) values (?, ?, ?, ?, ?, ?, ?, 'walk-in', ?)`)
  for (const { id, importId, number } of sources) {
    database.transaction(() => {
      for (let index = range.first; index < range.last; index += 1) {
        const random = ((index * 2654435761 + number * 40503) % 4294967296) / 4294967296
        const procedure = PROCEDURES[Math.floor(random ** 3 * PROCEDURES.length)]
        const atMs = startMs + Math.floor(index / PER_DAY) * DAY_MS + (index % PER_DAY) * 4 * MINUTE_MS
        insert.run(
          `${String(number).padStart(8, '0')}-0000-7000-8000-${String(index).padStart(12, '0')}`,
          id,
          importId,
          index + 1,
          codeOf(number, index, startMs),
          procedure,
          atMs,
          officerOf(number, index),
        )
      }
    })()
  }
  database.close()
}
