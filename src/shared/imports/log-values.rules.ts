import type { InstantMs } from '../kernel/instant.ts'
import {
  DAY_MS,
  fromVietnamDateTime,
  parseVietnamDateTime,
  SECOND_MS,
  VIETNAM_OFFSET_MS,
} from '../kernel/instant.ts'
import type { Channel, DossierStatus } from '../dossiers/dossiers.model.ts'
import { cleanText } from '../kernel/clean-text.ts'
import { foldWords } from '../kernel/fold-words.ts'

/** `{unit code}-{yyMMdd}-{counter}`, and the older form with the unit code at the end of the first part. */
const DOSSIER_CODE = /^(?:[A-Z]\d{2}(?:\.\d{1,3}){0,4}|\d{3}(?:\.\d{2,3}){2,3}\.[A-Z]\d{2})-\d{6}-\d{4,6}$/

/** Brings a dossier code to one spelling: no white space, upper case, plain hyphens. */
export function cleanDossierCode(text: string): string {
  return cleanText(text)
    .replaceAll(' ', '')
    .replaceAll(/[‐-―−]/g, '-')
    .toUpperCase()
}

export function isDossierCode(code: string): boolean {
  return DOSSIER_CODE.test(code)
}

/** Text that was meant as a dossier code, though perhaps a broken one: no words, and at least six digits. */
export function resemblesDossierCode(text: string): boolean {
  const cleaned = cleanText(text)
  return !/\s\p{L}/u.test(cleaned) && (cleaned.match(/\d/g)?.length ?? 0) >= 6 && cleaned.includes('-')
}

/** The `yyMMdd` that a dossier code carries: the day on which it was received. */
export function dayOfDossierCode(code: string): string | null {
  return isDossierCode(code) ? (code.split('-')[1] ?? null) : null
}

const LONGEST_DATE = 48
const EARLIEST_LOG_MS = Date.UTC(2000, 0, 1)
const LATEST_LOG_MS = Date.UTC(2100, 0, 1)
const EXCEL_SERIAL = /^\d{5}(?:\.\d+)?$/
/** Day 0 of Excel's calendar as it counts after February 1900. */
const EXCEL_EPOCH_MS = Date.UTC(1899, 11, 30)

function fromExcelSerial(text: string): InstantMs | null {
  if (!EXCEL_SERIAL.test(text)) return null
  const wallClockMs = EXCEL_EPOCH_MS + Number(text) * DAY_MS
  return Math.round(wallClockMs / SECOND_MS) * SECOND_MS - VIETNAM_OFFSET_MS
}

const CLOCK = String.raw`\d{1,2}\s*(?::|h|g|giờ)\s*(?:\d{2})?(?::\d{2}|\s*(?:'|p|ph|phút))?(?:\s*(?:SA|CH|AM|PM))?`
/** `9h15 ngày 20/11/2026`, `20-11-2026 9h`, `20 tháng 11 năm 2026`, `20/11/2026 02:15 CH`. */
const WRITTEN = new RegExp(
  String.raw`^(?:(${CLOCK})[\s,]+)?(?:ngày\s+)?(\d{1,2})(?:[/.-]|\s+tháng\s+)(\d{1,2})(?:[/.-]|\s+năm\s+)(\d{4})(?:[\s,]+(${CLOCK}))?$`,
  'iu',
)

function fromWrittenDate(text: string): InstantMs | null {
  const [, before, day, month, year, behind] = WRITTEN.exec(text) ?? []
  if (year === undefined || (before !== undefined && behind !== undefined)) return null
  const clock = before ?? behind ?? '0:00'
  const [hour = 0, minute = 0, second = 0] = (clock.match(/\d{1,2}/g) ?? []).map(Number)
  const half = /(?:SA|CH|AM|PM)$/i.exec(clock)?.[0].toUpperCase()
  if (half !== undefined && (hour < 1 || hour > 12)) return null
  const isAfternoon = half === 'CH' || half === 'PM'
  return fromVietnamDateTime({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: half === undefined ? hour : (hour % 12) + (isAfternoon ? 12 : 0),
    minute,
    second,
  })
}

