/** Of clock checks, the queue and notice boards: what happened, what it means for the work, what to do. */
export const clockAndQueueErrors = {
  'clock-check': {
    unknown: 'Không còn lần kiểm tra này. Tải lại trang rồi bắt đầu lần mới.',
    closed:
      'Lần kiểm tra này đã hết giờ (15 phút), trang mã không hiện nữa. Bắt đầu lần mới ở trang Kiểm tra đồng hồ.',
    'too-far': 'Trang mã xin mã quá xa hiện tại. Tải lại trang mã.',
    'too-long': 'Một lần chỉ tìm mã trong 20 phút hình. Chọn khoảng ngắn hơn.',
    certified: 'Lần kiểm tra này đã có chứng nhận, không đo lại được. Muốn đo lại thì bắt đầu lần mới.',
    'being-measured': 'Đang đọc mã của lần này. Chờ xong hoặc bấm Dừng.',
    'no-code':
      'Không thấy mã nào trong đoạn hình này. Chưa đo được gì. Đưa trang mã lại gần camera, để sáng màn hình, rồi chọn đúng khoảng đã đưa.',
    'too-few-codes':
      'Chỉ thấy vài mã, chưa đủ để đo. Giữ trang mã trước camera ít nhất 10 giây, không rung, rồi đọc lại.',
    'still-code':
      'Mã đứng yên: có vẻ là ảnh chụp hoặc giấy in, nên không được tính. Đưa trang mã đang chạy trước camera.',
    'replayed-code':
      'Mã chạy lùi: có vẻ là phim quay lại trang mã, nên không được tính. Đưa chính trang mã trước camera.',
    'unsteady-code':
      'Độ lệch thay đổi giữa chừng quá hai khung hình, nên không được tính. Có thể đồng hồ vừa bị chỉnh hoặc trang mã được chiếu lại. Làm lại lần mới.',
    'old-code':
      'Mã được làm cách xa giờ của hình hơn nửa ngày, nên bị coi là mã cũ. Kiểm tra khoảng hình đã chọn.',
    'forged-code':
      'Mã trong hình mang chữ ký không đúng, nên bị từ chối. Có người đưa mã giả, hoặc hình bị hỏng.',
    'other-check':
      'Mã trong hình thuộc lần kiểm tra khác của trạm này, nên không được tính. Chọn đúng lần kiểm tra và khoảng hình.',
    'foreign-code':
      'Mã trong hình không phải của trạm này, nên bị từ chối. Mở trang mã bằng liên kết của lần kiểm tra này.',
  },
  frames: {
    failed: 'Không giải mã được hình của đoạn này, nên chưa đọc được gì. Kiểm tra tệp ở trang Lưu giữ.',
  },
  qr: { failed: 'Bộ đọc mã dừng giữa chừng. Chưa lưu gì cả. Hãy chạy lại.' },
  queue: {
    unknown: 'Việc này không còn trong danh sách. Tải lại trang.',
    taken: '{{by}} đang nhận việc này. Chờ người đó trả việc, hoặc chọn việc khác.',
    'not-taken': 'Không ai đang nhận việc này. Tải lại trang.',
    done: '{{by}} đã làm xong việc này. Không có gì thay đổi.',
    'not-yours': 'Chỉ người đã ghi kết quả mới rút lại được.',
    'no-such-person': 'Không có người này, hoặc vai trò của người này không xét việc. Chọn người khác.',
    'not-their-room':
      '{{name}} chưa được quyền xem phòng này. Chọn người khác, hoặc đề nghị đơn vị quản lý cấp quyền.',
    'range-too-long': 'Một lần chỉ rút mẫu trong 400 ngày. Chọn khoảng ngắn hơn.',
    'nothing-to-draw':
      'Khoảng này không có hồ sơ nộp trực tiếp nào trong sổ. Chọn khoảng khác hoặc nhập sổ trước.',
  },
  board: {
    'not-a-board': 'Vùng này không phải bảng niêm yết. Chọn vùng khác.',
    'no-schedule': 'Bảng này chưa có lịch chụp. Đặt lịch trước.',
    'no-picture': 'Không có ảnh này, hoặc ảnh đã hết hạn giữ 24 tháng.',
    'range-too-long': 'Một lần chỉ lấy ảnh trong 400 ngày. Chọn khoảng ngắn hơn.',
    weekday: 'Lịch hằng tuần cần chọn thứ trong tuần.',
  },
}
