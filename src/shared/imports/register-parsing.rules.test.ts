import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { framedRegister, REGISTER_HEADERS, registerRow } from '#tests/builders/register-files.ts'
import { summaryOfFile } from './import-summary.rules.ts'
import { type ParsedRegister, parseRegister } from './register-parsing.rules.ts'
import type { SheetTable } from './sheet-table.model.ts'

const COUNTERS = [
  { id: 'counter-1', code: 'Q1', name: 'Quầy 1' },
  { id: 'counter-2', code: 'Q2', name: 'Quầy số 2' },
]

function tableOf(rows: readonly (readonly string[])[]): SheetTable {
  return { rows: rows.map((cells, index) => ({ rowNumber: index + 1, cells })) }
}

function parse(rows: readonly (readonly string[])[]): ParsedRegister {
  return parseRegister(tableOf(rows), COUNTERS) ?? expect.unreachable('no register')
}

function faultsOf(register: ParsedRegister) {
  return register.rejected.map(({ row, column, code, value }) => [row, column, code, value])
}

const fieldsOf = (register: ParsedRegister) => register.columns.map((column) => [column.name, column.field])

describe('a good register', () => {
  it('is read whole', () => {
    const register = parse([REGISTER_HEADERS, registerRow({ returnedAt: '25/11/2026 08:00' })])
    expect(register.rejected).toEqual([])
    expect(register.accepted).toEqual([
      {
        rowNumber: 2,
        code: 'H42.18-261120-0001',
        procedureCode: '1.001193',
        procedureName: 'Đăng ký khai sinh',
        field: null,
        applicantName: 'Nguyễn Văn An',
        receivedAtLogMs: Date.parse('2026-11-20T09:15:22+07:00'),
        dueAtLogMs: Date.parse('2026-11-26T09:15:22+07:00'),
        finishedAtLogMs: null,
        returnedAtLogMs: Date.parse('2026-11-25T08:00:00+07:00'),
        status: 'in-progress',
        channel: 'walk-in',
        officerName: 'Trần Thị Bình',
        counterId: 'counter-1',
      },
    ])
  })

  it('counts neither title, column numbers, sections, totals nor signatures, and keeps the row numbers', () => {
    const register = parse(
      framedRegister([
        registerRow(),
        registerRow({ code: 'H42.18-261120-0002' }),
        registerRow({ code: 'sai' }),
      ]),
    )
    expect(register.rows).toBe(3)
    expect(register.accepted.map((row) => row.rowNumber)).toEqual([7, 8])
    expect(faultsOf(register)).toEqual([[9, 'Mã hồ sơ', 'bad-code', 'sai']])
  })

  it('is read under NFD headers with stray spaces and odd case', () => {
    const headers = REGISTER_HEADERS.map((name) => `  ${name.normalize('NFD').toUpperCase()}\u00A0 `)
    expect(parse([headers, registerRow()]).accepted).toHaveLength(1)
  })

  it('is read under a two-row header, merged or not', () => {
    const top = ['STT', 'Mã hồ sơ', 'Họ tên chủ hồ sơ', 'Ngày, tháng, năm', '', 'Trả kết quả']
    const bottom = ['', '', '', 'Nhận hồ sơ', 'Hẹn trả kết quả', 'Ngày nhận kết quả']
    const mergedTop = [
      'STT',
      'Mã hồ sơ',
      'Họ tên chủ hồ sơ',
      'Ngày, tháng, năm',
      'Ngày, tháng, năm',
      'Trả kết quả',
    ]
    const mergedBottom = [...mergedTop.slice(0, 3), ...bottom.slice(3)]
    const row = ['1', 'H42.18-261120-0001', 'An', '20/11/2026 08:00', '23/11/2026', '22/11/2026 10:00']
    for (const header of [
      [top, bottom],
      [mergedTop, mergedBottom],
    ]) {
      const register = parse([['SỔ THEO DÕI'], ...header, row])
      expect(register.accepted[0]).toMatchObject({ rowNumber: 4, code: 'H42.18-261120-0001' })
      expect(register.columns.map((column) => column.field)).toEqual([
        null,
        'code',
        'applicantName',
        'receivedAt',
        'dueAt',
        'returnedAt',
      ])
    }
  })

  it('finds the same dossiers whatever the order of columns and the blank rows between', () => {
    const rows = Array.from({ length: 6 }, (_, index) =>
      registerRow({
        number: `${index + 1}`,
        code: `H42.18-261120-000${index + 1}`,
        procedureName: `Thủ tục ${index}`,
      }),
    )
    const expected = parse([REGISTER_HEADERS, ...rows]).accepted.map(({ rowNumber, ...content }) => content)
    const order = fc.shuffledSubarray([...REGISTER_HEADERS.keys()], { minLength: REGISTER_HEADERS.length })
    fc.assert(
      fc.property(order, fc.array(fc.nat(6), { maxLength: 5 }), (columns, blanksAfter) => {
        const shuffled = [REGISTER_HEADERS, ...rows].map((cells) =>
          columns.map((column) => cells[column] ?? ''),
        )
        const spaced = shuffled.flatMap((cells, index) =>
          blanksAfter.includes(index) ? [cells, [], ['', ' ']] : [cells],
        )
        expect(parse(spaced).accepted.map(({ rowNumber, ...content }) => content)).toEqual(expected)
      }),
    )
  })
})

