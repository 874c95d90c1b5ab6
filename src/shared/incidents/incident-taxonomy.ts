/**
 * What may be seen at a desk or in a reception room (domain notes §5). A label is an observation; whether it holds is
 * decided after the commune's reply. Pure data, in the order in which people look for it.
 */
export const INCIDENT_GROUPS = ['RC', 'OS', 'CD', 'SY', 'PO'] as const
export type IncidentGroup = (typeof INCIDENT_GROUPS)[number]

/** 1 reminder · 2 light · 3 serious · 4 grave: needs corroboration beyond video; null: nothing to deduct. */
export type IncidentSeverity = 1 | 2 | 3 | 4

export type IncidentKind = {
  readonly code: string
  readonly group: IncidentGroup
  readonly vi: string
  readonly en: string
  readonly severity: IncidentSeverity | null
  /** Zones of the picture in which it is looked for; empty: anywhere, or not in a picture at all. */
  readonly zones: readonly string[]
  /** Criteria of the template CCHC-XA that it bears on; `IX` is the bonus and penalty part. */
  readonly criteria: readonly string[]
}

/** Default deduction by severity, in hundredths of a point. */
export const SEVERITY_HUNDREDTHS: Readonly<Record<IncidentSeverity, number>> = { 1: 10, 2: 25, 3: 50, 4: 100 }

