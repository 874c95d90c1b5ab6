import type { AppError } from '#shared/kernel/app-error.ts'

/** What happened and what to do, for the errors that a person at the command line meets. */
const SENTENCES: Readonly<Record<string, string>> = {
  'data.in-use':
    'Thư mục dữ liệu đang được một tiến trình khác dùng (số {processId}). Dừng nó trước, hoặc làm việc này trong cửa sổ chương trình.',
  'ffmpeg.missing':
    'Không tìm thấy ffmpeg. Cài ffmpeg, hoặc đặt MINH_CHUNG_FFMPEG bằng đường dẫn tới nó; chạy "doctor" để xem đã tìm ở đâu.',
  'database.newer':
    'Cơ sở dữ liệu do bản chương trình mới hơn ghi ({migration}). Dùng bản mới đó; bản này không mở để khỏi làm hỏng.',
  'camera.probe-failed':
    'Không thêm được camera: bước {step} không qua ({code}). Chạy "camera probe" để xem từng bước.',
  'camera.duplicate': 'Camera này đã có.',
  'camera.unknown': 'Không có camera này.',
  'import.unreadable': 'Không đọc được tệp ({reason}). Lưu lại thành .xlsx hoặc .csv rồi thử lại.',
  'import.no-code-column': 'Không tìm thấy cột mã hồ sơ trong tệp. Kiểm tra dòng tiêu đề.',
  'file.missing': 'Không có tệp {path}.',
  'disk.full': 'Đĩa đầy. Giải phóng chỗ trống rồi chạy lại; bản ghi đã có vẫn còn nguyên.',
  'evidence.no-footage': 'Khoảng thời gian này không có hình để trích.',
  'room.unknown': 'Không có phòng này.',
  'range.empty': 'Khoảng thời gian trống: giờ đầu phải trước giờ cuối.',
}

export function sentenceOf(error: AppError): string {
  const sentence = SENTENCES[error.code] ?? `Không làm được: ${error.code} ${JSON.stringify(error.detail)}`
  return sentence.replaceAll(/\{(\w+)\}/g, (_, key: string) => String(error.detail[key] ?? ''))
}