describe('columns', () => {
  it('that are unknown stay listed without a field', () => {
    const register = parse([
      [...REGISTER_HEADERS, 'Chỉ số lạ', ''],
      [...registerRow(), 'x', 'y'],
    ])
    expect(fieldsOf(register).slice(-3)).toEqual([
      ['Quầy', 'counter'],
      ['Chỉ số lạ', null],
      ['N', null],
    ])
  })

  it('are known by content where names say nothing', () => {
    const rows = ['0001', '0002', '0003'].map((counter) => [
      '01/01/1990',
      '20/11/2026 08:00:00',
      `H42.18-261120-${counter}`,
      'Đang xử lý',
      'Trực tuyến',
      '1.001193.H42',
    ])
    const register = parse([['c1', 'c2', 'c3', 'c4', 'c5', 'c6'], ...rows])
    expect(register.columns.map((column) => column.field)).toEqual([
      null,
      'receivedAt',
      'code',
      'status',
      'channel',
      'procedureCode',
    ])
    expect(register.columns.every((column) => column.field === null || column.confidence === 0.7)).toBe(true)
    expect(register.accepted).toHaveLength(3)
  })

  it('are taken by content where the header has more columns than the rows', () => {
    const header = [
      'STT',
      'Mã hồ sơ',
      'Số lượng (bộ)',
      'Ghi chú',
      'Ngày tiếp nhận',
      'Ngày hẹn trả',
      'Trạng thái',
    ]
    const rows = ['0001', '0002', '0003', '0004'].map((counter) => [
      '1',
      `H42.18-261120-${counter}`,
      '20/11/2026 08:00',
      '23/11/2026',
      'Đang xử lý',
    ])
    const register = parse([header, ...rows])
    expect(fieldsOf(register)).toEqual([
      ['STT', null],
      ['Mã hồ sơ', 'code'],
      ['Số lượng (bộ)', 'receivedAt'],
      ['Ghi chú', 'dueAt'],
      ['Ngày tiếp nhận', 'status'],
      ['Ngày hẹn trả', null],
      ['Trạng thái', null],
    ])
    expect(register.columns.slice(2, 5).map((column) => column.confidence)).toEqual([0.7, 0.7, 0.7])
    expect(register.accepted).toHaveLength(4)
  })

  it('of durations are not read as due dates', () => {
    const header = ['Mã hồ sơ', 'Ngày nhận', 'Thời hạn']
    const rows = [1, 2, 3].map((counter) => [`H42-261120-000${counter}`, '20/11/2026', '3 ngày'])
    const register = parse([header, ...rows])
    expect(register.accepted).toHaveLength(3)
    expect(fieldsOf(register)[2]).toEqual(['Thời hạn', null])
  })

  it('are surer by name and content than by name alone', () => {
    const [good, halfBroken] = [['20/11/2026'], ['20/11/2026', 'hôm nay']].map((dates) =>
      parse([
        ['Mã hồ sơ', 'Ngày nhận'],
        ...dates.map((date, index) => [`H42-261120-000${index}`, date]),
      ]).columns.map((column) => column.confidence),
    )
    expect(good).toEqual([1, 1])
    expect(halfBroken).toEqual([1, 0.75])
  })

  it('are none in a file that is no register', () => {
    expect(
      parseRegister(
        tableOf([
          ['a', 'b'],
          ['1', '2'],
        ]),
        [],
      ),
    ).toBeNull()
    expect(parseRegister({ rows: [] }, [])).toBeNull()
  })
})

