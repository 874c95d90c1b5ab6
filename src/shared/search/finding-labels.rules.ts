import type { FindingKind } from '../findings/findings.model.ts'

/** What a finding is called where it is looked for: a place to look at, not a verdict. */
export const FINDING_LABELS: Readonly<Record<FindingKind, { readonly vi: string; readonly en: string }>> = {
  'receipt-back-dated': { vi: 'Ngày tiếp nhận bị lùi', en: 'Receipt back-dated' },
  'due-date-moved': { vi: 'Hạn trả bị dời', en: 'Due date moved' },
  'dossier-vanished': { vi: 'Hồ sơ biến mất khỏi sổ', en: 'Dossier vanished from the log' },
  'end-of-day-burst': { vi: 'Nhập dồn cuối ngày', en: 'End-of-day burst' },
  'late-keying': { vi: 'Nhập dồn, nhập muộn', en: 'Late keying' },
  'received-outside-hours': { vi: 'Tiếp nhận ngoài giờ', en: 'Received outside hours' },
  'two-receptions-at-once': { vi: 'Hai lượt tiếp nhận cùng lúc tại một quầy', en: 'Two receptions at once' },
  'due-date-disagrees': { vi: 'Hạn trả khác với cách tính', en: 'Due date disagrees' },
  'overdue-without-apology': { vi: 'Quá hạn không có văn bản xin lỗi', en: 'Overdue without apology' },
  'dossier-without-footage': { vi: 'Hồ sơ không có hình', en: 'Dossier without footage' },
  'session-not-held': {
    vi: 'Buổi tiếp dân theo lịch không có sổ, không có hình',
    en: 'Session without entry or footage',
  },
  'delegated-to-deputy': { vi: 'Cấp phó tiếp dân thay', en: 'Delegated to a deputy' },
  'person-without-dossier': { vi: 'Có người, không có hồ sơ', en: 'Person without dossier' },
  'dossier-without-person': { vi: 'Có hồ sơ, không thấy người', en: 'Dossier without person' },
  'desk-unattended': { vi: 'Quầy không có người trực', en: 'Desk unattended' },
  'opened-late': { vi: 'Mở cửa muộn', en: 'Opened late' },
  'closed-early': { vi: 'Đóng cửa sớm', en: 'Closed early' },
  'reception-table-empty': { vi: 'Bàn tiếp dân trống', en: 'Reception table empty' },
  'camera-covered': { vi: 'Camera bị che', en: 'Camera covered' },
  'camera-blurred': { vi: 'Camera bị mờ', en: 'Camera blurred' },
  'camera-moved': { vi: 'Camera bị xoay', en: 'Camera moved' },
  'camera-frozen': { vi: 'Camera đứng hình', en: 'Camera frozen' },
}
