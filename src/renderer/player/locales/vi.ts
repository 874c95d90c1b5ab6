export const vi = {
  source: { original: 'Hình gốc', proxy: 'Bản chuyển mã H.264' },
  sourceShort: 'H.264',
  sourceReason: {
    decodable: 'Đang phát đúng tệp đã ghi, không qua chuyển mã.',
    'codec-unsupported':
      'Máy này không giải mã được định dạng của camera, nên phần mềm phát bản chuyển mã. Chứng cứ vẫn cắt từ hình gốc.',
    'decode-failed':
      'Máy này không giải mã được đoạn hình gốc, nên phần mềm phát bản chuyển mã. Chứng cứ vẫn cắt từ hình gốc.',
  },
  independent: 'Khung riêng',
  independentWhy: 'Khung này có mốc giờ riêng, không chạy theo các khung khác. Bấm T để về cùng giờ.',
  keyframes: 'Chỉ khung chính',
  keyframesWhy:
    'Chạy nhanh hoặc lùi: chỉ phát khung chính của mỗi đoạn, giữa hai khung có hình không được phát. Giờ trên khung là giờ của khung đang thấy.',
  soundOn: 'Tắt tiếng',
  soundOff: 'Bật tiếng',
  soundNone: 'Hình đang phát không kèm tiếng: bản chuyển mã hoặc chỉ khung chính',
  zoomReset: 'Về cỡ thường',
  previousFootage: 'Hình trước',
  nextFootage: 'Hình kế tiếp',
  makeMain: 'Đưa {{name}} lên khung chính',
  loading: 'Đang tải hình',
  ended: 'Hết hình đã ghi',
  skipped: 'Đã bỏ qua {{duration}} không có hình: {{cause}}',
  noPicture: 'Không có hình {{from}}–{{to}}',
  clipCamera: 'Camera trong gói',
  clipFailed: 'Máy này không phát được đoạn hình này. Hãy tải gói về và mở bằng phần mềm xem hình.',
  failed: {
    forbidden: 'Đơn vị của bạn chưa được cấp quyền xem camera này. Đề nghị đơn vị chủ quản cấp quyền.',
    unauthenticated: 'Phiên làm việc đã hết. Hãy đăng nhập lại.',
    'not-found': 'Không tìm thấy hình ở vị trí này.',
    unreachable: 'Máy chủ chưa trả lời. Phần mềm giữ nguyên vị trí và tự thử lại.',
    decode: 'Đoạn hình này bị hỏng, không giải mã được.',
  },
} as const
