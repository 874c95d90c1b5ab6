import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import { moveMark } from './in-out-marks.ts'
import { formatLengthTenths, formatTenths, parseTimeOfDay } from './time-of-day.ts'
import { handleAt } from './timeline-hit.ts'

const DAY = startOfVietnamDay(1_790_000_000_000)
const at = (text: string): number => DAY + Date.parse(`1970-01-01T${text}Z`)

describe('a typed time', () => {
  it.each([
    ['09:15:22,4', at('09:15:22.400')],
    ['09:15:22.4', at('09:15:22.400')],
    [' 9:15 ', at('09:15:00')],
    ['23:59:59', at('23:59:59')],
    ['22/09/2026 00:00:00,1', at('00:00:00.100') + DAY_MS],
    ['24:00', null],
    ['9:60', null],
    ['09:15:22,44', null],
    ['31/02/2026 09:00', null],
    ['trưa', null],
    ['', null],
  ] as const)('%s', (text, expected) => {
    expect(parseTimeOfDay(text, DAY + HOUR_MS)).toBe(expected)
  })

  it('is read as it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 863_999 }), (tenths) => {
        const atMs = DAY + tenths * 100
        expect(parseTimeOfDay(formatTenths(atMs), DAY + 5 * HOUR_MS)).toBe(atMs)
      }),
    )
  })

  it.each([
    [100, '0:00,1'],
    [42_300, '0:42,3'],
    [370_000, '6:10,0'],
    [3_723_400, '1:02:03,4'],
  ] as const)('a length of %i ms is %s', (lengthMs, text) => {
    expect(formatLengthTenths(lengthMs)).toBe(text)
  })
})

describe('marks that are dragged', () => {
  const bounds = { fromMs: DAY, toMs: DAY + DAY_MS }

  it('stay in bounds and in order, to the tenth of a second', () => {
    const end = fc.constantFrom('in' as const, 'out' as const)
    const instant = fc.integer({ min: DAY - HOUR_MS, max: DAY + DAY_MS + HOUR_MS })
    fc.assert(
      fc.property(fc.array(fc.tuple(end, instant)), (moves) => {
        let marks: { readonly inMs: number | null; readonly outMs: number | null } = {
          inMs: DAY + HOUR_MS,
          outMs: DAY + 2 * HOUR_MS,
        }
        for (const [which, atMs] of moves) {
          marks = moveMark(marks, which, atMs, bounds)
          const { inMs, outMs } = marks
          expect(inMs !== null && outMs !== null && inMs < outMs).toBe(true)
          for (const each of [inMs, outMs])
            expect(each !== null && each >= bounds.fromMs && each <= bounds.toMs && each % 100 === 0).toBe(
              true,
            )
        }
      }),
    )
  })

  it('are taken at their flags in the ruler and near their lines below it', () => {
    const view = { fromMs: DAY, toMs: DAY + 1_000_000, widthPx: 1000 }
    const marks = { inMs: DAY + 300_000, outMs: DAY + 400_000 }
    expect(handleAt(marks, view, 312, 5)).toBe('in')
    expect(handleAt(marks, view, 388, 5)).toBe('out')
    expect(handleAt(marks, view, 312, 60)).toBeNull()
    expect(handleAt(marks, view, 403, 60)).toBe('out')
    expect(handleAt({ inMs: null, outMs: null }, view, 300, 5)).toBeNull()
  })
})
