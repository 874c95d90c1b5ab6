import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatVietnamDate, formatVietnamDateTime } from '../kernel/instant.ts'
import { parseDeskAction } from './desk-action.rules.ts'
import { repairIdentityNumber, repairPhone, splitNameAndAddress } from './identity-values.rules.ts'
import { fieldsOfKind } from './import-fields.model.ts'
import { type ColumnOverride, importProfileSchema } from './import-profile.model.ts'
import { IMPORT_KINDS, type ImportKind } from './import-rows.model.ts'
import { parseLogDate } from './log-values.rules.ts'
import { parseImport } from './parse-import.rules.ts'
import { parsePeriod } from './period.rules.ts'
import { profileWithCorrections } from './profile-corrections.rules.ts'
import { isTicked, parseCount, parseKindAndPeople, parseVisitNumber } from './reception-values.rules.ts'
import { parseDay, parseMinuteRange, parseTimeOfDay, parseWeekday } from './time-values.rules.ts'
import { isCodeOfUnit } from './unit-prefix.rules.ts'

const profileOf = (kind: ImportKind) =>
  importProfileSchema.parse(
    JSON.parse(
      readFileSync(join(import.meta.dirname, `../../../resources/import-profiles/${kind}.json`), 'utf8'),
    ),
  )
const tableOf = (rows: readonly (readonly string[])[]) => ({
  rows: rows.map((cells, index) => ({ rowNumber: index + 1, cells })),
})
const context = { counters: [], unitCode: null }

describe('the profile that is shipped', () => {
  it.each(IMPORT_KINDS)('of %s names every field of its kind and no other', (kind) => {
    const profile = profileOf(kind)
    expect(profile.kind).toBe(kind)
    expect(Object.keys(profile.aliases).toSorted()).toEqual([...fieldsOfKind(kind)].toSorted())
  })
})

describe('what a title says it covers', () => {
  it.each([
    ['Từ ngày 01/11/2026 đến ngày 30/11/2026', '01/11/2026', '01/12/2026'],
    ['(Từ 1/11/2026 - 2/11/2026)', '01/11/2026', '03/11/2026'],
    ['Từ ngày 01 tháng 11 năm 2026 đến hết ngày 30 tháng 11 năm 2026', '01/11/2026', '01/12/2026'],
    ['SỔ THEO DÕI - Tháng 12/2026', '01/12/2026', '01/01/2027'],
    ['Tháng 2 năm 2026', '01/02/2026', '01/03/2026'],
    ['Báo cáo Quý IV năm 2026', '01/10/2026', '01/01/2027'],
    ['Ngày 20/11/2026', '20/11/2026', '21/11/2026'],
  ])('%s', (title, from, to) => {
    const period = parsePeriod(title.normalize('NFD'))
    expect([period?.fromMs, period?.toMs].map((atMs) => formatVietnamDate(atMs ?? 0))).toEqual([from, to])
  })

  it.each([
    'Châu Sơn, ngày 30 tháng 11 năm 2026',
    'Từ ngày 30/11/2026 đến ngày 01/11/2026',
    'Tháng 13/2026',
    'Ngày in: 20/11/2026 08:00',
  ])('is nothing in %j', (title) => expect(parsePeriod(title)).toBeNull())
})

