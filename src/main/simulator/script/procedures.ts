export type Procedure = {
  /** National procedure code (mã TTHC). */
  readonly code: string
  readonly name: string
  readonly field: string
  /** Working days until the result is due; 0 = the same day. */
  readonly workingDays: number
  /** How often it comes up, relative to the others. */
  readonly weight: number
}

/** Procedures that commune desks handle every day. Periods are realistic and stand for no real unit's published list. */
export const communeProcedures: readonly [Procedure, ...Procedure[]] = [
  { code: '1.001193', name: 'Đăng ký khai sinh', field: 'Hộ tịch', workingDays: 0, weight: 4 },
  {
    code: '2.000815',
    name: 'Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền của Việt Nam cấp',
    field: 'Chứng thực',
    workingDays: 0,
    weight: 6,
  },
  { code: '2.000635', name: 'Cấp bản sao trích lục hộ tịch', field: 'Hộ tịch', workingDays: 0, weight: 3 },
  {
    code: '1.004873',
    name: 'Cấp Giấy xác nhận tình trạng hôn nhân',
    field: 'Hộ tịch',
    workingDays: 3,
    weight: 3,
  },
  { code: '1.000894', name: 'Đăng ký kết hôn', field: 'Hộ tịch', workingDays: 0, weight: 1 },
  { code: '1.000656', name: 'Đăng ký khai tử', field: 'Hộ tịch', workingDays: 0, weight: 1 },
  { code: '2.000908', name: 'Cấp bản sao từ sổ gốc', field: 'Chứng thực', workingDays: 0, weight: 1 },
  {
    code: '1.001776',
    name: 'Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hàng tháng, hỗ trợ kinh phí chăm sóc, nuôi dưỡng hàng tháng',
    field: 'Bảo trợ xã hội',
    workingDays: 10,
    weight: 2,
  },
]
