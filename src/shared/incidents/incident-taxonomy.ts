/** Reception room · one-stop desk · conduct · system · positive. */
export type IncidentGroup = 'RC' | 'OS' | 'CD' | 'SY' | 'PO'

/** 1 reminder · 2 light · 3 serious · 4 grave: needs corroboration beyond video; null: nothing to deduct. */
export type IncidentSeverity = 1 | 2 | 3 | 4

export type IncidentKind = {
  /** Group, dash, number: `OS-01`. */
  readonly code: string
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

function kind(
  code: `${IncidentGroup}-${string}`,
  vi: string,
  en: string,
  severity: IncidentSeverity | null,
  zones: readonly string[],
  criteria: readonly string[],
): IncidentKind {
  return { code, vi, en, severity, zones, criteria }
}

/**
 * What may be seen at a desk or in a reception room (domain notes §5). A label is an observation; whether it holds is
 * decided after the commune's reply. In the order in which people look for it.
 */
export const INCIDENT_KINDS: readonly IncidentKind[] = [
  kind(
    'RC-01',
    'Chủ tịch vắng mặt trong buổi tiếp công dân theo lịch',
    'Chair absent at scheduled reception',
    3,
    ['Z-RECV'],
    ['1.7.1'],
  ),
  kind(
    'RC-02',
    'Cấp phó/người khác tiếp thay người đứng đầu',
    'Deputy received instead of the head',
    2,
    ['Z-RECV'],
    ['1.7.1'],
  ),
  kind(
    'RC-03',
    'Mở phòng tiếp dân muộn, đóng sớm',
    'Reception room opened late/closed early',
    2,
    ['Z-RECV'],
    ['1.7.2', '5.4'],
  ),
  kind('RC-04', 'Tiếp công dân nhưng không ghi sổ', 'Visit not registered', 2, ['Z-RECV'], ['1.7.2']),
  kind(
    'RC-05',
    'Không có người trực tiếp công dân',
    'No receiving officer on duty',
    3,
    ['Z-RECV'],
    ['1.7.2'],
  ),
  kind('RC-06', 'Từ chối tiếp không có căn cứ/thông báo', 'Refused without notice', 3, ['Z-RECV'], ['1.7.2']),
  kind('RC-07', 'Không cấp giấy biên nhận tài liệu', 'No receipt for documents', 2, ['Z-RECV'], ['1.7.2']),
  kind(
    'RC-08',
    'Không niêm yết lịch, nội quy tiếp công dân',
    'Schedule/rules not posted',
    1,
    ['Z-RWAIT'],
    ['1.7.1', '2.4'],
  ),
  kind('RC-09', 'Đoàn đông người (≥ 5), mất trật tự', 'Large group/disorder', 2, ['Z-RWAIT'], ['1.7.2']),
  kind('OS-01', 'Quầy không có người trực trong giờ', 'Desk unattended in hours', 2, ['Z-DESK'], ['4.3']),
  kind('OS-02', 'Mở quầy muộn', 'Desk opened late (>10 min)', 2, ['Z-DESK'], ['5.4']),
  kind('OS-03', 'Đóng quầy sớm, từ chối khách cuối buổi', 'Closed early', 2, ['Z-DESK'], ['5.4']),
  kind(
    'OS-04',
    'Nhận hồ sơ không nhập phần mềm',
    'Dossier taken, no log entry',
    3,
    ['Z-DESK'],
    ['3.3', '3.8'],
  ),
  kind('OS-05', 'Không giao giấy tiếp nhận & hẹn trả', 'No appointment slip', 2, ['Z-DESK'], ['3.8']),
  kind('OS-06', 'Yêu cầu bổ sung bằng miệng, không phiếu', 'Oral supplement request', 2, ['Z-DESK'], ['3.7']),
  kind(
    'OS-07',
    'Từ chối hồ sơ không có phiếu từ chối',
    'Refused without form',
    3,
    ['Z-DESK'],
    ['3.7', '3.8'],
  ),
  kind('OS-08', 'Nhận/trả hồ sơ ngoài Bộ phận Một cửa', 'Handled outside the desk', 3, ['Z-DOOR'], ['3.3']),
  kind('OS-09', 'Phục vụ sai thứ tự, ưu tiên người quen', 'Queue jumping', 2, ['Z-WAIT'], ['3.10']),
  kind('OS-10', 'Chờ quá 30 phút', 'Wait over 30 min', 1, ['Z-WAIT'], ['3.10']),
  kind('OS-11', 'Thu tiền không có biên lai', 'Fee without receipt', 3, ['Z-DESK'], ['6.4']),
  kind('OS-12', 'Trả kết quả không ký nhận', 'Result handed over unsigned', 1, ['Z-DESK'], ['3.8']),
  kind('OS-13', 'Hồ sơ quá hạn không xin lỗi', 'Overdue, no apology', 2, [], ['3.6']),
  kind(
    'OS-14',
    'Bảng niêm yết TTHC thiếu, cũ, bị che',
    'Notice board missing/outdated',
    1,
    ['Z-BOARD'],
    ['3.2', '2.4'],
  ),
  kind('OS-15', 'Thiết bị (kiosk, bốc số) hỏng', 'Kiosk/queue device down', 1, ['Z-KIOSK'], ['3.4']),
  kind('CD-01', 'Không đeo thẻ công chức', 'No badge', 1, ['Z-DESK', 'Z-RECV'], ['5.5']),
  kind('CD-02', 'Trang phục không đúng quy định', 'Dress code', 1, ['Z-DESK', 'Z-RECV'], ['5.5']),
  kind('CD-03', 'Hút thuốc trong phòng làm việc', 'Smoking indoors', 2, [], ['5.5']),
  kind('CD-04', 'Uống rượu bia/có biểu hiện say', 'Alcohol', 3, [], ['5.5']),
  kind(
    'CD-05',
    'Dùng điện thoại, làm việc riêng khi có dân chờ',
    'Private phone use while citizens wait',
    2,
    ['Z-DESK'],
    ['5.5'],
  ),
  kind('CD-06', 'Ngủ, ăn uống tại quầy', 'Sleeping/eating at desk', 2, ['Z-DESK'], ['5.5']),
  kind('CD-07', 'Thái độ thiếu tôn trọng, to tiếng', 'Disrespect, shouting', 3, [], ['3.11', '5.6']),
  kind('CD-08', 'Dấu hiệu gợi ý, nhận tiền/quà', 'Suspected gift or bribe', 4, [], ['5.6', '3.11']),
  kind('CD-09', 'Gây khó khăn, kéo dài, đi lại nhiều lần', 'Harassing delay', 3, ['Z-DESK'], ['3.11']),
  kind('CD-10', 'Đùn đẩy, không hướng dẫn', 'Passing the buck', 2, [], ['3.11']),
  kind('SY-01', 'Mất tín hiệu camera trong giờ', 'Camera offline in hours', 2, [], ['3.4']),
  kind('SY-02', 'Camera bị che, xoay, mờ', 'Obstructed/moved/blurred', 3, [], ['3.4', 'IX']),
  kind('SY-03', 'Mất dữ liệu ghi hình', 'Recording gap', 2, [], ['3.4']),
  kind('SY-04', 'Sai giờ hệ thống > 5 giây', 'Clock drift', 1, [], ['3.4']),
  kind('SY-05', 'Không có biển báo ghi hình', 'No recording notice', 2, ['Z-DOOR'], ['7.5']),
  kind('PO-01', 'Ứng xử gương mẫu, giúp người yếu thế', 'Exemplary service', null, [], ['3.11', 'IX']),
]

export function incidentKind(code: string): IncidentKind | null {
  return INCIDENT_KINDS.find((one) => one.code === code) ?? null
}

/** Kinds that can carry a deduction on a criterion, those that bear on it first. */
export function deductibleKinds(criterionCode: string): {
  readonly usual: readonly IncidentKind[]
  readonly other: readonly IncidentKind[]
} {
  const deductible = INCIDENT_KINDS.filter((one) => one.severity !== null)
  return {
    usual: deductible.filter((one) => one.criteria.includes(criterionCode)),
    other: deductible.filter((one) => !one.criteria.includes(criterionCode)),
  }
}
