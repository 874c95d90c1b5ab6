/** The few sentences that the shell itself shows, before or without a renderer that has locales. */
export const messages = {
  applicationName: 'Minh Chứng',
  hostCrashedTitle: 'Dịch vụ nền đã dừng đột ngột',
  hostCrashedRestarting: (attempt: number, mostAttempts: number): string =>
    `Chương trình đang khởi động lại dịch vụ nền (lần ${attempt}/${mostAttempts}). ` +
    'Khoảng thời gian không ghi được hình sẽ được ghi rõ trong sổ vắng mặt dữ liệu.',
  hostCrashedForGood:
    'Dịch vụ nền không khởi động lại được. Hãy đóng chương trình, kiểm tra dung lượng đĩa rồi mở lại; ' +
    'nếu vẫn lỗi, hãy gửi phần chi tiết dưới đây cho người hỗ trợ.',
  details: 'Chi tiết',
  understood: 'Đã hiểu',
  quit: 'Thoát',
  about: (version: string): string => `Minh Chứng ${version}`,
} as const

export const hostRestartingPage =
  '<!doctype html><html lang="vi"><meta charset="utf-8"><meta http-equiv="refresh" content="2">' +
  '<title>Minh Chứng</title>' +
  '<body style="font-family:sans-serif;display:grid;place-items:center;height:100vh;margin:0">' +
  '<p>Đang khởi động lại dịch vụ nền, xin chờ giây lát…</p></body></html>'
