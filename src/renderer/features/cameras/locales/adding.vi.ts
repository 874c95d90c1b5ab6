/** Words of adding one camera: the search, the check, the place. */
export const search = {
  title: 'Thiết bị trên mạng',
  again: 'Tìm lại',
  stop: 'Dừng',
  failed: 'Chưa tìm được trên mạng',
  running: 'Đang tìm… thấy {{found}}',
  asked: 'Đã hỏi {{done}}/{{total}} địa chỉ, thấy {{found}}',
  count: 'Thấy {{found}} thiết bị, {{free}} chưa dùng',
  nameless: 'Thiết bị không tên',
  inUse: 'Đang dùng: {{name}}',
  nothing: 'Không thấy camera nào.',
  adviceSubnet: 'Camera ở dải mạng khác: ghi dải đó vào ô dưới rồi bấm Quét.',
  adviceAddress: 'Biết địa chỉ camera: ghi thẳng vào ô “Địa chỉ camera”, lúc nào cũng được.',
  adviceBlocked:
    'Bộ chuyển mạch hay tường lửa chặn tìm kiếm (multicast), hoặc camera chưa bật ONVIF: quét theo dải địa chỉ.',
  range: 'Quét dải địa chỉ',
  rangeHint: 'Nhiều dải cách nhau bằng dấu phẩy; tối đa {{limit}} địa chỉ',
  scan: 'Quét',
}

export const mode = { label: 'Cách thêm', one: 'Từng camera', bulk: 'Nhiều camera' }

export const obstacle = {
  'not-checked': 'Chọn thiết bị hoặc gõ địa chỉ, rồi bấm “Kiểm tra”.',
  checking: 'Đang kiểm tra. Có thể xếp chỗ trong lúc chờ.',
  failed: 'Kiểm tra chưa đạt: làm theo dòng màu đỏ rồi kiểm tra lại.',
  'no-name': 'Còn thiếu tên camera.',
  'no-room': 'Còn thiếu phòng.',
}

export const step = {
  reach: 'Tìm thấy trên mạng',
  'device-time': 'Đồng hồ camera',
  credentials: 'Tên và mật khẩu',
  services: 'Các chức năng',
  profiles: 'Các luồng hình',
  'stream-uri': 'Địa chỉ luồng hình',
  stream: 'Nhận được hình',
  keyframes: 'Khoảng cách khung khóa',
  'frame-rate': 'Tốc độ hình',
  continuity: 'Hình liền mạch',
  'sub-stream': 'Luồng phụ',
  recordings: 'Thẻ nhớ',
  security: 'An toàn',
}

export const stepAbout = {
  reach: 'Địa chỉ có trả lời và là camera',
  'device-time': 'Camera nhanh hay chậm so với máy trạm',
  credentials: 'Camera chấp nhận tên và mật khẩu',
  services: 'Media2, sự kiện, thẻ nhớ',
  profiles: 'Camera có luồng hình nào, cỡ bao nhiêu',
  'stream-uri': 'Lấy địa chỉ để nhận hình',
  stream: 'Nhận thử mười giây hình thật',
  keyframes: 'Cắt được bằng chứng chính xác đến đâu',
  'frame-rate': 'Số hình mỗi giây có đúng như khai báo',
  continuity: 'Luồng không bị lẫn, không nhảy giờ',
  'sub-stream': 'Luồng nhỏ để xem trực tiếp nhiều camera',
  recordings: 'Thẻ nhớ giữ hình được mấy ngày',
  security: 'Mật khẩu yếu, kết nối hở, phần mềm cũ',
}

export const stepRunning = {
  reach: 'Đang hỏi địa chỉ này…',
  'device-time': 'Đang đọc đồng hồ…',
  credentials: 'Đang thử tên và mật khẩu…',
  services: 'Đang hỏi các chức năng…',
  profiles: 'Đang đọc danh sách luồng…',
  'stream-uri': 'Đang hỏi địa chỉ luồng…',
  stream: 'Đang nhận hình, khoảng mười giây…',
  keyframes: 'Đang đo khung khóa…',
  'frame-rate': 'Đang đếm hình…',
  continuity: 'Đang xem luồng có liền không…',
  'sub-stream': 'Đang thử luồng phụ…',
  recordings: 'Đang hỏi thẻ nhớ…',
  security: 'Đang xem mức an toàn…',
}

export const outcome = {
  passed: 'Đạt',
  warning: 'Đạt, có điều cần lưu ý',
  failed: 'Không đạt',
  skipped: 'Không kiểm tra',
  waiting: 'Chưa kiểm tra',
  running: 'Đang kiểm tra',
}

export const found = {
  device: 'Thiết bị',
  firmware: 'Phần mềm',
  serial: 'Số sê-ri',
  picture: 'Hình',
  frames: 'Tốc độ',
  framesPerSecond: '{{frames}} hình/giây',
  framesDeclared: 'đo được {{frames}} hình/giây, camera khai {{declared}}',
  keyframes: 'Khung khóa',
  everySeconds: 'mỗi {{seconds}} giây',
  notSeen: 'chưa đo được',
  audio: 'Âm thanh',
  audioOff: 'có, mặc định không ghi',
  clock: 'Đồng hồ',
  subStream: 'Luồng phụ',
  bitrate: 'Băng thông',
  measuredRate: 'đo được {{megabits}} Mbit/s',
  declaredRate: 'camera khai {{megabits}} Mbit/s',
  perDay: 'Dung lượng',
  perDayOf: 'khoảng {{size}} mỗi ngày ({{hours}} giờ ghi)',
  card: 'Thẻ nhớ',
  cardEmpty: 'chưa có hình',
  cardDays: '{{days}} ngày hình, từ {{from}}',
  services: 'Chức năng',
}

export const clock = { agrees: 'đúng giờ', fast: 'nhanh {{length}}', slow: 'chậm {{length}}' }

export const length = {
  seconds: '{{number}} giây',
  minutes: '{{number}} phút',
  hours: '{{number}} giờ',
  days: '{{number}} ngày',
}

export const schedule = {
  label: 'Lịch ghi',
  always: 'Ghi liên tục',
  office: 'Giờ làm việc',
  officeWith: 'Giờ làm việc, trước {{before}} sau {{after}} phút',
  officeShort: 'Giờ làm việc (−{{before}}/+{{after}} phút)',
  before: 'Trước (phút)',
  after: 'Sau (phút)',
  set: 'Đặt lịch ghi',
  title: 'Đặt lịch ghi ({{count}} camera)',
  forMany: '{{count}} camera: {{names}}…',
  hint: 'Áp dụng từ bây giờ. Giờ làm việc theo lịch của xã; ngoài lịch thì không tính là thiếu hình.',
  saved: 'Đã đặt lịch ghi cho {{count}} camera.',
  notSaved: '{{count}} camera chưa nhận lịch mới',
  progress: 'Đã đặt {{done}}/{{total}}',
}

export const stream = {
  label: 'Luồng ghi',
  main: 'Luồng chính',
  sub: 'Luồng phụ',
  none: 'không có luồng phụ',
  subOf: 'phụ {{size}}',
  noSub: 'Camera không có luồng phụ dùng được, nên ghi luồng chính.',
  mainHint: 'Rõ nhất; cần nhiều đĩa nhất.',
  subHint: 'Nhẹ đĩa, nhưng có thể không đọc được mặt người và giấy tờ.',
}

export const leave = {
  title: 'Việc đang chạy',
  question: 'Rời trang này thì việc đang chạy dừng lại. Camera đã thêm vẫn giữ.',
  stay: 'Ở lại',
  go: 'Rời trang',
}