describe('values', () => {
  it.each([
    ['9h15 ngày 20/11/2026', '20/11/2026 09:15:00'],
    ['20/11/2026 9h', '20/11/2026 09:00:00'],
    ['20.11.2026, 9 giờ 05 phút', '20/11/2026 09:05:00'],
    ['20-11-2026 12:10 SA', '20/11/2026 00:10:00'],
    ['20/11/2026 02:15:30 CH', '20/11/2026 14:15:30'],
  ])('reads the log date %s', (text, expected) =>
    expect(formatVietnamDateTime(parseLogDate(text) ?? 0)).toBe(expected),
  )
  it.each(['20/11/2026 13:00 SA', '9h 20/11/2026 9h', '31.02.2026', '20/11'])('reads no date in %j', (text) =>
    expect(parseLogDate(text)).toBeNull(),
  )
  it.each([
    ['37185001234', '037185001234'],
    ['1185001234', '001185001234'],
    ['037 185 001 234', '037185001234'],
    ['12345678', '012345678'],
    ['b1234567', 'B1234567'],
    ['0912345678', null],
    ['12345', null],
  ])('repairs the identity number %s', (text, expected) => expect(repairIdentityNumber(text)).toBe(expected))
  it.each([
    ['912345678', '0912345678'],
    ['+84 912 345 678', null],
    ['0226.385.1234', null],
    ['0226 385 123', '0226385123'],
  ])('repairs the telephone number %s', (text, expected) => expect(repairPhone(text)).toBe(expected))
  it('splits name and address', () => {
    expect(splitNameAndAddress('Lê An - Tổ 3 - phường A')).toEqual({
      name: 'Lê An',
      address: 'Tổ 3, phường A',
    })
    expect(splitNameAndAddress('Lê An\nTổ 3')).toEqual({ name: 'Lê An', address: 'Tổ 3' })
    expect(splitNameAndAddress('Lê An, tổ 3, phường A')).toEqual({ name: 'Lê An', address: 'tổ 3, phường A' })
    expect(splitNameAndAddress('')).toEqual({ name: null, address: null })
  })
  it('reads times, ranges, weekdays and days', () => {
    expect(['7h30', '07:30:05', '7 giờ', '0.3125', '25h', 'x'].map(parseTimeOfDay)).toEqual([
      27_000,
      27_005,
      25_200,
      27_000,
      null,
      null,
    ])
    expect(parseMinuteRange('Từ 7 giờ 30 đến 11 giờ 30')).toEqual({ fromMinute: 450, toMinute: 690 })
    expect(parseMinuteRange('11h30 - 7h30')).toBeNull()
    expect(['Thứ Hai', 'thứ 7', 'CN', 'T5', 'thứ 9'].map(parseWeekday)).toEqual([1, 6, 0, 4, null])
    expect(parseDay('Thứ Năm, 26/11/2026', null)).toBe(parseDay('26/11', parsePeriod('Tháng 11/2026')))
    expect(parseDay('26/11', null)).toBeNull()
  })
  it('reads the words of registers', () => {
    expect(parseKindAndPeople('Kiến nghị, phản ánh/05 người')).toEqual({ kind: 'feedback', peopleCount: 5 })
    expect(parseKindAndPeople('3')).toEqual({ kind: null, peopleCount: 3 })
    expect(parseKindAndPeople('KN/2')).toBeNull()
    expect(['05 người', '0', 'hai'].map(parseCount)).toEqual([5, null, null])
    expect(['Lần đầu', 'Lần 3', 'nhiều lần', '?'].map(parseVisitNumber)).toEqual([1, 3, 2, null])
    expect(['x', '✓', 'QĐ 12', '', '0', 'Không', '-'].map(isTicked)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ])
  })
  it.each([
    ['Tiếp nhận hồ sơ', 'received'],
    ['Từ chối tiếp nhận', 'refused'],
    ['Yêu cầu bổ sung giấy tờ', 'supplement-requested'],
    ['Công dân nộp bổ sung', 'supplement-received'],
    ['Thu phí, lệ phí', 'fee-paid'],
    ['Đã trả kết quả', 'returned'],
    ['Kết thúc xử lý', 'finished'],
    ['Chuyển bước', 'forwarded'],
    ['Xem', 'other'],
  ] as const)('%s is %s', (text, action) => expect(parseDeskAction(text)).toBe(action))
  it.each([
    ['H42.18-261120-0001', true],
    ['H42.18.3-261120-0001', true],
    ['000.00.18.H42-261120-0001', true],
    ['H42.180-261120-0001', false],
    ['H43.18-261120-0001', false],
  ])('%s belongs to H42.18: %s', (code, belongs) => expect(isCodeOfUnit(code, 'h42.18')).toBe(belongs))
})

describe('a header that stands too far right', () => {
  const header = [
    'STT',
    'Mã hồ sơ',
    'Số điện thoại',
    'Ngày tiếp nhận',
    'Ngày hẹn trả',
    'Ngày trả',
    'Lý do quá hạn',
  ]
  const rows = [1, 2, 3].map((one) => [
    `${one}`,
    `H42.18-261120-000${one}`,
    '20/11/2026',
    '23/11/2026',
    '25/11/2026',
  ])

  it('gives its names to the values that they are about, and is unsure', () => {
    const parsed = parseImport('overdue-list', tableOf([header, ...rows]), context, profileOf('overdue-list'))
    const [first] = parsed?.accepted ?? []
    expect([first?.dueAtLogMs, first?.returnedAtLogMs].map((atMs) => formatVietnamDate(atMs ?? 0))).toEqual([
      '23/11/2026',
      '25/11/2026',
    ])
    expect(parsed?.columns.map(({ field, confidence }) => [field, confidence]).slice(2, 5)).toEqual([
      ['receivedAt', 0.7],
      ['dueAt', 0.7],
      ['returnedAt', 0.7],
    ])
  })
})

