import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  DAY_MS,
  formatVietnamDate,
  formatVietnamDateTime,
  formatVietnamIso,
  formatVietnamTime,
  fromVietnamDateTime,
  parseVietnamDateTime,
  SECOND_MS,
  startOfVietnamDay,
  toVietnamDateTime,
} from './instant.ts'

/** 1970 to 2100, whole seconds: what registers hold. */
const secondArbitrary = fc.nat(4_102_444_800 - 1).map((second) => second * SECOND_MS)

describe('Vietnamese date and time', () => {
  it.each([
    ['20/11/2026 09:15:22', '2026-11-20T02:15:22.000Z'],
    ['20/11/2026 09:15', '2026-11-20T02:15:00.000Z'],
    ['20/11/2026', '2026-11-19T17:00:00.000Z'],
    ['1/2/2026 7:05', '2026-02-01T00:05:00.000Z'],
    ['29/02/2028', '2028-02-28T17:00:00.000Z'],
    ['  01/07/2026   00:00:00 ', '2026-06-30T17:00:00.000Z'],
  ])('reads %s as %s', (text, iso) => {
    expect(parseVietnamDateTime(text)).toBe(Date.parse(iso))
  })

  it.each([
    '31/02/2026',
    '29/02/2026',
    '00/01/2026',
    '15/13/2026',
    '20/11/2026 24:00',
    '20/11/2026 09:60',
    '20/11/2026 09:15:60',
    '2026-11-20',
    '20.11.2026',
    '20/11/26',
    '20/11/2026T09:15',
    '20/11/2026 9h15',
    '',
    'hôm nay',
  ])('refuses %j', (text) => {
    expect(parseVietnamDateTime(text)).toBeNull()
  })

  it('writes what it reads', () => {
    fc.assert(
      fc.property(secondArbitrary, (atMs) => {
        expect(parseVietnamDateTime(formatVietnamDateTime(atMs))).toBe(atMs)
        expect(parseVietnamDateTime(formatVietnamDate(atMs))).toBe(startOfVietnamDay(atMs))
        expect(formatVietnamDateTime(atMs)).toBe(`${formatVietnamDate(atMs)} ${formatVietnamTime(atMs)}`)
      }),
    )
  })

  it('takes an instant apart and puts it together again', () => {
    fc.assert(
      fc.property(secondArbitrary, (atMs) => {
        expect(fromVietnamDateTime(toVietnamDateTime(atMs))).toBe(atMs)
      }),
    )
  })

  it('accepts exactly the dates that the calendar has', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1970, max: 2100 }), fc.nat(14), fc.nat(33), (year, month, day) => {
        const date = new Date(Date.UTC(year, month - 1, day))
        const exists = month >= 1 && month <= 12 && day >= 1 && date.getUTCDate() === day
        const atMs = fromVietnamDateTime({ year, month, day, hour: 12, minute: 0, second: 0 })
        expect(atMs !== null).toBe(exists)
      }),
    )
  })

  it('starts the day at midnight in Vietnam, whatever the hour', () => {
    fc.assert(
      fc.property(secondArbitrary, (atMs) => {
        const midnightMs = startOfVietnamDay(atMs)
        expect(formatVietnamTime(midnightMs)).toBe('00:00:00')
        expect(atMs - midnightMs).toBeGreaterThanOrEqual(0)
        expect(atMs - midnightMs).toBeLessThan(DAY_MS)
        expect(formatVietnamDate(midnightMs)).toBe(formatVietnamDate(atMs))
      }),
    )
  })

  it('writes ISO 8601 with the zone and milliseconds, and means the same instant', () => {
    expect(formatVietnamIso(Date.parse('2026-11-20T02:15:22.400Z'))).toBe('2026-11-20T09:15:22.400+07:00')
    fc.assert(fc.property(fc.nat(4_102_444_800_000), (atMs) => Date.parse(formatVietnamIso(atMs)) === atMs))
  })
})
