import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ProbeStep } from '#shared/cameras/cameras.model.ts'
import { PROBE_CODES, PROBE_CONTEXTS, type ProbeCode } from '#shared/cameras/probe-codes.rules.ts'
import { blanksOf } from '../camera-words.ts'
import { en } from './en.ts'
import { probe as probeEn } from './probe.en.ts'
import { probe as probeVi } from './probe.vi.ts'
import { vi } from './vi.ts'

/** What each sentence must say at least, in Vietnamese and in English: the fact, and for what failed the next step. */
const SAID: Readonly<Record<ProbeCode, readonly [vi: string, en: string]>> = {
  skipped: ['bước trước không đạt', 'earlier step failed'],
  'no-onvif': ['chỉ có luồng RTSP', 'only an RTSP stream'],
  'reach.ok': ['có trả lời', 'answers'],
  'reach.refused': ['Bật ONVIF', 'Turn on ONVIF'],
  'reach.timeout': ['Kiểm tra nguồn, dây mạng', 'Check power and cable'],
  'reach.no-host': ['Ghi bằng số IP', 'Type the IP number'],
  'reach.not-onvif': ['không phải camera chuẩn ONVIF', 'no ONVIF camera'],
  'reach.not-a-camera': ['không có hình', 'has no picture'],
  'reach.bad-address': ['chưa đúng dạng', 'Not an address'],
  'device-time.ok': ['khớp với máy trạm (−1,5 s)', 'agrees with the station’s (−1,5 s)'],
  'device-time.far-off': ['lệch −1,5 s', 'off by −1,5 s'],
  'device-time.unavailable': ['không cho biết giờ', 'does not tell its time'],
  'credentials.ok': ['chấp nhận tên và mật khẩu', 'accepts name and password'],
  'credentials.wrong': ['Sai tên hoặc mật khẩu', 'Wrong name or password'],
  'credentials.none-needed': ['Nên đặt mật khẩu', 'Set a password'],
  'services.ok': ['chức năng gì', 'can do'],
  'services.unreadable': ['Cập nhật phần mềm', 'Update its firmware'],
  'profiles.ok': ['Đọc được danh sách', 'was read'],
  'profiles.empty': ['Tạo một luồng', 'Create one'],
  'profiles.unreadable': ['Cập nhật phần mềm', 'Update the camera’s firmware'],
  'stream-uri.ok': ['Có địa chỉ', 'is known'],
  'stream-uri.rewritten': ['192.168.254.1; phần mềm đã thay bằng 10.0.0.5', '192.168.254.1; 10.0.0.5'],
  'stream-uri.elsewhere': ['lấy được ở 10.0.0.9', 'there is one at 10.0.0.9'],
  'stream-uri.unavailable': ['Gõ thẳng địa chỉ rtsp://', 'rtsp://… address instead'],
  'stream.ok': ['hình thật', 'Real pictures'],
  'stream.refused': ['Kiểm tra cổng RTSP', 'Check that the RTSP port'],
  'stream.not-found': ['Xem lại đường dẫn rtsp://', 'Check the rtsp:// path'],
  'stream.unauthorized': ['Cấp quyền xem trực tiếp', 'right of live view'],
  'stream.timeout': ['Khởi động lại camera', 'Restart it'],
  'stream.no-video': ['Chọn luồng khác', 'Choose another stream'],
  'stream.unsupported-codec': ['Đặt camera sang H.264', 'Set the camera to H.264'],
  'keyframes.ok': ['đủ dày', 'close enough'],
  'keyframes.far-apart': ['20,5 giây', '20,5 s apart'],
  'keyframes.unknown': ['H.264+ / H.265+', 'H.264+ / H.265+'],
  'frame-rate.ok': ['21,3 hình/giây', '21,3 a second'],
  'frame-rate.differs': ['khai 25 hình/giây nhưng gửi 21,3', 'declares 25 frames a second and sends 21,3'],
  'frame-rate.undeclared': ['đo được 21,3', '21,3 a second were measured'],
  'continuity.ok': ['liền mạch', 'no breaks'],
  'continuity.foreign-ssrc': ['2 nguồn lẫn vào', '2 sources came'],
  'continuity.timestamp-jumps': ['nhảy 3 lần', 'jumped 3 times'],
  'continuity.unknown': ['Chưa kiểm tra được', 'could not be checked'],
  'sub-stream.ok': ['640×360', '640×360'],
  'sub-stream.none': ['Bật luồng phụ', 'Turn on the sub-stream'],
  'sub-stream.h265': ['Đặt luồng phụ (Sub Stream) sang H.264', 'Set the sub-stream to H.264'],
  'sub-stream.unreachable': ['không lấy được hình', 'no picture comes'],
  'recordings.ok': ['khoảng 7 ngày', 'about 7 days'],
  'recordings.none': ['sẽ không bù được', 'cannot be filled'],
  'recordings.empty': ['lắp thẻ', 'put a card in'],
  'recordings.unreadable': ['thẻ có hỏng không', 'card is broken'],
  'security.ok': ['Không thấy điều gì phải sửa', 'Nothing to mend'],
  'security.weak-password': ['Đặt mật khẩu từ 8 ký tự', '8 characters or more'],
  'security.old-firmware': ['từ năm 2017', 'from 2017'],
  'security.plain-http': ['không mã hóa', 'not encrypted'],
}

