import type { ImportField } from './imports.model.ts'

/** Names that one-stop software gives a column. `weaker` ones count only where no column has a main name. */
export type FieldAliases = { readonly main: readonly string[]; readonly weaker?: readonly string[] }

/** How the columns of one kind of export are called. Data, so that an office can keep its own. */
export type ImportProfile = {
  readonly aliases: Readonly<Record<ImportField, FieldAliases>>
  /** Headers that are known and not used: they help to find the header row. */
  readonly unused: readonly string[]
}

/** Domain notes §3, "Header alias map for the importer". */
export const STANDARD_IMPORT_PROFILE: ImportProfile = {
  aliases: {
    code: { main: ['Mã hồ sơ', 'Số hồ sơ', 'Mã HS', 'Số biên nhận', 'Mã số hồ sơ'] },
    procedureCode: { main: ['Mã TTHC', 'Mã thủ tục', 'Mã thủ tục hành chính'] },
    procedureName: {
      main: ['Tên thủ tục hành chính', 'Tên TTHC', 'Thủ tục', 'Thủ tục hành chính', 'Tên thủ tục'],
      weaker: ['Nội dung hồ sơ', 'Trích yếu'],
    },
    field: { main: ['Lĩnh vực'] },
    applicantName: {
      main: ['Chủ hồ sơ', 'Họ tên chủ hồ sơ', 'Tên chủ hồ sơ', 'Tên cá nhân, tổ chức', 'Tên cá nhân tổ chức'],
      weaker: ['Người nộp', 'Người nộp hồ sơ', 'Người đăng ký'],
    },
    receivedAt: {
      main: ['Ngày tiếp nhận', 'Ngày nhận', 'Nhận hồ sơ', 'Ngày nhận hồ sơ', 'Thời gian tiếp nhận'],
    },
    dueAt: {
      main: ['Ngày hẹn trả', 'Hẹn trả kết quả', 'Hẹn trả', 'Ngày hẹn trả kết quả', 'Hạn xử lý', 'Thời hạn'],
    },
    finishedAt: { main: ['Ngày kết thúc xử lý', 'Ngày có kết quả'] },
    returnedAt: { main: ['Ngày trả', 'Ngày trả thực tế', 'Ngày nhận kết quả', 'Ngày trả kết quả'] },
    status: { main: ['Trạng thái', 'Tình trạng', 'Trạng thái hồ sơ'] },
    channel: { main: ['Kênh thực hiện', 'Hình thức nộp', 'Phương thức nhận', 'Hình thức tiếp nhận'] },
    officerName: {
      main: ['Người nhận hồ sơ', 'Người tiếp nhận', 'Cán bộ tiếp nhận'],
      weaker: ['Cán bộ thụ lý'],
    },
    counter: { main: ['Quầy', 'Quầy tiếp nhận', 'Quầy số', 'Số quầy'] },
  },
  unused: [
    'STT',
    'TT',
    'Số lượng (bộ)',
    'Địa chỉ',
    'Địa chỉ chủ hồ sơ',
    'Số điện thoại',
    'Đơn vị tiếp nhận',
    'Cơ quan chủ trì',
    'Địa bàn phát sinh',
    'Ghi chú',
    'Bên giao',
    'Bên nhận',
    'Ký nhận',
  ],
}
