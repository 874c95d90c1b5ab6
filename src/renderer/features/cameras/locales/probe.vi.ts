/** What the check found, and the one next step. */
export const probe = {
  skipped: 'Chưa kiểm tra vì bước trước không đạt.',
  reach: {
    ok: 'Camera có trả lời.',
    refused:
      'Thiết bị từ chối kết nối ở cổng này. Bật ONVIF trong trang cài đặt của camera, hoặc ghi thêm cổng, ví dụ 192.168.1.64:8000.',
    timeout:
      'Không có trả lời từ địa chỉ này. Kiểm tra nguồn, dây mạng và máy trạm có cùng mạng với camera không.',
    'no-host': 'Không tìm thấy tên máy này trên mạng. Ghi bằng số IP, ví dụ 192.168.1.64.',
    'not-onvif':
      'Có thiết bị trả lời nhưng không phải camera chuẩn ONVIF. Xem lại địa chỉ, hoặc bật ONVIF trong camera.',
    'bad-address':
      'Địa chỉ chưa đúng dạng. Ghi số IP như 192.168.1.64, hoặc địa chỉ bắt đầu bằng http:// hay rtsp://.',
  },
  'device-time': {
    ok: 'Đồng hồ camera khớp với máy trạm ({{offset}}).',
    'far-off':
      'Đồng hồ camera lệch {{offset}}. Phần mềm vẫn tính đúng giờ; nên đặt máy chủ giờ (NTP) trong camera để giờ in trên hình không gây hiểu nhầm.',
    unavailable:
      'Camera không cho biết giờ. Giờ trên hình lấy theo máy trạm; nên đặt máy chủ giờ (NTP) trong camera.',
  },
  credentials: {
    ok: 'Camera chấp nhận tên và mật khẩu.',
    wrong:
      'Sai tên hoặc mật khẩu. Gõ lại cẩn thận: nhiều camera tự khóa sau vài lần sai. Một số hãng cần tạo riêng người dùng ONVIF.',
    'none-needed': 'Camera không đòi mật khẩu: ai trong mạng cũng xem được. Nên đặt mật khẩu cho camera.',
  },
  profiles: {
    ok: 'Đọc được danh sách luồng hình.',
    empty: 'Camera không có luồng hình nào. Tạo một luồng (profile) trong trang cài đặt của camera.',
    unreadable: 'Không đọc được danh sách luồng hình. Cập nhật phần mềm của camera rồi kiểm tra lại.',
  },
  'stream-uri': {
    ok: 'Có địa chỉ luồng hình.',
    rewritten:
      'Camera đưa ra địa chỉ nội bộ; phần mềm đã thay bằng địa chỉ bạn gõ. Nếu không có hình, kiểm tra việc mở cổng RTSP.',
    unavailable: 'Camera không cho địa chỉ luồng hình. Gõ thẳng địa chỉ rtsp://… của hãng vào ô địa chỉ.',
  },
  stream: {
    ok: 'Đã nhận được hình thật.',
    refused: 'Camera từ chối kết nối lấy hình. Kiểm tra cổng RTSP (thường là 554) có mở không.',
    'not-found': 'Không có luồng hình ở địa chỉ này. Xem lại đường dẫn rtsp:// trong tài liệu của hãng.',
    unauthorized:
      'Camera không cho lấy hình với tên và mật khẩu này. Cấp quyền xem trực tiếp cho người dùng đó.',
    timeout:
      'Camera nhận kết nối nhưng không gửi hình. Khởi động lại camera; xem có quá nhiều máy đang xem không.',
    'no-video': 'Luồng chỉ có âm thanh, không có hình. Chọn luồng khác trong cài đặt của camera.',
    'unsupported-codec': 'Chuẩn nén hình không dùng được. Đặt camera sang H.264 hoặc H.265.',
  },
  keyframes: {
    ok: 'Khung khóa đủ dày, cắt bằng chứng chính xác.',
    'far-apart':
      'Khung khóa cách nhau {{spacing}} giây, đoạn cắt sẽ thừa nhiều. Tắt H.264+ / H.265+ (nén thông minh) và đặt I-frame bằng 1–2 giây.',
    unknown: 'Chưa đo được khoảng cách khung khóa. Tắt H.264+ / H.265+ (nén thông minh) rồi kiểm tra lại.',
  },
}
