import { describe, expect, it } from 'vitest'
import { formatVietnamDateTime } from '../kernel/instant.ts'
import { DOSSIER_STATUSES } from '../dossiers/dossiers.model.ts'
import { cleanText } from '../kernel/clean-text.ts'
import { foldWords } from '../kernel/fold-words.ts'
import {
  cleanDossierCode,
  dayOfDossierCode,
  isDossierCode,
  normaliseProcedureCode,
  parseChannel,
  parseLogDate,
  parseStatus,
} from './log-values.rules.ts'
import { maskName } from '../kernel/mask-name.ts'
import { columnLetters } from './sheet-table.model.ts'

it.each([
  ['Đơn vị  tiếp nhận', 'don vi tiep nhan'],
  ['Họ tên chủ hồ sơ (*)'.normalize('NFD'), 'ho ten chu ho so'],
  ['\uFEFFTên cá nhân/tổ chức', 'ten ca nhan to chuc'],
  ['ĐĂNG KÝ', 'dang ky'],
])('folds %j to %j', (text, folded) => expect(foldWords(text)).toBe(folded))

it('cleans text to NFC with single spaces', () => {
  expect(cleanText(` Nguyễn\u00A0 Văn\u200B\nAn `.normalize('NFD'))).toBe('Nguyễn Văn An')
})

describe('dossier codes', () => {
  it.each([
    'H56.14-240823-0001',
    'H42-261120-00123',
    'H42.18.1.2.3-261120-123456',
    '000.00.18.H42-200115-0007',
  ])('%s is one', (code) => expect(isDossierCode(code)).toBe(true))
  it.each(['H56.14-240823-001', 'H56.14-24823-0001', '56.14-240823-0001', 'H56.14-240823-0001 x', ''])(
    '%j is none',
    (code) => expect(isDossierCode(code)).toBe(false),
  )
  it('come to one spelling', () =>
    expect(cleanDossierCode(' h56.14 –240823−0001\u200B')).toBe('H56.14-240823-0001'))
  it('carry their day', () => expect(dayOfDossierCode('000.00.18.H42-200115-0007')).toBe('200115'))
})

it.each([
  ['20/11/2026 09:15:22', '20/11/2026 09:15:22'],
  ['46346.3856712963', '20/11/2026 09:15:22'],
  ['46346', '20/11/2026 00:00:00'],
])('reads the log date %s', (text, expected) => {
  expect(formatVietnamDateTime(parseLogDate(text) ?? 0)).toBe(expected)
})

it.each(['20/11/0202', '20/11/1999', '01/02/2100', '2026', '1234', '20261120', 'x'])(
  'reads no date in %j',
  (text) => {
    expect(parseLogDate(text)).toBeNull()
  },
)

it.each([
  ['Mới đăng ký', 'Được tiếp nhận', 'Không được tiếp nhận', 'Đang xử lý', 'Yêu cầu bổ sung giấy tờ'],
  ['MOI DANG KY', 'duoc tiep nhan', 'khong duoc tiep nhan', 'dang xu ly', 'yeu cau bo sung giay to'],
  ['1', '2. Được tiếp nhận', '3', ' 4 ', '5 - Yêu cầu bổ sung giấy tờ'],
])('reads statuses by label without accents, or by number: %s', (...labels) => {
  expect(labels.map(parseStatus)).toEqual(DOSSIER_STATUSES.slice(0, 5))
})

it('reads the other statuses of the portal', () => {
  const labels = [
    'Yêu cầu thực hiện nghĩa vụ tài chính',
    'Công dân yêu cầu rút',
    'Dừng xử lý',
    'Đã xử lý xong',
    'Đã trả kết quả',
  ]
  expect(labels.map(parseStatus)).toEqual(DOSSIER_STATUSES.slice(5))
  expect(parseStatus('Đã')).toBeNull()
})

it.each([
  ['Trực tiếp', 'walk-in'],
  ['truc tuyen', 'online'],
  ['BCCI', 'postal'],
  ['Bưu chính công ích', 'postal'],
  ['3', 'postal'],
  ['Zalo', null],
])('reads channel %s as %s', (text, channel) => expect(parseChannel(text)).toBe(channel))

it.each([
  ['1.001193', '1.001193'],
  ['1.001193.000.00.00.H56', '1.001193'],
  [' 2.002621.H56 ', '2.002621'],
  ['2.00262', '2.002620'],
  ['1.0011934', null],
  ['TT-1', null],
  ['', null],
])('normalises procedure code %j to %j', (text, code) => expect(normaliseProcedureCode(text)).toBe(code))

it.each([
  ['Nguyễn Văn An', 'N*** V*** A***'],
  ['  Đỗ  Ánh '.normalize('NFD'), 'Đ*** Á***'],
  ['Công ty TNHH 36', 'C*** t*** T*** 3***'],
  ['', ''],
])('masks %j as %j', (name, masked) => expect(maskName(name)).toBe(masked))

it.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [701, 'ZZ'],
  [702, 'AAA'],
])('calls column %d %s', (index, letters) => expect(columnLetters(index)).toBe(letters))
