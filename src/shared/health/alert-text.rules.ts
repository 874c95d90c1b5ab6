import type { Alert, AlertDetail, AlertKind } from './health.model.ts'

/** Short words for receivers outside the program, which has no pages there to show them in. */
const WORDS: Readonly<Record<AlertKind, (detail: AlertDetail) => string>> = {
  'camera-offline': () => 'Camera không trả lời; việc ghi hình đang dừng.',
  'camera-login-refused': () => 'Camera từ chối mật khẩu; việc ghi hình đang dừng. Nhập lại mật khẩu.',
  'camera-unstable': ({ drops }) =>
    `Camera mất kết nối ${String(drops)} lần trong một giờ. Kiểm tra dây mạng.`,
  'recorder-failed': ({ reason }) => `Máy trạm không ghi được hình (${String(reason)}).`,
  'disk-full': ({ cameras }) =>
    `Đĩa đầy: ${String(cameras)} camera không ghi được. Thêm đĩa hoặc mở khóa bớt.`,
  'disk-low': ({ days }) => `Đĩa chỉ còn đủ khoảng ${String(days)} ngày.`,
  'folder-missing': ({ paths }) => `Không thấy thư mục ghi hình: ${String(paths)}.`,
  'clock-off': ({ offsetMs }) => `Đồng hồ camera lệch ${(Number(offsetMs) / 1000).toFixed(1)} giây.`,
  'clock-unread': () => 'Hơn một giờ chưa đọc được đồng hồ camera.',
  'keyframes-far': ({ spacingMs }) =>
    `Khung khóa cách nhau ${(Number(spacingMs) / 1000).toFixed(0)} giây: tắt H.264+/H.265+ trên camera.`,
  'recorder-behind': () => 'Máy trạm ghi không kịp; đĩa hoặc máy đang quá tải.',
}

/** One line: where, what, and that it is over when it is. */
export function alertText(alert: Pick<Alert, 'kind' | 'detail' | 'endedAtMs'>, where: string): string {
  const over = alert.endedAtMs === null ? '' : 'ĐÃ HẾT – '
  return `${over}${where}: ${WORDS[alert.kind](alert.detail)}`
}
