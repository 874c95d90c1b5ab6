import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, formatVietnamDateTime } from '../kernel/instant.ts'
import type { ZonePoint } from '../presence/presence.model.ts'
import { cropOf, dueTimes, keptFromMs, monthOf, vietnamWeekday } from './notice-boards.rules.ts'

const at = (text: string): number => Date.parse(`${text}+07:00`)
const NOVEMBER = { fromMs: at('2026-11-01T00:00:00'), toMs: at('2026-12-01T00:00:00') }

describe('when a board is due', () => {
  it.each([
    { day: '2026-11-23', weekday: 1 },
    { day: '2026-11-28', weekday: 6 },
    { day: '2026-11-29', weekday: 7 },
  ])('knows that $day is day $weekday of the week', ({ day, weekday }) => {
    expect(vietnamWeekday(at(`${day}T00:00:00`))).toBe(weekday)
    expect(vietnamWeekday(at(`${day}T23:59:59`))).toBe(weekday)
  })

  it('takes one each Monday at 08:30', () => {
    const due = dueTimes({ every: 'week', weekday: 1, minuteOfDay: 510 }, NOVEMBER)
    expect(due.map(formatVietnamDateTime)).toEqual([
      '02/11/2026 08:30:00',
      '09/11/2026 08:30:00',
      '16/11/2026 08:30:00',
      '23/11/2026 08:30:00',
      '30/11/2026 08:30:00',
    ])
  })

  it('never takes one outside the range, and one in every whole day', () => {
    const instants = fc.integer({ min: NOVEMBER.fromMs, max: NOVEMBER.toMs })
    fc.assert(
      fc.property(instants, instants, fc.integer({ min: 0, max: 1439 }), (one, other, minuteOfDay) => {
        const range = { fromMs: Math.min(one, other), toMs: Math.max(one, other) }
        const due = dueTimes({ every: 'day', weekday: null, minuteOfDay }, range)
        for (const atMs of due) expect(atMs >= range.fromMs && atMs < range.toMs).toBe(true)
        expect(due.length).toBeGreaterThanOrEqual(Math.floor((range.toMs - range.fromMs) / DAY_MS))
        expect(due.length).toBeLessThanOrEqual(Math.ceil((range.toMs - range.fromMs) / DAY_MS))
      }),
    )
  })

  it('keeps whole months', () => {
    expect(formatVietnamDateTime(keptFromMs(at('2026-11-28T10:00:00')))).toBe('01/11/2024 00:00:00')
    expect(monthOf(at('2026-11-30T23:59:59'))).toBe('2026-11')
    expect(monthOf(at('2026-12-01T00:00:00'))).toBe('2026-12')
  })
})

describe('the part of the picture that shows the board', () => {
  it('holds the zone, and stays inside the picture with even sides', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    const polygon = fc.array(fc.tuple(share, share), { minLength: 3, maxLength: 8 })
    const size = fc.record({
      widthPx: fc.integer({ min: 1, max: 2000 }).map((half) => half * 2),
      heightPx: fc.integer({ min: 1, max: 1200 }).map((half) => half * 2),
    })
    fc.assert(
      fc.property(polygon, size, (points: ZonePoint[], picture) => {
        const crop = cropOf(points, picture)
        expect([crop.widthPx % 2, crop.heightPx % 2, crop.leftPx % 2, crop.topPx % 2]).toEqual([0, 0, 0, 0])
        expect(crop.leftPx).toBeGreaterThanOrEqual(0)
        expect(crop.leftPx + crop.widthPx).toBeLessThanOrEqual(picture.widthPx)
        expect(crop.topPx + crop.heightPx).toBeLessThanOrEqual(picture.heightPx)
        for (const [x] of points) expect(crop.leftPx).toBeLessThanOrEqual(x * picture.widthPx)
      }),
    )
  })

  it('cuts a quarter with a margin', () => {
    const polygon: ZonePoint[] = [
      [0.5, 0.5],
      [0.75, 0.5],
      [0.75, 0.75],
      [0.5, 0.75],
    ]
    expect(cropOf(polygon, { widthPx: 1000, heightPx: 600 })).toEqual({
      leftPx: 480,
      topPx: 288,
      widthPx: 290,
      heightPx: 174,
    })
  })
})