/** What a finer sentence adds to the plain one. */
const SAID_IN_CONTEXT: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  'any-password': ['mật khẩu nào cũng được', 'takes any password'],
  hikvision: ['Hikvision', 'Hikvision'],
  dahua: ['Dahua/KBVision', 'Dahua/KBVision'],
  uniview: ['Uniview', 'Uniview'],
  app: ['EZVIZ, Imou', 'EZVIZ, Imou'],
  'old-firmware': ['từ năm 2017', 'from 2017'],
  'plain-http': ['không mã hóa (http)', 'not encrypted (http)'],
  'old-firmware-plain-http': ['Ba điều phải sửa', 'Three things to mend'],
}

const DETAIL: ProbeStep['detail'] = {
  offsetMs: -1500,
  spacingMs: 20_500,
  declaredMilli: 25_000,
  measuredMilli: 21_300,
  fromHost: '192.168.254.1',
  toHost: '10.0.0.5',
  host: '10.0.0.9',
  widthPx: 640,
  heightPx: 360,
  ssrcs: 2,
  jumps: 3,
  days: 7,
  year: 2017,
}

const words = i18next.createInstance()
beforeAll(async () => {
  const resources = { vi: { translation: { cameras: vi } }, en: { translation: { cameras: en } } }
  await words.init({ lng: 'vi', resources, interpolation: { escapeValue: false } })
})

function sentence(code: string, language: 'vi' | 'en', detail: ProbeStep['detail'] = DETAIL): string {
  return words.getFixedT(language)(`cameras.probe.${code}`, blanksOf({ detail }))
}

function leavesOf(tree: object, prefix = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? leavesOf(value, `${prefix}${key}.`) : [`${prefix}${key}`],
  )
}

const contexts = Object.entries(PROBE_CONTEXTS).flatMap(([code, names]) =>
  names.map((context) => [code, context] as const),
)

describe('the sentences of the ladder', () => {
  it.each(PROBE_CODES)('says %s in both languages, with its figures', (code) => {
    const [inVietnamese, inEnglish] = SAID[code]
    expect(sentence(code, 'vi')).toContain(inVietnamese)
    expect(sentence(code, 'en')).toContain(inEnglish)
    for (const language of ['vi', 'en'] as const) expect(sentence(code, language)).not.toMatch(/{{|cameras\./)
  })

  it.each(contexts)('says %s more exactly for %s', (code, context) => {
    const [inVietnamese = '', inEnglish = ''] = SAID_IN_CONTEXT[context] ?? []
    expect(inVietnamese).not.toBe('')
    expect(sentence(code, 'vi', { ...DETAIL, context })).toContain(inVietnamese)
    expect(sentence(code, 'en', { ...DETAIL, context })).toContain(inEnglish)
    expect(sentence(code, 'vi', { ...DETAIL, context })).not.toBe(sentence(code, 'vi'))
  })

  it('names the smart codec and the steps to turn it off in each maker’s words', () => {
    for (const context of PROBE_CONTEXTS['keyframes.far-apart'] ?? []) {
      for (const language of ['vi', 'en'] as const) {
        expect(sentence('keyframes.far-apart', language, { ...DETAIL, context })).toMatch(
          /H\.264\+ \/ H\.265\+/,
        )
      }
    }
    expect(sentence('keyframes.far-apart', 'vi', { ...DETAIL, context: 'no-such-maker' })).toBe(
      sentence('keyframes.far-apart', 'vi'),
    )
  })

  it('has no sentence that nobody says', () => {
    const sayable = new Set<string>([
      ...PROBE_CODES,
      ...contexts.map(([code, context]) => `${code}_${context}`),
    ])
    expect(leavesOf(probeVi).filter((key) => !sayable.has(key))).toEqual([])
    expect(leavesOf(probeEn).toSorted()).toEqual(leavesOf(probeVi).toSorted())
  })
})
