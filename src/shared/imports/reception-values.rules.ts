import { cleanText } from '../kernel/clean-text.ts'
import { foldWords } from '../kernel/fold-words.ts'
import type {
  DaySession,
  PetitionKind,
  PetitionRow,
  ReceptionHandling,
  ReceptionRegime,
  ScheduleRow,
} from './import-rows.model.ts'

type Labels<Value> = readonly (readonly [Value, readonly string[]])[]

/** Whole labels, compared without accents, case and signs. */
function lookUpIn<Value>(labels: Labels<Value>): (text: string) => Value | null {
  const byLabel = new Map(labels.flatMap(([value, names]) => names.map((name) => [foldWords(name), value])))
  return (text) => byLabel.get(foldWords(text)) ?? null
}

export const parsePetitionKind = lookUpIn<PetitionKind>([
  ['complaint', ['Khiếu nại', 'Đơn khiếu nại']],
  ['denunciation', ['Tố cáo', 'Đơn tố cáo']],
  [
    'feedback',
    ['Kiến nghị', 'Phản ánh', 'Kiến nghị, phản ánh', 'Phản ánh, kiến nghị', 'Đơn kiến nghị', 'Đơn phản ánh'],
  ],
  ['feedback', ['Đơn kiến nghị, phản ánh', 'KNPA', 'PAKN']],
])

export const parseRegime = lookUpIn<ReceptionRegime>([
  ['regular', ['Thường xuyên', 'Tiếp thường xuyên', 'Tiếp công dân thường xuyên']],
  ['head', ['Thủ trưởng', 'Thủ trưởng tiếp', 'Định kỳ', 'Tiếp định kỳ', 'Lãnh đạo tiếp', 'Đột xuất']],
  [
    'head',
    ['Chủ tịch tiếp', 'Chủ tịch UBND tiếp', 'Người đứng đầu', 'Tiếp định kỳ và đột xuất của Thủ trưởng'],
  ],
  ['delegated', ['Ủy quyền', 'Uỷ quyền', 'Ủy quyền tiếp', 'Tiếp ủy quyền', 'Được ủy quyền']],
])

export const parseHandling = lookUpIn<ReceptionHandling>([
  ['accepted', ['Thụ lý', 'Thụ lý để giải quyết', 'Thụ lý giải quyết']],
  ['returned-with-guidance', ['Trả lại đơn và hướng dẫn', 'Trả đơn, hướng dẫn', 'Hướng dẫn', 'Trả lại đơn']],
  ['forwarded', ['Chuyển đơn', 'Chuyển cơ quan có thẩm quyền', 'Chuyển']],
])

export const parseSession = lookUpIn<DaySession>([
  ['morning', ['Sáng', 'Buổi sáng', 'S', 'Ca sáng']],
  ['afternoon', ['Chiều', 'Buổi chiều', 'C', 'Ca chiều']],
  ['day', ['Cả ngày', 'Ngày', 'Sáng, chiều', 'Sáng và chiều', 'Cả 2 buổi']],
])

export const parsePetitionSource = lookUpIn<NonNullable<PetitionRow['source']>>([
  ['in-person', ['Trực tiếp', 'Nộp trực tiếp', 'Tiếp công dân']],
  ['post', ['Bưu điện', 'Bưu chính', 'Qua bưu điện', 'Qua bưu chính', 'Đường bưu điện']],
  ['hotline', ['Đường dây nóng', 'Điện thoại']],
  ['online', ['Trực tuyến', 'Thư điện tử', 'Email', 'Cổng thông tin', 'Qua mạng']],
  ['transferred', ['Chuyển đến', 'Cơ quan khác chuyển đến', 'Cấp trên chuyển', 'Nơi khác chuyển đến']],
])

export const parseOutcome = lookUpIn<NonNullable<PetitionRow['outcome']>>([
  ['right', ['Đúng', 'Đúng toàn bộ', 'Có cơ sở']],
  ['partly-right', ['Có đúng có sai', 'Đúng một phần', 'Có đúng, có sai']],
  ['wrong', ['Sai', 'Sai toàn bộ', 'Không có cơ sở']],
])

export const parseYesNo = lookUpIn<boolean>([
  [true, ['Có', 'x', 'Đủ', 'Đủ điều kiện', 'Thuộc', 'Thuộc thẩm quyền', 'TRUE', '1', 'Đúng']],
  [false, ['Không', 'Không đủ', 'Không đủ điều kiện', 'Không thuộc', 'Không thuộc thẩm quyền', 'FALSE', '0']],
])

/** `Chủ tịch UBND phường` is the chair, `Phó Chủ tịch` a deputy, anyone else an officer. */
export function parseHostRole(text: string): ScheduleRow['hostRole'] {
  const folded = ` ${foldWords(text)} `
  if (/ (?:pho chu tich|pct) /.test(folded)) return 'deputy'
  return / (?:chu tich|ct) /.test(folded) ? 'chair' : 'officer'
}

/** Any sign in a cell that is ticked: not empty, not `0`, `-` or `Không`. */
export function isTicked(text: string): boolean {
  return !['', '0', 'khong', 'false'].includes(foldWords(text) || (/[xv✓✔☑]/iu.test(text) ? 'x' : ''))
}

/** `05 người`, `5` → 5; null: no whole number from 1 on. */
export function parseCount(text: string): number | null {
  const match = /^(\d{1,6})(?: nguoi| cong dan| luot)?$/.exec(foldWords(text))
  const count = Number(match?.[1] ?? 0)
  return count >= 1 ? count : null
}

/** `Lần 2`, `2`, `Lần đầu`, `Nhiều lần` (2). */
export function parseVisitNumber(text: string): number | null {
  const folded = foldWords(text)
  if (['lan dau', 'dau', 'lan thu nhat'].includes(folded)) return 1
  if (['nhieu lan', 'lan sau'].includes(folded)) return 2
  return parseCount(folded.replace(/^(?:lan thu|lan) /, ''))
}

export type KindAndPeople = { readonly kind: PetitionKind | null; readonly peopleCount: number | null }

/** Column 6 of Mẫu 03: `Khiếu nại/05 người`, `Tố cáo`, `3`. null: neither. */
export function parseKindAndPeople(text: string): KindAndPeople | null {
  const cleaned = cleanText(text)
  const digits = /(\d{1,6})\s*(?:người|công dân)?\s*\)?\s*$/iu.exec(cleaned)
  const words = cleaned.slice(0, digits?.index ?? cleaned.length).replace(/[\s/,;:(–-]+$/u, '')
  const kind = words === '' ? null : parsePetitionKind(words)
  const peopleCount = digits ? Number(digits[1]) : null
  const isReadable = (words === '' || kind !== null) && (peopleCount === null || peopleCount >= 1)
  return isReadable && (kind !== null || peopleCount !== null) ? { kind, peopleCount } : null
}
