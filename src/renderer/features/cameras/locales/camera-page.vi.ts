/** Words of one camera's own page. */
export const page = {
  unknown: 'Không có camera này',
  unknownAdvice:
    'Camera có thể đã bị gỡ, hoặc đơn vị bạn không còn quyền xem. Mở danh sách để chọn camera khác.',
  toList: 'Danh sách camera',
  reprobe: 'Kiểm tra lại',
  identity: 'Camera này',
  added: 'Thêm lúc',
  newest: 'Lần kiểm tra mới nhất',
  noProbe: 'Chưa có lần kiểm tra nào',
  noProbeAdvice: 'Bấm “Kiểm tra lại” để phần mềm thử từng bước với mật khẩu đã lưu.',
  allSteps: 'Xem đủ các bước',
  fewSteps: 'Chỉ xem điều cần lưu ý',
  baseline: 'So với lúc thêm',
  fact: 'Mục',
  atStart: 'Lúc thêm ({{date}})',
  now: 'Bây giờ ({{date}})',
  differs: 'So sánh',
  changed: 'Đã khác',
  same: 'như cũ',
  nothingToCompare: 'Mới có một lần kiểm tra đạt, chưa có gì để so. Bấm “Kiểm tra lại” để so với lúc thêm.',
  changes: 'Thay đổi phần mềm nhận thấy',
  noChanges: 'Chưa thấy camera thay đổi gì.',
  changeOf: '{{field}}: {{before}} → {{after}}',
  clock: 'Đồng hồ camera, {{count}} ngày qua',
  clockChart: 'Độ lệch đồng hồ camera; mới nhất {{offset}} lúc {{time}}',
  clockNow: 'Mới nhất, lúc {{time}}: {{clock}}. Vùng nhạt là sai số khi đo.',
  noClock: 'Chưa đo được đồng hồ camera',
  noClockAdvice:
    'Phần mềm đo năm phút một lần khi camera trả lời. Camera chỉ có RTSP thì không đo được: giờ lấy theo máy trạm.',
  events: 'Camera báo hôm nay',
  eventsHint: 'Chỉ là gợi ý để tìm chỗ cần xem, không phải bằng chứng: camera có thể báo nhầm hoặc bỏ sót.',
  noEvents: 'Hôm nay camera chưa báo gì',
  noEventsAdvice: 'Muốn camera báo chuyển động hay bị che, bật các mục đó trong trang cài đặt của camera.',
  noEventService: 'Camera này không có chức năng báo sự kiện (ONVIF Events).',
  hour: '{{hour}} giờ',
  settings: 'Cài đặt',
  change: 'Thay đổi',
  login: 'Tài khoản kết nối',
  loginAs: 'Đang dùng: {{user}}. Mật khẩu được cất kín, không hiện lại.',
  removeAbout: 'Ngừng ghi và bỏ khỏi danh sách. Hình đã ghi vẫn giữ.',
  saved: 'Đã lưu cài đặt của {{name}}.',
}

export const audio = {
  label: 'Ghi âm thanh',
  off: 'Đang tắt. Chỉ bật khi có lý do; lý do được ghi vào nhật ký.',
  onSince: 'Đang ghi, lý do: {{reason}}',
  turnOn: 'Bật ghi âm',
  turnOff: 'Tắt ghi âm',
  title: 'Bật ghi âm: {{name}}',
  why: 'Ghi lời nói của người dân là việc hệ trọng nên mặc định tắt. Bật thì phải nêu lý do; lý do, người bật và giờ bật được ghi vào nhật ký.',
  reason: 'Lý do ghi âm',
  reasonHint: 'Ví dụ: theo Quyết định số …/QĐ-UBND về ghi âm buổi tiếp công dân',
}

export const fact = {
  device: 'Thiết bị',
  firmware: 'Phần mềm',
  serial: 'Số sê-ri',
  codec: 'Chuẩn nén',
  size: 'Cỡ hình',
  frames: 'Tốc độ hình',
  keyframes: 'Khung khóa',
  bitrate: 'Băng thông',
  'stream-uri': 'Địa chỉ luồng',
  'sub-stream': 'Luồng phụ',
}

export const changeField = {
  firmware: 'Phần mềm',
  model: 'Kiểu máy',
  'serial-number': 'Số sê-ri',
  codec: 'Chuẩn nén',
  resolution: 'Cỡ hình',
  profile: 'Luồng hình',
  'stream-uri': 'Địa chỉ luồng',
  'keyframe-spacing': 'Khoảng cách khung khóa',
  clock: 'Đồng hồ camera nhảy',
}

export const event = {
  motion: 'Chuyển động',
  tamper: 'Bị che, bị phá',
  'scene-change': 'Đổi góc nhìn',
  'signal-loss': 'Mất hình',
  other: 'Việc khác',
}

export const service = {
  media2: 'Media2 (H.265)',
  events: 'Báo sự kiện',
  recordings: 'Thẻ nhớ (Profile G)',
}
