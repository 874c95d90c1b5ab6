import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, parseVietnamDateTime } from '../kernel/instant.ts'
import { DEFAULT_BACKFILL_SETTINGS } from './backfill.model.ts'
import { estimateBackfill, fetchWindow, holesInside, isFetchTime } from './backfill.rules.ts'

const at = (text: string): number => parseVietnamDateTime(text) ?? Number.NaN
const night = DEFAULT_BACKFILL_SETTINGS
const byDay = { ...night, windowFromMinute: 8 * 60, windowToMinute: 17 * 60 }
const always = { ...night, windowFromMinute: 0, windowToMinute: 0 }

describe('the window for fetching', () => {
  it.each([
    ['20/11/2026 21:59:59', night, false, '20/11/2026 22:00', '21/11/2026 05:00'],
    ['20/11/2026 22:00:00', night, true, '20/11/2026 22:00', '21/11/2026 05:00'],
    ['21/11/2026 00:00:00', night, true, '20/11/2026 22:00', '21/11/2026 05:00'],
    ['21/11/2026 04:59:59', night, true, '20/11/2026 22:00', '21/11/2026 05:00'],
    ['21/11/2026 05:00:00', night, false, '21/11/2026 22:00', '22/11/2026 05:00'],
    ['20/11/2026 07:00:00', byDay, false, '20/11/2026 08:00', '20/11/2026 17:00'],
    ['20/11/2026 17:00:00', byDay, false, '21/11/2026 08:00', '21/11/2026 17:00'],
    ['20/11/2026 13:00:00', always, true, '20/11/2026 00:00', '21/11/2026 00:00'],
  ])('at %s', (now, settings, isOpen, from, to) => {
    expect(isFetchTime(settings, at(now))).toBe(isOpen)
    expect(fetchWindow(settings, at(now))).toEqual({ fromMs: at(from), toMs: at(to) })
  })
})

describe('the estimate', () => {
  const facts = {
    fetchMs: 7 * HOUR_MS,
    bytesPerSecond: 500_000,
    settings: night,
    reachedBitsPerSecond: null,
    nowMs: at('20/11/2026 12:00'),
  }

  it('says that a night is just long enough for footage at the bandwidth itself', () => {
    expect(estimateBackfill(facts)).toMatchObject({
      bytes: 12_600_000_000,
      neededMs: 7 * HOUR_MS,
      windowLeftMs: 7 * HOUR_MS,
      enough: true,
      nights: 1,
      basis: 'own-footage',
    })
  })

  it('counts what is left of a night that has begun, and whole nights after it', () => {
    const late = { ...facts, nowMs: at('21/11/2026 04:00') }
    expect(estimateBackfill(late)).toMatchObject({ windowLeftMs: HOUR_MS, enough: false, nights: 2 })
    const slow = { ...late, reachedBitsPerSecond: 1_000_000 }
    expect(estimateBackfill(slow)).toMatchObject({ neededMs: 28 * HOUR_MS, enough: false, nights: 5 })
  })

  it('never counts on more than the stated bandwidth, and says when the weight is assumed', () => {
    const fast = { ...facts, bytesPerSecond: null, reachedBitsPerSecond: 90_000_000 }
    expect(estimateBackfill(fast)).toMatchObject({ bitsPerSecond: 4_000_000, basis: 'assumed' })
  })

  it('needs no night for nothing', () => {
    expect(estimateBackfill({ ...facts, fetchMs: 0 })).toMatchObject({ neededMs: 0, enough: true, nights: 0 })
  })
})

describe('holes inside ranges', () => {
  it('keeps what lies in any range and drops crumbs', () => {
    const holes = [
      { fromMs: 0, toMs: 10_000 },
      { fromMs: 20_000, toMs: 30_000 },
    ]
    const ranges = [
      { fromMs: 9500, toMs: 22_000 },
      { fromMs: 25_000, toMs: DAY_MS },
    ]
    expect(holesInside(holes, ranges)).toEqual([
      { fromMs: 20_000, toMs: 22_000 },
      { fromMs: 25_000, toMs: 30_000 },
    ])
  })
})