describe('corrections by hand', () => {
  const rows = [
    ['Mã hồ sơ', 'Ngày nhận', 'Cột lạ', 'Ghi chú'],
    ['H42.18-261120-0001', '20/11/2026', 'Trần Thị Bình', 'x'],
  ]
  const overrides: ColumnOverride[] = [
    { index: 2, field: 'officerName' },
    { index: 1, field: null },
    { index: 3, field: 'receivedAt' },
  ]
  const profile = profileOf('dossier-register')

  it('beat recognition', () => {
    const parsed = parseImport('dossier-register', tableOf(rows), context, profile, overrides)
    expect(parsed?.columns.map(({ field, confidence }) => [field, confidence])).toEqual([
      ['code', 1],
      [null, 1],
      ['officerName', 1],
      ['receivedAt', 1],
    ])
    expect(parsed?.rejected).toEqual([{ row: 2, column: 'Ghi chú', code: 'bad-date', value: 'x' }])
  })

  it('are remembered by a profile for files that look the same, and only for those', () => {
    const plain = parseImport('dossier-register', tableOf(rows), context, profile)
    const taught = importProfileSchema.parse(
      profileWithCorrections(profile, plain?.columns ?? [], [{ index: 2, field: 'officerName' }]),
    )
    const again = parseImport('dossier-register', tableOf(rows), context, taught)
    expect(again?.accepted[0]?.officerName).toBe('Trần Thị Bình')
    const other = [['Mã hồ sơ', 'Ngày nhận', 'Khác', 'Ghi chú'], rows[1] ?? []]
    expect(parseImport('dossier-register', tableOf(other), context, taught)?.columns[2]?.field).toBeNull()
  })
})

describe('columns in any order and blank rows between', () => {
  const registers: readonly (readonly [ImportKind, readonly string[][]])[] = [
    [
      'petition-register',
      [
        ['Số đơn', 'Ngày nhận đơn', 'Người gửi đơn', 'Loại đơn', 'Hạn giải quyết'],
        ['1', '03/11/2026', 'An', 'Khiếu nại', '03/12/2026'],
        ['2', '04/11/2026', 'Bình', 'Tố cáo', ''],
        ['3', '99/11/2026', 'Bình', 'Tố cáo', ''],
      ],
    ],
    [
      'reception-register',
      [
        ['STT', 'Ngày tiếp', 'Họ và tên', 'CCCD', 'Phân loại đơn/Số người'],
        ['1', '05/11/2026', 'Lê An', '37185001234', 'Khiếu nại/6'],
        ['2', '12/11/2026', 'Lê Bình', '037185001235', 'Tố cáo'],
      ],
    ],
    [
      'dossier-history',
      [
        ['Mã hồ sơ', 'Ngày xử lý', 'Thao tác', 'Người xử lý', 'Thời hạn'],
        ['H42.18-261120-0001', '20/11/2026 08:00', 'Tiếp nhận', 'Bình', '23/11/2026'],
        ['H42.18-261120-0001', '21/11/2026 08:00', 'Trả kết quả', 'Bình', ''],
      ],
    ],
  ]

  it.each(registers)('give the same rows of a %s', (kind, rows) => {
    const profile = profileOf(kind)
    const contentOf = (table: readonly (readonly string[])[]) => {
      const parsed = parseImport(kind, tableOf(table), context, profile)
      return {
        accepted: parsed?.accepted.map((row) => ({ ...row, rowNumber: 0 })),
        rejected: parsed?.rejected.map(({ code, column }) => ({ code, column })),
      }
    }
    const expected = contentOf(rows)
    expect(expected.accepted).toHaveLength(2)
    const order = fc.shuffledSubarray([...(rows[0] ?? []).keys()], { minLength: rows[0]?.length ?? 0 })
    const blanks = fc.array(fc.nat(rows.length), { maxLength: 4 })
    fc.assert(
      fc.property(order, blanks, fc.constantFrom('NFC', 'NFD'), (columns, blanksAfter, form) => {
        const shuffled = rows.map((cells) => columns.map((column) => (cells[column] ?? '').normalize(form)))
        const spaced = shuffled.flatMap((cells, index) =>
          blanksAfter.includes(index) ? [cells, [], ['', ' ']] : [cells],
        )
        expect(contentOf(spaced)).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })
})