export const INCIDENT_KINDS: readonly IncidentKind[] = [
  {
    code: 'RC-01',
    group: 'RC',
    vi: 'Chủ tịch vắng mặt trong buổi tiếp công dân theo lịch',
    en: 'Chair absent at scheduled reception',
    severity: 3,
    zones: ['Z-RECV'],
    criteria: ['1.7.1'],
  },
  {
    code: 'RC-02',
    group: 'RC',
    vi: 'Cấp phó/người khác tiếp thay người đứng đầu',
    en: 'Deputy received instead of the head',
    severity: 2,
    zones: ['Z-RECV'],
    criteria: ['1.7.1'],
  },
  {
    code: 'RC-03',
    group: 'RC',
    vi: 'Mở phòng tiếp dân muộn, đóng sớm',
    en: 'Reception room opened late/closed early',
    severity: 2,
    zones: ['Z-RECV'],
    criteria: ['1.7.2', '5.4'],
  },
  {
    code: 'RC-04',
    group: 'RC',
    vi: 'Tiếp công dân nhưng không ghi sổ',
    en: 'Visit not registered',
    severity: 2,
    zones: ['Z-RECV'],
    criteria: ['1.7.2'],
  },
  {
    code: 'RC-05',
    group: 'RC',
    vi: 'Không có người trực tiếp công dân',
    en: 'No receiving officer on duty',
    severity: 3,
    zones: ['Z-RECV'],
    criteria: ['1.7.2'],
  },
  {
    code: 'RC-06',
    group: 'RC',
    vi: 'Từ chối tiếp không có căn cứ/thông báo',
    en: 'Refused without notice',
    severity: 3,
    zones: ['Z-RECV'],
    criteria: ['1.7.2'],
  },
  {
    code: 'RC-07',
    group: 'RC',
    vi: 'Không cấp giấy biên nhận tài liệu',
    en: 'No receipt for documents',
    severity: 2,
    zones: ['Z-RECV'],
    criteria: ['1.7.2'],
  },
  {
    code: 'RC-08',
    group: 'RC',
    vi: 'Không niêm yết lịch, nội quy tiếp công dân',
    en: 'Schedule/rules not posted',
    severity: 1,
    zones: ['Z-RWAIT'],
    criteria: ['1.7.1', '2.4'],
  },
  {
    code: 'RC-09',
    group: 'RC',
    vi: 'Đoàn đông người (≥ 5), mất trật tự',
    en: 'Large group/disorder',
    severity: 2,
    zones: ['Z-RWAIT'],
    criteria: ['1.7.2'],
  },
  {
    code: 'OS-01',
    group: 'OS',
    vi: 'Quầy không có người trực trong giờ',
    en: 'Desk unattended in hours',
    severity: 2,
    zones: ['Z-DESK'],
    criteria: ['4.3'],
  },
  {
    code: 'OS-02',
    group: 'OS',
    vi: 'Mở quầy muộn',
    en: 'Desk opened late (>10 min)',
    severity: 2,
    zones: ['Z-DESK'],
    criteria: ['5.4'],
  },
  {
    code: 'OS-03',
    group: 'OS',
    vi: 'Đóng quầy sớm, từ chối khách cuối buổi',
    en: 'Closed early',
    severity: 2,
    zones: ['Z-DESK'],
    criteria: ['5.4'],
  },
  {
    code: 'OS-04',
    group: 'OS',
    vi: 'Nhận hồ sơ không nhập phần mềm',
    en: 'Dossier taken, no log entry',
    severity: 3,
    zones: ['Z-DESK'],
    criteria: ['3.3', '3.8'],
  },
  {
    code: 'OS-05',
    group: 'OS',
    vi: 'Không giao giấy tiếp nhận & hẹn trả',
    en: 'No appointment slip',
    severity: 2,
    zones: ['Z-DESK'],
    criteria: ['3.8'],
  },
  {
    code: 'OS-06',
    group: 'OS',
    vi: 'Yêu cầu bổ sung bằng miệng, không phiếu',
    en: 'Oral supplement request',
    severity: 2,
    zones: ['Z-DESK'],
    criteria: ['3.7'],
  },
  {
    code: 'OS-07',
    group: 'OS',
    vi: 'Từ chối hồ sơ không có phiếu từ chối',
    en: 'Refused without form',
    severity: 3,
    zones: ['Z-DESK'],
    criteria: ['3.7', '3.8'],
  },
  {
    code: 'OS-08',
    group: 'OS',
    vi: 'Nhận/trả hồ sơ ngoài Bộ phận Một cửa',
    en: 'Handled outside the desk',
    severity: 3,
    zones: ['Z-DOOR'],
    criteria: ['3.3'],
  },
  {
    code: 'OS-09',
    group: 'OS',
    vi: 'Phục vụ sai thứ tự, ưu tiên người quen',
    en: 'Queue jumping',
    severity: 2,
    zones: ['Z-WAIT'],
    criteria: ['3.10'],
  },
  {
    code: 'OS-10',
    group: 'OS',
    vi: 'Chờ quá 30 phút',
    en: 'Wait over 30 min',
    severity: 1,
    zones: ['Z-WAIT'],
    criteria: ['3.10'],
  },
  {
    code: 'OS-11',
    group: 'OS',
    vi: 'Thu tiền không có biên lai',
    en: 'Fee without receipt',
    severity: 3,
    zones: ['Z-DESK'],
    criteria: ['6.4'],
  },
  {
    code: 'OS-12',
    group: 'OS',
    vi: 'Trả kết quả không ký nhận',
    en: 'Result handed over unsigned',
    severity: 1,
    zones: ['Z-DESK'],
    criteria: ['3.8'],
  },
  {
    code: 'OS-13',
    group: 'OS',
    vi: 'Hồ sơ quá hạn không xin lỗi',
    en: 'Overdue, no apology',
    severity: 2,
    zones: [],
    criteria: ['3.6'],
  },
  {
    code: 'OS-14',
    group: 'OS',
    vi: 'Bảng niêm yết TTHC thiếu, cũ, bị che',
    en: 'Notice board missing/outdated',
    severity: 1,
    zones: ['Z-BOARD'],
    criteria: ['3.2', '2.4'],
  },
  {
    code: 'OS-15',
    group: 'OS',
    vi: 'Thiết bị (kiosk, bốc số) hỏng',
    en: 'Kiosk/queue device down',
    severity: 1,
    zones: ['Z-KIOSK'],
    criteria: ['3.4'],
  },
  {
    code: 'CD-01',
    group: 'CD',
    vi: 'Không đeo thẻ công chức',
    en: 'No badge',
    severity: 1,
    zones: ['Z-DESK', 'Z-RECV'],
    criteria: ['5.5'],
  },
  {
    code: 'CD-02',
    group: 'CD',
    vi: 'Trang phục không đúng quy định',
    en: 'Dress code',
    severity: 1,
    zones: ['Z-DESK', 'Z-RECV'],
    criteria: ['5.5'],
  },
  {
    code: 'CD-03',
    group: 'CD',
    vi: 'Hút thuốc trong phòng làm việc',
    en: 'Smoking indoors',
    severity: 2,
    zones: [],
    criteria: ['5.5'],
  },
  {
    code: 'CD-04',
    group: 'CD',
    vi: 'Uống rượu bia/có biểu hiện say',
    en: 'Alcohol',
    severity: 3,
    zones: [],
    criteria: ['5.5'],
  },
  {
    code: 'CD-05',
    group: 'CD',
    vi: 'Dùng điện thoại, làm việc riêng khi có dân chờ',
    en: 'Private phone use while citizens wait',
    severity: 2,
    zones: ['Z-DESK'],
    criteria: ['5.5'],
  },
  {
    code: 'CD-06',
    group: 'CD',
    vi: 'Ngủ, ăn uống tại quầy',
    en: 'Sleeping/eating at desk',
    severity: 2,
    zones: ['Z-DESK'],
    criteria: ['5.5'],
  },
  {
    code: 'CD-07',
    group: 'CD',
    vi: 'Thái độ thiếu tôn trọng, to tiếng',
    en: 'Disrespect, shouting',
    severity: 3,
    zones: [],
    criteria: ['3.11', '5.6'],
  },
  {
    code: 'CD-08',
    group: 'CD',
    vi: 'Dấu hiệu gợi ý, nhận tiền/quà',
    en: 'Suspected gift or bribe',
    severity: 4,
    zones: [],
    criteria: ['5.6', '3.11'],
  },
  {
    code: 'CD-09',
    group: 'CD',
    vi: 'Gây khó khăn, kéo dài, đi lại nhiều lần',
    en: 'Harassing delay',
    severity: 3,
    zones: ['Z-DESK'],
    criteria: ['3.11'],
  },
  {
    code: 'CD-10',
    group: 'CD',
    vi: 'Đùn đẩy, không hướng dẫn',
    en: 'Passing the buck',
    severity: 2,
    zones: [],
    criteria: ['3.11'],
  },
  {
    code: 'SY-01',
    group: 'SY',
    vi: 'Mất tín hiệu camera trong giờ',
    en: 'Camera offline in hours',
    severity: 2,
    zones: [],
    criteria: ['3.4'],
  },
  {
    code: 'SY-02',
    group: 'SY',
    vi: 'Camera bị che, xoay, mờ',
    en: 'Obstructed/moved/blurred',
    severity: 3,
    zones: [],
    criteria: ['3.4', 'IX'],
  },
  {
    code: 'SY-03',
    group: 'SY',
    vi: 'Mất dữ liệu ghi hình',
    en: 'Recording gap',
    severity: 2,
    zones: [],
    criteria: ['3.4'],
  },
  {
    code: 'SY-04',
    group: 'SY',
    vi: 'Sai giờ hệ thống > 5 giây',
    en: 'Clock drift',
    severity: 1,
    zones: [],
    criteria: ['3.4'],
  },
  {
    code: 'SY-05',
    group: 'SY',
    vi: 'Không có biển báo ghi hình',
    en: 'No recording notice',
    severity: 2,
    zones: ['Z-DOOR'],
    criteria: ['7.5'],
  },
  {
    code: 'PO-01',
    group: 'PO',
    vi: 'Ứng xử gương mẫu, giúp người yếu thế',
    en: 'Exemplary service',
    severity: null,
    zones: [],
    criteria: ['3.11', 'IX'],
  },
]

export function incidentKind(code: string): IncidentKind | null {
  return INCIDENT_KINDS.find((kind) => kind.code === code) ?? null
}

/** Kinds that can carry a deduction on a criterion, those that bear on it first. */
export function deductibleKinds(criterionCode: string): {
  readonly usual: readonly IncidentKind[]
  readonly other: readonly IncidentKind[]
} {
  const deductible = INCIDENT_KINDS.filter((kind) => kind.severity !== null)
  return {
    usual: deductible.filter((kind) => kind.criteria.includes(criterionCode)),
    other: deductible.filter((kind) => !kind.criteria.includes(criterionCode)),
  }
}
