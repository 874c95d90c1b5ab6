/** What the check found, and the one next step. `<code>_<context>`: the same finding, said more exactly. */
export const probe = {
  skipped: 'Chưa kiểm tra vì bước trước không đạt.',
  'no-onvif': 'Camera chỉ có luồng RTSP nên không hỏi được bước này.',
  reach: {
    ok: 'Camera có trả lời.',
    refused:
      'Thiết bị từ chối kết nối ở cổng này. Bật ONVIF trong trang cài đặt của camera, hoặc ghi thêm cổng, ví dụ 192.168.1.64:8000.',
    timeout:
      'Không có trả lời từ địa chỉ này. Kiểm tra nguồn, dây mạng và máy trạm có cùng mạng với camera không.',
    'no-host': 'Không tìm thấy tên máy này trên mạng. Ghi bằng số IP, ví dụ 192.168.1.64.',
    'not-onvif':
      'Có thiết bị trả lời nhưng không phải camera chuẩn ONVIF. Xem lại địa chỉ, hoặc bật ONVIF trong camera.',
    'not-a-camera':
      'Thiết bị này nói chuẩn ONVIF nhưng không có hình (máy in, chuông cửa, bộ chia mạng…). Xem lại địa chỉ camera.',
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
    'none-needed_any-password':
      'Camera nhận mật khẩu nào cũng được: ai trong mạng cũng xem được. Bật xác thực ONVIF và RTSP trong camera rồi kiểm tra lại.',
  },
  services: {
    ok: 'Đã biết camera có những chức năng gì.',
    unreadable:
      'Camera không nói có những chức năng gì. Vẫn ghi hình được, nhưng không nhận được báo động và không lấy được hình trong thẻ nhớ. Cập nhật phần mềm của camera nếu cần.',
  },
  profiles: {
    ok: 'Đọc được danh sách luồng hình.',
    empty: 'Camera không có luồng hình nào. Tạo một luồng (profile) trong trang cài đặt của camera.',
    unreadable: 'Không đọc được danh sách luồng hình. Cập nhật phần mềm của camera rồi kiểm tra lại.',
  },
  'stream-uri': {
    ok: 'Có địa chỉ luồng hình.',
    rewritten:
      'Camera đưa ra địa chỉ nội bộ {{fromHost}}; phần mềm đã thay bằng {{toHost}}. Nếu không có hình, kiểm tra việc mở cổng RTSP.',
    elsewhere:
      'Hình không lấy được ở địa chỉ bạn gõ, nhưng lấy được ở {{host}} do camera chỉ. Phần mềm dùng địa chỉ đó.',
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
      'Khung khóa cách nhau {{spacing}} giây, đoạn cắt sẽ thừa nhiều. Trong cài đặt video của camera, tắt H.264+ / H.265+ (nén thông minh, Smart Codec) và đặt I-frame bằng 1–2 giây.',
    'far-apart_hikvision':
      'Khung khóa cách nhau {{spacing}} giây, đoạn cắt sẽ thừa nhiều. Trang web camera Hikvision › Configuration › Video/Audio › Video: đặt H.264+ / H.265+ là OFF, I Frame Interval bằng 2 lần số hình/giây, bấm Save.',
    'far-apart_dahua':
      'Khung khóa cách nhau {{spacing}} giây, đoạn cắt sẽ thừa nhiều. Trang web camera Dahua/KBVision › Setup › Camera › Video: đặt Smart Codec (H.264+ / H.265+) là Off, I Frame Interval bằng 2 lần FPS, bấm Save.',
    'far-apart_uniview':
      'Khung khóa cách nhau {{spacing}} giây, đoạn cắt sẽ thừa nhiều. Trang web camera Uniview › Setup › Video & Audio › Video: đặt Smart Encoding (U-Code, tương tự H.264+ / H.265+) là Off, I Frame Interval bằng 2 lần số hình/giây, bấm Save.',
    'far-apart_app':
      'Khung khóa cách nhau {{spacing}} giây, đoạn cắt sẽ thừa nhiều. Mở ứng dụng của hãng (EZVIZ, Imou Life) › cài đặt thiết bị › hình ảnh: chọn chuẩn H.264, tắt nén thông minh (H.264+ / H.265+). Nếu ứng dụng không có mục này, ghi luồng phụ.',
    unknown:
      'Chưa đo được khoảng cách khung khóa. Tắt H.264+ / H.265+ (nén thông minh, Smart Codec) rồi kiểm tra lại.',
    unknown_hikvision:
      'Chưa đo được khoảng cách khung khóa. Trang web camera Hikvision › Configuration › Video/Audio › Video: đặt H.264+ / H.265+ là OFF rồi kiểm tra lại.',
    unknown_dahua:
      'Chưa đo được khoảng cách khung khóa. Trang web camera Dahua/KBVision › Setup › Camera › Video: đặt Smart Codec (H.264+ / H.265+) là Off rồi kiểm tra lại.',
    unknown_uniview:
      'Chưa đo được khoảng cách khung khóa. Trang web camera Uniview › Setup › Video & Audio › Video: đặt Smart Encoding (U-Code, tương tự H.264+ / H.265+) là Off rồi kiểm tra lại.',
    unknown_app:
      'Chưa đo được khoảng cách khung khóa. Mở ứng dụng của hãng (EZVIZ, Imou Life), tắt nén thông minh (H.264+ / H.265+) rồi kiểm tra lại.',
  },
  'frame-rate': {
    ok: 'Tốc độ hình đúng như camera khai ({{measured}} hình/giây).',
    differs:
      'Camera khai {{declared}} hình/giây nhưng gửi {{measured}}. Phần mềm tính giờ theo hình thật nên vẫn đúng. Nếu hình giật: giảm độ phân giải hoặc số hình/giây trong camera, kiểm tra dây mạng.',
    undeclared: 'Camera không khai tốc độ hình; đo được {{measured}} hình/giây.',
  },
  continuity: {
    ok: 'Luồng hình liền mạch, chỉ từ một nguồn.',
    'foreign-ssrc':
      'Có gói hình của {{ssrcs}} nguồn lẫn vào một luồng: hình có thể là của camera khác. Khởi động lại camera hoặc đầu ghi, cập nhật phần mềm của nó rồi kiểm tra lại.',
    'timestamp-jumps':
      'Giờ trong luồng hình nhảy {{jumps}} lần khi đang xem. Bản ghi có thể bị chia nhỏ. Khởi động lại camera; nếu vẫn vậy, cập nhật phần mềm của camera.',
    unknown:
      'Chưa kiểm tra được luồng có liền mạch không. Việc ghi không bị ảnh hưởng; có thể kiểm tra lại sau.',
  },
  'sub-stream': {
    ok: 'Có luồng phụ {{widthPx}}×{{heightPx}} để xem trực tiếp nhiều camera.',
    none: 'Camera không có luồng phụ. Xem trực tiếp sẽ tốn mạng và chậm. Bật luồng phụ (Sub Stream), chuẩn H.264, trong cài đặt video của camera.',
    h265: 'Luồng phụ dùng chuẩn H.265, nhiều máy văn phòng không xem được. Đặt luồng phụ (Sub Stream) sang H.264 trong cài đặt video của camera.',
    unreachable:
      'Camera có khai luồng phụ nhưng không lấy được hình. Xem trực tiếp sẽ dùng luồng chính. Tắt rồi bật lại luồng phụ (Sub Stream) trong camera.',
  },
  recordings: {
    ok: 'Thẻ nhớ của camera có hình khoảng {{days}} ngày; lấy về bù được khi mất mạng.',
    none: 'Camera không cho lấy hình trong thẻ nhớ. Khoảng trống khi mất mạng sẽ không bù được từ camera.',
    empty:
      'Camera hỗ trợ thẻ nhớ nhưng chưa có hình nào trong thẻ. Muốn bù khoảng trống: lắp thẻ, bật ghi vào thẻ trong camera.',
    unreadable:
      'Không đọc được thẻ nhớ của camera. Việc ghi không bị ảnh hưởng. Xem thẻ có hỏng không và người dùng này có quyền xem lại không.',
  },
  security: {
    ok: 'Không thấy điều gì phải sửa về an toàn.',
    'weak-password':
      'Mật khẩu camera là mật khẩu mặc định hoặc dễ đoán. Đặt mật khẩu từ 8 ký tự, khác tên truy cập, trong camera; rồi đổi ở đây.',
    'weak-password_old-firmware':
      'Hai điều phải sửa. Mật khẩu camera mặc định hoặc dễ đoán: đặt mật khẩu từ 8 ký tự. Phần mềm camera từ năm {{year}}: tải bản mới của hãng và cập nhật.',
    'weak-password_plain-http':
      'Hai điều phải sửa. Mật khẩu camera mặc định hoặc dễ đoán: đặt mật khẩu từ 8 ký tự. Kết nối không mã hóa (http): chỉ để camera trong mạng riêng, hoặc bật HTTPS.',
    'weak-password_old-firmware-plain-http':
      'Ba điều phải sửa. Mật khẩu camera mặc định hoặc dễ đoán: đặt mật khẩu từ 8 ký tự. Phần mềm camera từ năm {{year}}: cập nhật bản mới. Kết nối không mã hóa (http): chỉ để camera trong mạng riêng, hoặc bật HTTPS.',
    'old-firmware':
      'Phần mềm camera từ năm {{year}}, các lỗ hổng tìm ra sau đó chưa được vá. Tải bản mới của hãng và cập nhật.',
    'old-firmware_plain-http':
      'Hai điều nên sửa. Phần mềm camera từ năm {{year}}: tải bản mới của hãng và cập nhật. Kết nối không mã hóa (http): chỉ để camera trong mạng riêng, hoặc bật HTTPS.',
    'plain-http':
      'Kết nối với camera không mã hóa (http). Chỉ để camera trong mạng riêng, hoặc bật HTTPS trong camera và gõ địa chỉ bằng https://.',
  },
}
