import type { PetitionKind, ReceptionHandling, ReceptionRegime } from '../imports/import-rows.model.ts'
import type { EntryState, Petition } from '../receptions/receptions.model.ts'
import type { SessionState } from '../receptions/schedule.model.ts'

/** Words of the reception registers in exported sheets; the same as on the screens, see export-words.ts. */
export const PETITION_KIND_WORDS: Readonly<Record<PetitionKind, string>> = {
  complaint: 'Khiếu nại',
  denunciation: 'Tố cáo',
  feedback: 'Kiến nghị, phản ánh',
}
export const REGIME_WORDS: Readonly<Record<ReceptionRegime, string>> = {
  regular: 'Thường xuyên',
  head: 'Thủ trưởng tiếp',
  delegated: 'Ủy quyền tiếp',
}
export const HANDLING_WORDS: Readonly<Record<ReceptionHandling, string>> = {
  accepted: 'Thụ lý để giải quyết',
  'returned-with-guidance': 'Trả lại đơn, hướng dẫn',
  forwarded: 'Chuyển đơn',
}
export const ENTRY_STATE_WORDS: Readonly<Record<EntryState, string>> = {
  current: 'Đang có trong sổ',
  vanished: 'Bản sổ sau không còn',
  removed: 'Đã gỡ',
}
export const SOURCE_WORDS: Readonly<Record<NonNullable<Petition['source']>, string>> = {
  'in-person': 'Trực tiếp',
  post: 'Bưu điện',
  hotline: 'Đường dây nóng',
  online: 'Trực tuyến',
  transferred: 'Nơi khác chuyển đến',
}
export const OUTCOME_WORDS: Readonly<Record<NonNullable<Petition['outcome']>, string>> = {
  right: 'Đúng',
  'partly-right': 'Có đúng có sai',
  wrong: 'Sai',
}
export const SESSION_WORDS = { morning: 'Sáng', afternoon: 'Chiều', day: 'Cả ngày' } as const
export const HOST_WORDS = { chair: 'Chủ tịch', deputy: 'Phó Chủ tịch', officer: 'Cán bộ tiếp dân' } as const
export const SESSION_STATE_WORDS: Readonly<Record<SessionState, string>> = {
  planned: 'Chưa đến',
  'under-way': 'Đang diễn ra',
  'held-recorded': 'Có sổ, có hình',
  'held-unrecorded': 'Có sổ, không hình',
  'recorded-unregistered': 'Có hình, không sổ',
  'not-held': 'Không sổ, không hình',
}
