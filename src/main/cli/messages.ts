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
  'camera.duplicate': 'Camera này đã có với tên "{name}".',
  'camera.no-sub-stream': 'Camera không có luồng phụ. Ghi luồng chính, hoặc bật luồng phụ trong camera.',
  'camera.range-unreadable': 'Không hiểu "{value}". Ghi dải như 192.168.1.10-60 hoặc 192.168.1.0/24.',
  'camera.range-too-long': 'Dải có {count} địa chỉ, nhiều hơn {max} một lần tìm. Chia nhỏ ra.',
  'camera.list-too-long': 'Danh sách có {count} camera, nhiều hơn {max} một lần. Chia thành nhiều tệp.',
  'camera.unknown': 'Không có camera này.',
  'camera.ambiguous': 'Có nhiều camera mang tên "{name}". Dùng mã của camera (xem ở trang Camera).',
  'import.unreadable': 'Không đọc được tệp ({reason}). Lưu lại thành .xlsx hoặc .csv rồi thử lại.',
  'import.no-code-column': 'Không tìm thấy cột mã hồ sơ trong tệp. Kiểm tra dòng tiêu đề.',
  'file.missing': 'Không có tệp {path}.',
  'disk.full': 'Đĩa đầy. Giải phóng chỗ trống rồi chạy lại; bản ghi đã có vẫn còn nguyên.',
  'evidence.no-footage': 'Khoảng thời gian này không có hình để trích.',
  'room.unknown': 'Không có phòng này.',
  'backfill.time-unknown':
    'Không rõ tệp quay lúc nào: tên và nội dung không ghi giờ. Cho biết bằng --start (một tệp) hoặc --pattern.',
  'backfill.future': 'Giờ của tệp nằm trong tương lai. Xem lại giờ bắt đầu hoặc đồng hồ của đầu ghi.',
  'backfill.duplicate': 'Đã nhập trước đó, nội dung giống hệt.',
  'backfill.pattern-broken': 'Mẫu tên tệp chưa đúng: cần các nhóm year, month, day, hour, minute, second.',
  'media.unreadable': 'Không đọc được: tệp hỏng hoặc không phải hình ghi.',
  'media.no-video': 'Tệp không có hình.',
  'media.unsupported-codec': 'Không phải H.264 hoặc H.265. Xuất lại từ đầu ghi theo H.264.',
  'media.truncated': 'Tệp cụt hoặc hỏng giữa chừng; phần trước chỗ hỏng đã được giữ.',
  'folder.missing': 'Không có thư mục {path}.',
  'folder.unreadable': 'Không đọc được thư mục {path}. Kiểm tra quyền đọc.',
  'folder.too-many-files': 'Thư mục có quá nhiều tệp (giới hạn {limit}). Nhập từng thư mục con.',
  'range.empty': 'Khoảng thời gian trống: giờ đầu phải trước giờ cuối.',
}

export function sentenceOf(error: AppError): string {
  const sentence = SENTENCES[error.code] ?? `Không làm được: ${error.code} ${JSON.stringify(error.detail)}`
  return sentence.replaceAll(/\{(\w+)\}/g, (_, key: string) => String(error.detail[key] ?? ''))
}
