import type { CoverageVerdict, DeskEventKind } from '../coverage/coverage.model.ts'
import type { ListTimeliness, ListVerdict } from '../dossiers/dossier-list.model.ts'
import type { Channel, DossierStatus } from '../dossiers/dossiers.model.ts'
import type { FindingKind, FindingState } from '../findings/findings.model.ts'
import type { FootageState } from '../recordings/recordings.model.ts'

/**
 * The words of exported sheets: office documents, always in Vietnamese. The screens say the same in the locales; a test
 * holds the two together.
 */
export const STATUS_WORDS: Readonly<Record<DossierStatus, string>> = {
  registered: 'Mới đăng ký',
  received: 'Được tiếp nhận',
  'not-received': 'Không được tiếp nhận',
  'in-progress': 'Đang xử lý',
  'supplement-requested': 'Yêu cầu bổ sung',
  'payment-requested': 'Chờ nộp phí, lệ phí',
  withdrawn: 'Công dân rút',
  stopped: 'Dừng xử lý',
  finished: 'Đã xử lý xong',
  returned: 'Đã trả kết quả',
}

export const CHANNEL_WORDS: Readonly<Record<Channel, string>> = {
  'walk-in': 'Trực tiếp',
  online: 'Trực tuyến',
  postal: 'Bưu chính',
}

export const TIMELINESS_WORDS: Readonly<Record<ListTimeliness, string>> = {
  early: 'Trước hạn',
  'on-time': 'Đúng hạn',
  overdue: 'Quá hạn',
  'open-in-time': 'Đang giải quyết, trong hạn',
  'open-overdue': 'Đang giải quyết, quá hạn',
  uncounted: 'Không tính',
}

export const VERDICT_WORDS: Readonly<Record<CoverageVerdict, string>> = {
  covered: 'Đủ hình',
  partial: 'Thiếu một phần',
  missing: 'Không có hình',
}

export const LIST_VERDICT_WORDS: Readonly<Record<ListVerdict, string>> = {
  ...VERDICT_WORDS,
  'not-at-desk': 'Không nộp tại quầy',
}

export const EVENT_WORDS: Readonly<Record<DeskEventKind, string>> = {
  received: 'Tiếp nhận',
  returned: 'Trả kết quả',
}

export const FOOTAGE_WORDS: Readonly<Record<FootageState | 'no-camera' | 'not-scheduled', string>> = {
  recorded: 'Có ghi hình',
  backfilled: 'Lấy bù từ thẻ nhớ',
  'camera-offline': 'Camera mất tín hiệu',
  'recorder-down': 'Máy ghi ngừng chạy',
  'disk-full': 'Đĩa đầy',
  obstructed: 'Bị che, bị xoay',
  expired: 'Hết hạn lưu',
  purged: 'Đã xóa có lệnh',
  'not-yet-fetched': 'Chưa lấy về',
  unknown: 'Không rõ nguyên nhân',
  'no-camera': 'Không có camera nhìn quầy',
  'not-scheduled': 'Ngoài lịch ghi',
}

export const FINDING_WORDS: Readonly<Record<FindingKind, string>> = {
  'receipt-back-dated': 'Lùi ngày tiếp nhận',
  'due-date-moved': 'Đổi ngày hẹn trả',
  'dossier-vanished': 'Hồ sơ biến mất',
  'end-of-day-burst': 'Dồn thao tác cuối ngày',
  'late-keying': 'Nhập dồn sau',
  'received-outside-hours': 'Tiếp nhận ngoài giờ',
  'two-receptions-at-once': 'Hai lượt cùng lúc',
  'due-date-disagrees': 'Hạn trả lệch cách tính',
  'overdue-without-apology': 'Quá hạn chưa xin lỗi',
  'dossier-without-footage': 'Hồ sơ không có hình',
  'session-not-held': 'Buổi tiếp dân không có sổ, không có hình',
  'delegated-to-deputy': 'Cấp phó tiếp thay',
  'person-without-dossier': 'Có người, không có hồ sơ',
  'dossier-without-person': 'Có hồ sơ, không có người',
  'desk-unattended': 'Quầy vắng người',
  'opened-late': 'Mở quầy muộn',
  'closed-early': 'Đóng quầy sớm',
  'reception-table-empty': 'Bàn tiếp dân trống',
  'camera-covered': 'Camera bị che',
  'camera-blurred': 'Hình bị mờ',
  'camera-moved': 'Camera bị xoay',
  'camera-frozen': 'Hình đứng yên',
}

export const FINDING_STATE_WORDS: Readonly<Record<FindingState, string>> = {
  open: 'Chờ xem',
  accepted: 'Đã nhận',
  dismissed: 'Đã bỏ qua',
}
