import { describe, expect, it } from 'vitest'
import { readLimit } from './limit-text.ts'
import { readPasted } from './pasted-procedures.ts'

const WHERE = { authorityUnitId: '018f0000-0000-7000-8000-000000000001', validFromMs: 0 }

describe('a time limit as offices write it', () => {
  it.each([
    ['3 ngày làm việc', { amount: 3, unit: 'working-day' }],
    ['0,5 ngày làm việc', { amount: 0.5, unit: 'working-day' }],
    ['Trong ngày', { amount: 0, unit: 'working-day' }],
    ['7 giờ', { amount: 7, unit: 'working-hour' }],
    ['30  ngày', { amount: 30, unit: 'calendar-day' }],
    ['30 ngày'.normalize('NFD'), { amount: 30, unit: 'calendar-day' }],
    ['3', null],
    ['1,3 ngày', null],
    ['một tuần', null],
  ])('%s', (text, expected) => {
    expect(readLimit(text)).toEqual(expected)
  })
})

describe('pasted procedures', () => {
  it('are read from a spreadsheet’s columns below its header', () => {
    const text = [
      'Mã\tTên\tLĩnh vực\tTheo luật\tCam kết\tPhí',
      '1.001193\tĐăng ký khai sinh\tHộ tịch\tTrong ngày\t\t',
      '',
      '2.000635.H42;Trích lục hộ tịch;;5 ngày làm việc;3 ngày làm việc;8.000 đồng',
    ].join('\r\n')
    expect(readPasted(text, WHERE)).toEqual([
      {
        line: 2,
        procedure: {
          ...WHERE,
          code: '1.001193',
          name: 'Đăng ký khai sinh',
          field: 'Hộ tịch',
          statutory: { amount: 0, unit: 'working-day' },
          committed: null,
          feeDong: null,
        },
      },
      {
        line: 4,
        procedure: {
          ...WHERE,
          code: '2.000635.H42',
          name: 'Trích lục hộ tịch',
          field: null,
          statutory: { amount: 5, unit: 'working-day' },
          committed: { amount: 3, unit: 'working-day' },
          feeDong: 8000,
        },
      },
    ])
  })

  it.each([
    ['1.00119;Khai sinh', 'code'],
    ['1.001193;', 'name'],
    ['1.001193;Khai sinh;;năm ngày', 'statutory'],
    ['1.001193;Khai sinh;;5 ngày;3', 'committed'],
    ['1.001193;Khai sinh;;5 ngày;;tám nghìn', 'fee'],
  ])('say what is wrong with a line: %s', (text, wrong) => {
    expect(readPasted(text, WHERE)).toMatchObject([{ line: 1, wrong }])
  })
})
