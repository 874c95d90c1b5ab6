/** Part of the errors: zones, presence and what it suggests. */
export const presenceErrors = {
  zone: {
    unknown: 'Không còn vùng quan sát này. Tải lại trang.',
    'too-small': 'Vùng quá nhỏ nên không phân biệt được người với nhiễu hình. Vẽ rộng hơn.',
    'before-replaced': 'Vùng mới phải bắt đầu sau vùng mà nó thay, trên cùng một camera. Chọn lại thời điểm.',
    ended: 'Vùng này đã ngừng từ trước. Không có gì thay đổi.',
  },
  presence: {
    'too-long': 'Một lần chỉ xem lại được 7 ngày. Chọn khoảng ngắn hơn.',
  },
  reference: {
    unknown: 'Không còn hình phòng trống này. Tải lại trang.',
    'no-picture': 'Không đọc được hình ở lúc đó nên chưa xác nhận. Chọn lúc khác có hình.',
    'before-replaced':
      'Hình mới phải chụp sau hình đang dùng. Chọn lúc muộn hơn, hoặc bỏ hình đang dùng trước.',
    ended: 'Hình này đã ngừng dùng từ trước. Không có gì thay đổi.',
  },
  detector: {
    silent: 'Loại gợi ý này của camera đã tắt từ trước. Không có gì thay đổi.',
    'not-silent': 'Loại gợi ý này của camera đang bật. Không có gì thay đổi.',
  },
  keyframes: {
    failed:
      'Không đọc được hình của đoạn này. Đoạn đó không được tính là đã xem. Kiểm tra tệp ở trang Lưu giữ.',
  },
}
