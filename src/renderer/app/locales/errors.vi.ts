import { presenceErrors } from './errors-presence.vi.ts'
import { clockAndQueueErrors } from './errors-clock-and-queue.vi.ts'

/** What happened, what it means for the work, what to do. */
export const errors = {
  unknown:
    'Có lỗi chưa rõ ({{code}}). Việc vừa làm chưa được lưu. Hãy thử lại; nếu vẫn lỗi, báo quản trị hệ thống.',
  host: {
    unreachable:
      'Không liên lạc được với máy trạm. Số liệu trên màn hình có thể đã cũ. Kiểm tra mạng rồi thử lại.',
  },
  input: { invalid: 'Có ô nhập chưa đúng. Chưa lưu gì cả. Xem lại các ô rồi thử lại.' },
  internal: 'Máy trạm gặp lỗi. Việc vừa làm chưa được lưu. Hãy thử lại; nếu vẫn lỗi, báo quản trị hệ thống.',
  unexpected:
    'Máy trạm gặp lỗi. Việc vừa làm chưa được lưu. Hãy thử lại; nếu vẫn lỗi, báo quản trị hệ thống.',
  call: { cancelled: 'Việc này đã được dừng trước khi xong. Không có gì được lưu.' },
  login: {
    wrong: 'Tên đăng nhập hoặc mật khẩu chưa đúng. Gõ lại; chú ý phím Caps Lock và bộ gõ tiếng Việt.',
    locked:
      'Tài khoản tạm khóa vì gõ sai nhiều lần. Thử lại sau {{minutes}} phút, hoặc nhờ quản trị đặt lại mật khẩu.',
  },
  view: {
    unknown: 'Không còn bộ lọc đã lưu này. Tải lại trang.',
    'too-many': 'Mỗi trang giữ được nhiều nhất {{most}} bộ lọc. Xóa bớt một bộ lọc cũ rồi lưu lại.',
  },
  export: {
    'too-many':
      'Danh sách có {{rows}} dòng, một tệp Excel chỉ xuất được {{most}} dòng. Lọc hẹp lại, ví dụ theo tháng, rồi xuất lại.',
    changed:
      'Danh sách thay đổi trong lúc xuất ({{rows}}/{{total}} dòng), nên tệp không được giữ. Hãy xuất lại.',
    gone: 'Tệp này không còn chờ tải (quá 15 phút). Hãy xuất lại.',
  },
  finding: {
    unknown: 'Không còn dấu hiệu này; có thể lần tính sau đã bỏ nó. Tải lại danh sách.',
  },
  station: {
    'has-users': 'Trạm đã có người quản trị. Tải lại trang rồi đăng nhập.',
  },
  session: {
    none: 'Phiên làm việc đã hết. Đăng nhập lại để làm tiếp; trang đang xem được giữ nguyên.',
    expired: 'Phiên làm việc đã hết. Đăng nhập lại để làm tiếp; trang đang xem được giữ nguyên.',
  },
  permission: {
    denied: 'Vai trò của bạn không được làm việc này. Nếu cần, nhờ quản trị hệ thống cấp quyền.',
  },
  room: {
    'not-yours':
      'Phòng này do đơn vị khác quản lý, đơn vị bạn chưa được quyền xem. Đề nghị đơn vị quản lý cấp quyền.',
    unknown: 'Không còn phòng này. Tải lại trang rồi chọn phòng khác.',
    'not-in-commune': 'Phòng phải thuộc một xã, phường. Chọn lại đơn vị.',
  },
  unit: {
    unknown: 'Không còn đơn vị này. Tải lại trang rồi chọn đơn vị khác.',
    'already-ended': 'Đơn vị này đã kết thúc trước đó. Không có gì thay đổi.',
    exists: 'Đã có đơn vị mang mã này. Kiểm tra lại mã định danh.',
  },
  calendar: {
    'not-midnight': 'Lịch làm việc chỉ áp dụng được từ đầu một ngày. Chưa lưu gì cả. Chọn lại ngày áp dụng.',
  },
  ledger: {
    'not-adding-up':
      'Sổ vắng hình của {{camera}} không cộng khớp nên không hiện ra. Hình đã ghi không bị ảnh hưởng. Báo ngay quản trị hệ thống.',
  },
  counter: {
    exists: 'Phòng này đã có quầy mang mã đó. Chọn mã khác.',
    unknown: 'Không còn quầy này. Tải lại trang rồi chọn quầy khác.',
    'not-in-room': 'Quầy đã chọn không thuộc phòng này. Chọn lại quầy.',
  },
  user: {
    exists: 'Tên đăng nhập đã có người dùng. Chọn tên khác.',
    unknown: 'Không còn tài khoản này. Tải lại trang.',
    self: 'Không thể tự khóa tài khoản của mình. Nhờ một quản trị khác.',
    inactive: 'Tài khoản này đang bị khóa. Nhờ quản trị hệ thống mở lại.',
  },
  grant: {
    unknown: 'Không còn quyền xem này. Tải lại trang.',
    owner: 'Đơn vị này đang quản lý phòng nên đã xem được, không cần cấp thêm.',
    'already-revoked': 'Quyền xem này đã thu hồi trước đó. Không có gì thay đổi.',
  },
  camera: {
    'no-card': 'Camera chỉ có luồng RTSP nên không đọc được thẻ nhớ. Nhập tệp từ đầu ghi thay thế.',
    'probe-failed': 'Camera chưa qua kiểm tra nên chưa được thêm. Làm theo bước báo đỏ rồi kiểm tra lại.',
    duplicate: 'Camera này đã có trong danh sách với tên “{{name}}”. Không thêm lần nữa.',
    unknown: 'Không còn camera này. Tải lại trang.',
    ambiguous: 'Có nhiều camera mang tên này. Chọn theo mã của camera.',
    removed: 'Camera này đã được gỡ. Hình đã ghi vẫn còn.',
    'no-clock': 'Camera chỉ có luồng RTSP nên không hỏi được giờ. Giờ trên hình lấy theo máy trạm.',
    'counter-elsewhere': 'Quầy đã chọn không thuộc phòng này. Chọn lại quầy.',
    'no-sub-stream':
      'Camera không có luồng phụ nên chưa đổi gì. Bật luồng phụ trong camera, kiểm tra lại, rồi chọn lần nữa.',
    'range-unreadable':
      'Không hiểu “{{value}}”. Ghi dải địa chỉ như 192.168.1.10-60, 192.168.1.0/24, hoặc từng địa chỉ.',
    'range-too-long':
      'Dải này có {{count}} địa chỉ, nhiều hơn {{max}} địa chỉ một lần tìm. Chưa tìm gì. Chia thành nhiều dải nhỏ.',
    'list-too-long':
      'Danh sách có {{count}} camera, nhiều hơn {{max}} camera một lần. Chưa đọc gì. Chia thành nhiều danh sách.',
  },
  source: { unknown: 'Không còn nguồn hồ sơ này. Tải lại trang rồi chọn nguồn khác.' },
  'log-source': {
    unknown: 'Không còn nguồn hồ sơ này. Tải lại trang rồi chọn nguồn khác.',
    exists: 'Đã có nguồn hồ sơ mang tên này. Chọn tên khác.',
  },
  dossier: { unknown: 'Không còn hồ sơ này: lần nhập có thể đã được rút lại. Tải lại danh sách.' },
  'import-profile': {
    unknown: 'Không còn mẫu đọc cột này. Tải lại trang rồi chọn mẫu khác.',
    'name-taken': 'Đã có mẫu tên “{{name}}” cho loại tệp này. Chọn tên khác.',
  },
  import: {
    'in-use':
      'Có dấu mốc hoặc bằng chứng đang dẫn hồ sơ của lần nhập này nên không rút lại được. Gỡ chúng trước.',
    'preview-gone': 'Bản xem trước đã hết hạn. Chưa nhập gì cả. Chọn lại tệp để xem trước.',
    unreadable:
      'Không đọc được tệp. Chưa nhập gì cả. Mở tệp bằng Excel, lưu lại dạng .xlsx hoặc .csv rồi chọn lại.',
    'unreadable-empty': 'Tệp không có nội dung. Chưa nhập gì cả. Xuất lại từ phần mềm một cửa rồi chọn lại.',
    'unreadable-too-large':
      'Tệp quá lớn (tối đa 64 MB). Chưa nhập gì cả. Xuất từng khoảng thời gian rồi nhập nhiều lần.',
    'unreadable-too-many-rows':
      'Tệp có quá nhiều dòng (tối đa 200.000). Chưa nhập gì cả. Xuất từng khoảng thời gian rồi nhập nhiều lần.',
    'unreadable-too-many-columns':
      'Tệp có quá nhiều cột (tối đa 512). Chưa nhập gì cả. Xóa các cột thừa rồi chọn lại.',
    'unreadable-unpacks-too-large':
      'Tệp nén bung ra quá lớn, có thể là tệp phá hoại. Chưa nhập gì cả. Xuất lại từ phần mềm một cửa.',
    'unreadable-not-a-workbook':
      'Tệp nén này không phải bảng tính Excel. Chưa nhập gì cả. Chọn tệp .xlsx hoặc .csv.',
    'unreadable-encrypted':
      'Tệp có mật khẩu. Chưa nhập gì cả. Mở bằng Excel, bỏ mật khẩu, lưu lại rồi chọn lại.',
    'unreadable-old-xls':
      'Tệp là dạng Excel 97–2003 (.xls cũ). Chưa nhập gì cả. Mở bằng Excel, lưu dạng .xlsx rồi chọn lại.',
    'unreadable-encrypted-or-xls':
      'Tệp có mật khẩu hoặc là dạng .xls cũ. Chưa nhập gì cả. Mở bằng Excel, lưu dạng .xlsx không mật khẩu.',
    'unreadable-no-table':
      'Trong tệp không có bảng nào. Chưa nhập gì cả. Có thể phiên làm việc đã hết hạn khi xuất: xuất lại.',
    'unreadable-damaged': 'Tệp bị hỏng hoặc bị cắt. Chưa nhập gì cả. Xuất hoặc chép lại tệp rồi chọn lại.',
    'unreadable-encoding':
      'Không rõ bảng mã chữ của tệp. Chưa nhập gì cả. Mở bằng Excel, lưu dạng .xlsx hoặc CSV UTF-8.',
    'unreadable-mixed-encodings':
      'Tệp dùng hai bảng mã chữ, đổi từ dòng {{line}}. Chưa nhập gì cả. Xuất lại, không ghép tệp bằng tay.',
    'unreadable-open-quote': 'Có dấu ngoặc kép mở mà không đóng. Chưa nhập gì cả. Sửa hoặc xuất lại tệp.',
    'unreadable-bad-json': 'Tệp JSON sai cú pháp hoặc bị cắt. Chưa nhập gì cả. Xuất lại tệp.',
    'unreadable-out-of-memory':
      'Đọc tệp này cần quá nhiều bộ nhớ. Chưa nhập gì cả; ghi hình không bị ảnh hưởng. Xuất từng khoảng thời gian.',
    'unreadable-crashed':
      'Việc đọc tệp dừng giữa chừng. Chưa nhập gì cả; ghi hình không bị ảnh hưởng. Gửi tệp cho quản trị viên.',
    cancelled: 'Đã dừng đọc tệp. Chưa nhập gì cả.',
    'no-code-column':
      'Không thấy cột mã hồ sơ. Chưa nhập gì cả. Kiểm tra dòng tiêu đề, ví dụ cột “Mã hồ sơ”, rồi chọn lại tệp.',
    'no-received-column':
      'Không thấy cột ngày tiếp nhận. Chưa nhập gì cả. Kiểm tra dòng tiêu đề, ví dụ cột “Ngày tiếp nhận”.',
    empty: 'Tệp không có dòng hồ sơ nào. Chưa nhập gì cả. Kiểm tra lại tệp đã xuất.',
    'no-register':
      'Tệp không có bảng nào giống sổ theo dõi hồ sơ. Chưa nhập gì cả. Kiểm tra dòng tiêu đề, ví dụ cột “Mã hồ sơ”, rồi chọn lại.',
    'too-large': 'Tệp quá lớn (tối đa 64 MB). Xuất từng khoảng thời gian rồi nhập nhiều lần.',
    unknown: 'Không còn lần nhập này. Tải lại trang.',
    superseded:
      'Một lần nhập sau đã đổi chính những dòng này. Chưa rút lại gì. Rút lại lần nhập sau trước, rồi đến lần này.',
    'not-read': 'Tệp chưa đọc xong nên chưa nhập gì. Đợi bản xem trước hiện ra rồi bấm nhập.',
    'source-changed':
      'Nguồn này đang được người khác nhập liên tục nên chưa nhập gì. Đợi họ xong, chọn lại tệp rồi nhập.',
    'file-changed': 'Tệp chờ nhập trên máy trạm đã bị thay đổi. Chưa nhập gì cả. Chọn lại tệp gốc.',
    failed: 'Máy trạm gặp lỗi khi nhập nên chưa nhập gì cả. Thử lại; vẫn lỗi thì báo quản trị.',
    'already-undone': 'Lần nhập này đã được rút lại trước đó. Không có gì thay đổi.',
    'already-imported':
      'Tệp này đã được nhập trước đó. Xem lịch sử nhập; nếu cần nhập lại, rút lần trước đã.',
  },
  reception: {
    unknown: 'Không còn dòng này trong sổ: lần nhập có thể đã được rút lại. Tải lại trang.',
    removed: 'Dòng này đã được gỡ khỏi sổ. Khôi phục trước khi sửa.',
    'not-removed': 'Dòng này vẫn đang trong sổ, không cần khôi phục.',
    'not-midnight': 'Ngày chưa đúng. Chưa lưu gì cả. Chọn lại ngày.',
    secret:
      'Đơn, lượt tiếp tố cáo phải giữ bí mật người tố cáo, nên chỉ người được xem thông tin cá nhân mới đổi được phân loại.',
    'edited-since':
      'Đã có người sửa {{rows}} dòng của lần nhập này nên không rút lại được. Gỡ từng dòng nếu cần.',
  },
  range: {
    empty: 'Thời điểm cuối phải sau thời điểm đầu. Đặt lại hai mốc.',
    'too-long': 'Khoảng thời gian quá dài. Chọn khoảng ngắn hơn.',
  },
  bookmark: {
    cited: 'Dấu mốc này đã được cắt thành bằng chứng nên phải giữ lại.',
    unknown: 'Không còn dấu mốc này. Tải lại trang.',
    active: 'Dấu mốc này vẫn đang dùng, không cần khôi phục.',
    removed: 'Dấu mốc này đã được gỡ. Khôi phục lại trước khi dùng.',
    'one-room': 'Các camera đã chọn thuộc nhiều phòng. Đánh dấu từng phòng một.',
    tags: 'Một dấu mốc có nhiều nhất {{most}} nhãn. Bỏ bớt nhãn cũ rồi gắn lại.',
    twice: 'Một dấu mốc được nêu hai lần. Tải lại trang rồi chọn lại.',
    'other-rooms': 'Các camera đã chọn thuộc nhiều phòng. Đánh dấu từng phòng một.',
  },
  evidence: {
    'no-footage': 'Khoảng đã chọn không có hình nên không cắt được. Chọn khoảng khác hoặc camera khác.',
    'clip-not-sealed': 'Bằng chứng chưa niêm phong xong. Chờ việc nền hoàn thành rồi thử lại.',
    unknown: 'Không còn bằng chứng này. Tải lại trang.',
    'in-future': 'Khoảng đã chọn chưa kết thúc. Chờ ghi hình xong rồi mới cắt được.',
    'too-long': 'Khoảng đã chọn quá dài. Chọn khoảng ngắn hơn, hoặc cắt thành nhiều đoạn.',
    'too-large': 'Bằng chứng quá lớn. Chọn khoảng ngắn hơn, hoặc ít camera hơn.',
    'no-such-camera': 'Không còn camera trong dấu mốc này. Đánh dấu lại bằng camera khác.',
    'not-making': 'Bằng chứng này không ở trạng thái đang cắt. Tải lại trang.',
    'not-verified':
      'Bằng chứng vừa cắt không qua kiểm tra nên không niêm phong. Hình gốc vẫn còn nguyên. Báo quản trị hệ thống.',
    unreadable: 'Không đọc được tệp bằng chứng. Báo ngay quản trị hệ thống.',
    failed: 'Chưa cắt được bằng chứng. Hình gốc vẫn còn nguyên. Thử lại; nếu vẫn lỗi, báo quản trị hệ thống.',
    'file-missing': 'Không thấy tệp bằng chứng trên đĩa. Báo ngay quản trị hệ thống.',
  },
  recording: {
    missing: 'Không thấy đoạn hình trên đĩa. Báo quản trị hệ thống kiểm tra.',
    'not-found': 'Không có hình ở thời điểm này.',
  },
  job: {
    unknown: 'Không còn việc nền này. Tải lại trang.',
    finished: 'Việc nền đã xong nên không dừng được nữa.',
    interrupted: 'Việc nền bị ngắt giữa chừng. Hãy chạy lại.',
    cancelled: 'Việc nền đã được dừng theo yêu cầu.',
    stopped: 'Việc nền dừng vì máy trạm tắt. Việc sẽ chạy tiếp khi máy trạm mở lại.',
  },
  deduction: {
    'wrong-commune': 'Bằng chứng này của xã khác, không dùng để trừ điểm ở phiếu này. Chọn bằng chứng khác.',
    'over-max': 'Tổng điểm trừ vượt điểm tối đa của tiêu chí. Giảm số điểm trừ.',
    'outside-period': 'Bằng chứng nằm ngoài kỳ chấm điểm. Chọn bằng chứng trong kỳ.',
    'already-withdrawn': 'Điểm trừ này đã được rút. Không có gì thay đổi.',
    withdrawn: 'Điểm trừ này đã được rút. Không có gì thay đổi.',
    unknown: 'Không còn điểm trừ này. Tải lại phiếu.',
  },
  score: {
    'over-max': 'Điểm vượt mức tối đa của tiêu chí. Nhập lại.',
    'reason-missing': 'Điểm thẩm định khác điểm tự chấm: phải ghi lý do.',
    step: 'Điểm phải là bội của bước chấm và không âm. Nhập lại.',
    'survey-leaf': 'Tiêu chí này lấy điểm điều tra xã hội học, không thẩm định. Nhập ở cột điều tra.',
    'not-survey-leaf': 'Tiêu chí này không lấy điểm điều tra. Nhập ở cột tự chấm hoặc thẩm định.',
  },
  criterion: { unknown: 'Không có tiêu chí này trong bộ tiêu chí.' },
  template: {
    unknown: 'Không có bộ tiêu chí này.',
    changed: 'Bộ tiêu chí đã đổi mà chưa tăng số phiên bản. Báo quản trị hệ thống.',
  },
  scorecard: {
    exists: 'Xã này đã có phiếu điểm của kỳ đó. Mở phiếu đã có.',
    unknown: 'Không còn phiếu điểm này. Tải lại trang.',
    'not-a-commune': 'Chỉ lập phiếu điểm cho xã, phường. Chọn lại đơn vị.',
    published: 'Phiếu đã công bố nên không sửa được nữa.',
  },
  secrets: { unreadable: 'Không mở được mật khẩu camera đã lưu. Nhập lại mật khẩu của camera.' },
  secret: { unreadable: 'Không mở được mật khẩu camera đã lưu. Nhập lại mật khẩu của camera.' },
  credentials: {
    wrong: 'Camera không nhận tên hoặc mật khẩu này. Gõ lại; nhiều camera tự khóa sau vài lần sai.',
  },
  reach: {
    timeout: 'Camera không trả lời. Kiểm tra nguồn và dây mạng rồi thử lại.',
    refused: 'Camera từ chối kết nối. Kiểm tra ONVIF đã bật và cổng có đúng không.',
    'not-onvif': 'Thiết bị ở địa chỉ này không phải camera chuẩn ONVIF. Xem lại địa chỉ.',
    'no-host': 'Không tìm thấy tên máy này trên mạng. Ghi bằng số IP của camera.',
    'not-a-camera':
      'Thiết bị này không có hình: có thể là máy in hoặc thiết bị mạng. Chưa thêm gì. Xem lại địa chỉ.',
  },
  stream: {
    timeout: 'Camera không gửi hình. Khởi động lại camera rồi thử lại.',
    'unsupported-codec': 'Chuẩn nén hình không dùng được. Đặt camera sang H.264 hoặc H.265.',
    refused: 'Camera không chịu gửi hình. Xem lại cổng RTSP hoặc khởi động lại camera.',
    unauthorized: 'Camera không nhận tên hoặc mật khẩu khi lấy hình. Gõ lại.',
    'not-found': 'Camera không có hình ở địa chỉ này. Xem lại địa chỉ hoặc kiểm tra lại camera.',
    'no-video': 'Luồng này không có hình dùng được. Đặt camera sang H.264 hoặc H.265.',
  },
  device: {
    failed: 'Camera trả lời lỗi. Khởi động lại camera rồi thử lại.',
    fault: 'Camera trả lời lỗi. Khởi động lại camera rồi thử lại.',
    unreadable: 'Không hiểu câu trả lời của camera. Cập nhật phần mềm của camera rồi thử lại.',
    'no-snapshot': 'Camera không cho ảnh chụp. Việc ghi hình không bị ảnh hưởng.',
  },
  segment: {
    unknown: 'Không còn đoạn hình này. Tải lại trang.',
    damaged: 'Đoạn hình này bị hỏng trên đĩa nên không xem được. Báo quản trị hệ thống kiểm tra.',
  },
  ffmpeg: {
    missing: 'Máy trạm thiếu công cụ xử lý hình (ffmpeg). Báo quản trị hệ thống cài lại chương trình.',
  },
  data: { 'in-use': 'Thư mục dữ liệu đang được một chương trình khác dùng. Đóng chương trình kia trước.' },
  file: {
    missing: 'Không thấy tệp trên đĩa. Báo quản trị hệ thống kiểm tra.',
    failed: 'Không đọc hoặc ghi được tệp. Việc vừa làm chưa được lưu. Báo quản trị hệ thống kiểm tra đĩa.',
    outside: 'Đường dẫn tệp không được phép. Báo quản trị hệ thống.',
    busy: 'Tệp đang được chương trình khác mở. Đóng chương trình đó rồi thử lại.',
    denied: 'Máy trạm không có quyền với tệp hoặc thư mục này. Cấp quyền đọc và ghi rồi thử lại.',
    'other-folder': 'Tệp không chuyển được giữa hai thư mục lưu trữ. Không có gì thay đổi.',
  },
  transcode: { failed: 'Không chuyển được hình sang dạng xem được. Hình gốc vẫn còn nguyên. Thử lại sau.' },
  database: { newer: 'Dữ liệu thuộc phiên bản mới hơn chương trình. Cài phiên bản mới rồi mở lại.' },
  disk: {
    full: 'Đĩa đã đầy, việc ghi hình đang dừng. Báo ngay quản trị hệ thống để thêm đĩa hoặc giải phóng chỗ.',
    'read-only': 'Đĩa chỉ cho đọc, không ghi được. Kiểm tra khóa ghi và tình trạng của đĩa rồi thử lại.',
    failed: 'Đĩa báo lỗi đọc ghi. Sao lưu ngay và thay đĩa; hình đã ghi ở đĩa khác không bị ảnh hưởng.',
  },
  webhook: {
    none: 'Chưa nhập địa chỉ nhận cảnh báo. Nhập địa chỉ rồi thử lại.',
    unreachable:
      'Địa chỉ nhận cảnh báo không trả lời trong 5 giây. Kiểm tra địa chỉ và mạng; cảnh báo trong chương trình vẫn đầy đủ.',
    refused: 'Nơi nhận từ chối cảnh báo (mã {{status}}). Kiểm tra lại địa chỉ và khóa ký.',
  },
  alert: { unknown: 'Không còn cảnh báo này. Tải lại trang.' },
  audit: { 'no-verb': 'Máy trạm gặp lỗi ghi nhật ký. Việc vừa làm chưa được lưu. Báo quản trị hệ thống.' },
  backfill: {
    busy: 'Camera này đang được bù hình. Chờ lượt kia xong rồi thử lại.',
    unknown: 'Không còn lượt bù hình này. Tải lại trang.',
    finished: 'Lượt bù hình này đã kết thúc. Không có gì thay đổi.',
    running: 'Lượt bù hình này chưa xong. Hủy nó trước rồi mới rút lại.',
    'nothing-left': 'Lượt bù hình này không còn hình nào để rút. Không có gì thay đổi.',
    'nothing-to-fetch':
      'Thẻ nhớ của camera không giữ phần hình còn thiếu nào trong khoảng này. Hỏi lại thẻ nhớ hoặc nhập tệp từ đầu ghi.',
    incomplete:
      'Thẻ nhớ không phát đủ phần còn thiếu; phần đã lấy được giữ lại. Thử lại, hoặc nhập tệp từ đầu ghi.',
    future:
      'Giờ của tệp nằm trong tương lai nên không nhập được. Xem lại giờ bắt đầu hoặc đồng hồ của đầu ghi.',
    'time-unknown':
      'Không rõ tệp này quay lúc nào: tên và nội dung đều không ghi giờ. Nhập giờ bắt đầu cho tệp.',
    duplicate: 'Tệp này đã được nhập trước đó, nội dung giống hệt. Không nhập lần nữa.',
    'pattern-broken': 'Mẫu tên tệp chưa đúng: cần đủ năm, tháng, ngày, giờ, phút, giây. Sửa lại mẫu.',
  },
  media: {
    unreadable: 'Không đọc được tệp này: tệp hỏng hoặc không phải hình ghi. Xuất lại tệp từ đầu ghi.',
    'no-video': 'Tệp này không có hình. Chọn tệp khác.',
    'unsupported-codec':
      'Tệp không nén theo H.264 hoặc H.265 nên không nhập nguyên gốc được. Xuất lại từ đầu ghi theo H.264.',
    truncated: 'Tệp bị cụt hoặc hỏng giữa chừng. Phần hình trước chỗ hỏng đã được giữ lại.',
  },
  folder: {
    'not-absolute': 'Ghi đường dẫn đầy đủ của thư mục trên máy trạm, bắt đầu từ ổ đĩa.',
    missing: 'Không thấy thư mục này trên máy trạm. Kiểm tra đường dẫn và ổ đĩa đã cắm chưa.',
    'too-many-files': 'Thư mục có quá nhiều tệp (giới hạn {{limit}}). Chọn từng thư mục con.',
    unreadable: 'Không đọc được thư mục này. Kiểm tra quyền đọc và ổ đĩa.',
    nested: 'Thư mục này trùng hoặc nằm trong thư mục ghi hình đã có. Chọn thư mục khác.',
    known: 'Thư mục này đã có trong danh sách.',
    foreign:
      'Thư mục này mang dấu của một máy trạm khác. Nếu chắc chắn không còn dùng, xóa tệp minh-chung-folder.json trong đó rồi thử lại.',
    unknown: 'Không còn thư mục lưu trữ này. Tải lại trang.',
    'not-empty':
      'Thư mục còn bản ghi nên chưa bỏ được. Đặt "chỉ đọc" để ngừng ghi thêm, bỏ khi hình trong đó đã hết hạn.',
  },
  procedure: {
    unknown: 'Không còn thủ tục này. Tải lại trang.',
    ended: 'Thủ tục này đã kết thúc từ trước. Không có gì thay đổi.',
    later: 'Thủ tục {{code}} đã có thời hạn áp dụng từ ngày sau ngày này. Chưa lưu gì. Chọn ngày sau đó.',
    'code-wrong': 'Mã thủ tục {{code}} không đúng dạng. Ghi như 1.001193.',
  },
  purge: {
    locked: 'Có hình đang bị khóa trong phần này nên không xóa được. Nhả khóa trước, rồi làm lại.',
    changed: 'Số tệp sẽ xóa vừa đổi (nay là {{segments}}). Chưa xóa gì. Xem lại rồi xác nhận lần nữa.',
    'too-much': 'Một lần chỉ xóa được {{most}} tệp. Chọn khoảng ngắn hơn.',
  },
  lock: {
    unknown: 'Không còn khóa này. Tải lại trang.',
    'in-future': 'Chỉ khóa được hình đã ghi. Đặt lại mốc cuối không quá hiện tại.',
    'too-long': 'Một lần chỉ khóa được 31 ngày. Chọn khoảng ngắn hơn.',
    released: 'Khóa này đã nhả từ trước. Không có gì thay đổi.',
    'not-provisional': 'Khóa này không còn là khóa tạm nên không cần xác nhận.',
    'of-bookmark': 'Đoạn này do một dấu mốc giữ. Bỏ dấu mốc đó ở trang Xem lại thì khóa tự nhả.',
    'reply-window': 'Đoạn này đã trích làm bằng chứng. Phải giữ đến hết thời hạn giải trình, ngày {{until}}.',
  },
  quarantine: {
    unknown: 'Không còn tệp này trong vùng cách ly. Tải lại trang.',
    'no-match': 'Tệp này không khớp bản ghi nào đang thiếu, nên vẫn để ở vùng cách ly.',
  },
  retention: {
    'no-policy': 'Không có quy định riêng này. Tải lại trang.',
    'ceiling-below-floor': 'Hạn tối đa phải bằng hoặc dài hơn hạn tối thiểu. Nhập lại.',
  },
  ...presenceErrors,
  ...clockAndQueueErrors,
}