describe('a bad row', () => {
  it.each([
    [{ code: '' }, 'Mã hồ sơ', 'missing-code', ''],
    [{ code: 'H42.18-2611-01' }, 'Mã hồ sơ', 'bad-code', 'H42.18-2611-01'],
    [{ receivedAt: '' }, 'Ngày tiếp nhận', 'missing-received', ''],
    [{ receivedAt: '31/02/2026 08:00' }, 'Ngày tiếp nhận', 'bad-date', '31/02/2026 08:00'],
    [{ receivedAt: '20/11/0202 08:00' }, 'Ngày tiếp nhận', 'bad-date', '20/11/0202 08:00'],
    [{ dueAt: '2026-11-26' }, 'Ngày hẹn trả', 'bad-date', '2026-11-26'],
    [{ returnedAt: 'chưa' }, 'Ngày trả', 'bad-date', 'chưa'],
    [{ status: 'Lạc đâu mất' }, 'Trạng thái', 'unknown-status', 'Lạc đâu mất'],
    [{ channel: 'Bồ câu' }, 'Kênh thực hiện', 'unknown-channel', 'Bồ câu'],
    [{ channel: '' }, 'Kênh thực hiện', 'unknown-channel', ''],
    [{ counter: 'Quầy 9' }, 'Quầy', 'unknown-counter', 'Quầy 9'],
  ])('%j is named by row, column, code and value', (row, column, code, value) => {
    const good = Array.from({ length: 9 }, (_, index) => registerRow({ code: `H42.18-261120-001${index}` }))
    const register = parse([REGISTER_HEADERS, ...good, registerRow(row)])
    expect(faultsOf(register)).toEqual([[11, column, code, value]])
    expect([register.rows, register.accepted.length]).toEqual([10, 9])
  })

  it('that ends before a needed column is named as a whole', () => {
    const register = parse([REGISTER_HEADERS, registerRow(), ['2', 'H42.18-261120-0002', 'Chứng thực']])
    expect(faultsOf(register)).toEqual([[3, null, 'too-few-columns', '2 | H42.18-261120-0002 | Chứng thực']])
  })

  it('at the very end is not taken for a signature', () => {
    const register = parse([
      REGISTER_HEADERS,
      registerRow(),
      registerRow({ code: 'sai', receivedAt: 'sai', dueAt: '' }),
    ])
    expect(faultsOf(register)).toEqual([[3, 'Mã hồ sơ', 'bad-code', 'sai']])
  })

  it('of a "Tổng công ty" without a code is not taken for a total', () => {
    const register = parse([
      REGISTER_HEADERS,
      registerRow(),
      registerRow({ code: '', applicantName: 'Tổng công ty 36' }),
    ])
    expect(faultsOf(register)).toEqual([[3, 'Mã hồ sơ', 'missing-code', '']])
  })

  it('with a repeated code is a duplicate or a conflict; the first row stays', () => {
    const register = parse([
      REGISTER_HEADERS,
      registerRow({ receivedAt: 'hỏng' }),
      registerRow(),
      registerRow({ number: '3', code: ' h42.18–261120–0001 ' }),
      registerRow({ number: '4', dueAt: '27/11/2026' }),
    ])
    expect(register.accepted.map((row) => row.rowNumber)).toEqual([3])
    expect(faultsOf(register)).toEqual([
      [2, 'Ngày tiếp nhận', 'bad-date', 'hỏng'],
      [4, 'Mã hồ sơ', 'duplicate', 'H42.18-261120-0001'],
      [5, 'Mã hồ sơ', 'conflict', 'H42.18-261120-0001'],
    ])
  })

  it('never gets lost: rows are accepted or named, once each', () => {
    const cell = fc.constantFrom('', 'sai', 'H42.18-261120-0001', '20/11/2026', 'Trực tiếp', 'Quầy 1', '7')
    const anyRow = fc.array(cell, { minLength: 12, maxLength: 12 })
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 8 }), (rows) => {
        const register = parse([REGISTER_HEADERS, registerRow({ code: 'H42.18-261120-9999' }), ...rows])
        expect(register.accepted.length + register.rejected.length).toBe(register.rows)
        const telling = rows.filter((row) => row[1]?.startsWith('H42') || row[5]?.startsWith('20/')).length
        expect(register.rows).toBeGreaterThanOrEqual(telling + 1)
        const numbers = [
          ...register.accepted.map((row) => row.rowNumber),
          ...register.rejected.map((one) => one.row),
        ]
        expect(new Set(numbers).size).toBe(numbers.length)
      }),
    )
  })
})

it('summarises a file without citizens’ data', () => {
  const { columns, rejected } = parse([REGISTER_HEADERS, registerRow(), registerRow()])
  const summary = summaryOfFile({ rows: 2, accepted: 1, rejected, columns })
  expect(summary.rejected).toEqual([{ row: 3, column: 'Mã hồ sơ', code: 'duplicate' }])
  expect(Object.keys(summary)).toEqual(['rows', 'accepted', 'rejected', 'columns'])
})
