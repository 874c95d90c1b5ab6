import { describe, expect, it } from 'vitest'
import { DAY_MS, MINUTE_MS } from '#shared/kernel/instant.ts'
import { isFresh, nearestReading, readingsRange, standingOf } from './clock-card.rules.ts'

const AT_MS = Date.parse('2026-11-20T09:15:22+07:00')

describe('what the clock card says', () => {
  it.each([
    { clock: 'camera' as const, ageMs: 15 * MINUTE_MS, fresh: true },
    { clock: 'camera' as const, ageMs: 15 * MINUTE_MS + 1, fresh: false },
    { clock: 'camera' as const, ageMs: -16 * MINUTE_MS, fresh: false },
    { clock: 'log' as const, ageMs: 31 * DAY_MS, fresh: true },
    { clock: 'log' as const, ageMs: 32 * DAY_MS, fresh: false },
    { clock: 'picture' as const, ageMs: 30 * DAY_MS, fresh: true },
    { clock: 'picture' as const, ageMs: 31 * DAY_MS, fresh: false },
  ])('$clock measured $ageMs ms away is fresh: $fresh', ({ clock, ageMs, fresh }) => {
    expect(isFresh(clock, AT_MS - ageMs, AT_MS)).toBe(fresh)
  })

  it('takes the reading that is nearest, before or after', () => {
    const readings = [AT_MS - 9000, AT_MS - 2000, AT_MS + 1000].map((measuredAtMs) => ({ measuredAtMs }))
    expect(nearestReading(readings, AT_MS)?.measuredAtMs).toBe(AT_MS + 1000)
    expect(nearestReading(readings.slice(0, 2), AT_MS)?.measuredAtMs).toBe(AT_MS - 2000)
    expect(nearestReading([], AT_MS)).toBeNull()
  })

  it('asks for the same readings while the playhead moves a little, and always around it', () => {
    expect(readingsRange(AT_MS + MINUTE_MS)).toEqual(readingsRange(AT_MS))
    const { fromMs, toMs } = readingsRange(AT_MS)
    expect(AT_MS - fromMs).toBeGreaterThanOrEqual(30 * MINUTE_MS)
    expect(toMs - AT_MS).toBeGreaterThan(30 * MINUTE_MS)
  })

  it.each([
    { depends: true, picture: null, standing: 'may-change' },
    { depends: false, picture: null, standing: 'holds' },
    { depends: false, picture: { offsetMs: 4000, uncertaintyMs: 1000 }, standing: 'holds' },
    { depends: false, picture: { offsetMs: -4000, uncertaintyMs: 1001 }, standing: 'not-tried' },
    { depends: true, picture: { offsetMs: 37_400, uncertaintyMs: 100 }, standing: 'may-change' },
  ])('says that a verdict $standing', ({ depends, picture, standing }) => {
    expect(standingOf({ verdictDependsOnClock: depends, uncertaintyMs: 5000 }, picture)).toBe(standing)
  })
})
