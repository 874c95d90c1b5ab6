import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../kernel/instant.ts'
import { type CameraLoad, forecast, type ForecastFacts, withLocked } from './forecast.rules.ts'

const NOW_MS = 1000 * DAY_MS
const GB = 1e9
const camera = (load: Partial<CameraLoad> = {}): CameraLoad => ({
  lockedBytes: 0,
  keptBytes: 0,
  deletableBytes: 0,
  bytesPerDay: 10 * GB,
  oldestMs: null,
  days: { floorDays: 30, ceilingDays: 180 },
  ...load,
})
const facts = (freeBytes: number, cameras: readonly CameraLoad[], otherBytes = 0): ForecastFacts => ({
  nowMs: NOW_MS,
  freeBytes,
  otherBytes,
  cameras,
})

describe('the forecast', () => {
  it('knows no end where the floors fit onto the disk, and says from when old footage goes', () => {
    const told = forecast(facts(400 * GB, [camera()]))
    expect(told).toMatchObject({ fullAtMs: null, daysLeft: null, bottleneck: null, keepsDays: 40 })
    expect(told.deletingFromMs).toBe(NOW_MS + 40 * DAY_MS)
    expect(told.bytesPerDay).toBe(10 * GB)
  })

  it('names the day on which the floors no longer fit', () => {
    const told = forecast(facts(200 * GB, [camera()]))
    expect(told.daysLeft).toBeCloseTo(20)
    expect(told.fullAtMs).toBe(NOW_MS + 20 * DAY_MS)
    expect(told.bottleneck).toBe('floors')
  })

  it('counts footage past its floor as room, and footage below it as taken until it has aged', () => {
    expect(forecast(facts(200 * GB, [camera({ deletableBytes: 100 * GB })])).daysLeft).toBeNull()
    // Ten days old and full of them: nothing ages out before the thirtieth day.
    const young = camera({ keptBytes: 100 * GB, oldestMs: NOW_MS - 10 * DAY_MS })
    expect(forecast(facts(150 * GB, [young])).daysLeft).toBeCloseTo(15)
    const whole = camera({ keptBytes: 300 * GB, oldestMs: NOW_MS - 30 * DAY_MS })
    expect(forecast(facts(1, [whole])).daysLeft).toBeNull()
  })

  it('says that locks are in the way where without them all would fit', () => {
    const told = forecast(facts(200 * GB, [camera({ lockedBytes: 150 * GB })]))
    expect(told).toMatchObject({ bottleneck: 'locks', capacityBytes: 350 * GB })
    expect(told.daysLeft).toBeCloseTo(20)
    expect(told.points[0]).toEqual({ atMs: NOW_MS, lockedBytes: 150 * GB, floorBytes: 0 })
  })

  it('says that other files are in the way where they take more than the recordings have', () => {
    expect(forecast(facts(200 * GB, [camera()], 900 * GB)).bottleneck).toBe('other-files')
  })

  it('is full now when what must stay is more than there is', () => {
    const told = forecast(facts(0, [camera({ keptBytes: 10 * GB, oldestMs: NOW_MS - DAY_MS })]))
    expect(told.daysLeft).toBeCloseTo(0)
  })

  it('says nothing while nothing records', () => {
    expect(forecast(facts(200 * GB, [camera({ bytesPerDay: 0 })]))).toMatchObject({
      bytesPerDay: null,
      fullAtMs: null,
      daysLeft: null,
      keepsDays: null,
      deletingFromMs: null,
    })
  })

  it('never keeps footage longer than the longest ceiling', () => {
    expect(forecast(facts(10_000 * GB, [camera()])).keepsDays).toBe(180)
  })

  it('shows that a lock brings the end nearer by what it takes', () => {
    const before = facts(200 * GB, [camera({ deletableBytes: 50 * GB })])
    expect(forecast(before).daysLeft).toBeCloseTo(25)
    expect(forecast(withLocked(before, 50 * GB)).daysLeft).toBeCloseTo(20)
  })

  it('never gets better by locking', () => {
    const loadArb = fc.record({
      lockedBytes: fc.nat({ max: 1000 }),
      keptBytes: fc.nat({ max: 1000 }),
      deletableBytes: fc.nat({ max: 1000 }),
      bytesPerDay: fc.nat({ max: 100 }),
      ageDays: fc.nat({ max: 100 }),
      floorDays: fc.nat({ max: 90 }),
    })
    const endOf = (told: { daysLeft: number | null }) => told.daysLeft ?? Number.POSITIVE_INFINITY
    fc.assert(
      fc.property(
        fc.array(loadArb, { minLength: 1 }),
        fc.nat({ max: 3000 }),
        fc.nat({ max: 500 }),
        (loads, free, more) => {
          const cameras = loads.map(({ ageDays, floorDays, ...load }) => ({
            ...load,
            oldestMs: NOW_MS - ageDays * DAY_MS,
            days: { floorDays, ceilingDays: null },
          }))
          const now = endOf(forecast(facts(free, cameras)))
          expect(endOf(forecast(withLocked(facts(free, cameras), more)))).toBeLessThanOrEqual(now + 1e-6)
        },
      ),
    )
  })
})