/**
 * Log time of a date cell: Vietnamese text, or the serial number of a date that lost its format. `null` for anything
 * else and for years that no register can mean (0202, 20226).
 */
export function parseLogDate(text: string): InstantMs | null {
  const cleaned = cleanText(text)
  const isLong = cleaned.length > LONGEST_DATE
  if (isLong || !/\d{4}/.test(cleaned)) return null
  const atLogMs = parseVietnamDateTime(cleaned) ?? fromExcelSerial(cleaned) ?? fromWrittenDate(cleaned)
  return atLogMs !== null && atLogMs >= EARLIEST_LOG_MS && atLogMs < LATEST_LOG_MS ? atLogMs : null
}

const STATUS_LABELS: Readonly<Record<DossierStatus, readonly string[]>> = {
  registered: ['Mới đăng ký'],
  received: ['Được tiếp nhận', 'Đã tiếp nhận'],
  'not-received': ['Không được tiếp nhận', 'Từ chối tiếp nhận'],
  'in-progress': ['Đang xử lý', 'Đang giải quyết'],
  'supplement-requested': ['Yêu cầu bổ sung giấy tờ', 'Yêu cầu bổ sung'],
  'payment-requested': ['Yêu cầu thực hiện nghĩa vụ tài chính'],
  withdrawn: ['Công dân yêu cầu rút', 'Công dân yêu cầu rút hồ sơ'],
  stopped: ['Dừng xử lý'],
  finished: ['Đã xử lý xong', 'Có kết quả', 'Đã có kết quả'],
  returned: ['Đã trả kết quả'],
}

const CHANNEL_LABELS: Readonly<Record<Channel, readonly string[]>> = {
  'walk-in': ['Trực tiếp', 'Nộp trực tiếp'],
  online: ['Trực tuyến', 'Nộp trực tuyến'],
  postal: ['BCCI', 'Bưu chính', 'Bưu chính công ích', 'Qua bưu chính công ích', 'Dịch vụ bưu chính công ích'],
}

/** Folded label, and the value's number in the list, to the value. */
function byLabel<Value extends string>(
  labels: Readonly<Record<Value, readonly string[]>>,
  values: readonly Value[],
) {
  const entries = values.flatMap((value, index) =>
    [String(index + 1), ...labels[value].map(foldWords)].map((label) => [label, value] as const),
  )
  return new Map(entries)
}

const STATUS_BY_LABEL = byLabel(STATUS_LABELS, [
  'registered',
  'received',
  'not-received',
  'in-progress',
  'supplement-requested',
  'payment-requested',
  'withdrawn',
  'stopped',
  'finished',
  'returned',
])
const CHANNEL_BY_LABEL = byLabel(CHANNEL_LABELS, ['walk-in', 'online', 'postal'])

/** `'4. Đang xử lý'` is as good as `'Đang xử lý'` or `'4'`. */
function lookUp<Value>(byFoldedLabel: ReadonlyMap<string, Value>, text: string): Value | null {
  const folded = foldWords(text)
  return byFoldedLabel.get(folded) ?? byFoldedLabel.get(folded.replace(/^\d+ /, '')) ?? null
}

export const parseStatus = (text: string): DossierStatus | null => lookUp(STATUS_BY_LABEL, text)
export const parseChannel = (text: string): Channel | null => lookUp(CHANNEL_BY_LABEL, text)

/**
 * `1.001193.000.00.00.H56` and `2.002621.H56` → `1.001193`, `2.002621`. Zeros at the end that a numeric cell lost
 * come back. `null` when it is no procedure code.
 */
export function normaliseProcedureCode(text: string): string | null {
  const match = /^(\d)\.(\d{6}|\d{3,5}$)(?=\.|$)/.exec(cleanText(text))
  const [, kind, number] = match ?? []
  return kind && number ? `${kind}.${number.padEnd(6, '0')}` : null
}
