import { describe, expect, it } from 'vitest'
import { DAY_MS } from '#shared/kernel/instant.ts'
import type { Forecast } from '#shared/retention/retention.model.ts'
import { forecastChart } from './forecast-chart.ts'

const T0 = Date.UTC(2026, 10, 20)
const size = { widthPx: 100, heightPx: 108 }
const forecast: Forecast = {
  nowMs: T0,
  bytesPerDay: 10,
  capacityBytes: 1000,
  deletingFromMs: T0 + 5 * DAY_MS,
  fullAtMs: null,
  daysLeft: null,
  keepsDays: 90,
  bottleneck: null,
  points: [
    { atMs: T0, lockedBytes: 100, floorBytes: 400 },
    { atMs: T0 + 10 * DAY_MS, lockedBytes: 100, floorBytes: 900 },
  ],
}

describe('the forecast chart', () => {
  it('stacks what is below its floor upon what is locked', () => {
    const chart = forecastChart(forecast, size)
    expect(chart?.lockedPath).toBe('M0.0 98.0L100.0 98.0L100.0 108.0L0.0 108.0Z')
    expect(chart?.floorPath).toBe('M0.0 58.0L100.0 8.0L100.0 98.0L0.0 98.0Z')
    expect(chart?.capacityYPx).toBeCloseTo(8)
  })

  it('marks the days that lie within it alone', () => {
    expect(forecastChart(forecast, size)).toMatchObject({ deletingXPx: 50, fullXPx: null })
    const late = { ...forecast, fullAtMs: T0 + 11 * DAY_MS, deletingFromMs: null }
    expect(forecastChart(late, size)).toMatchObject({ deletingXPx: null, fullXPx: null })
    expect(forecastChart({ ...forecast, fullAtMs: T0 + DAY_MS }, size)?.fullXPx).toBeCloseTo(10)
  })

  it('promises no deleting where recording stops on the same day', () => {
    const stuck = { ...forecast, fullAtMs: T0 + 5.2 * DAY_MS }
    expect(forecastChart(stuck, size)).toMatchObject({ deletingXPx: null })
  })

  it('grows with what does not fit', () => {
    const tight = { ...forecast, capacityBytes: 500 }
    expect(forecastChart(tight, size)?.capacityYPx).toBeCloseTo(58)
  })

  it('keeps the room to be seen however much does not fit', () => {
    const tiny = { ...forecast, capacityBytes: 50 }
    expect(forecastChart(tiny, size)?.capacityYPx).toBeCloseTo(58)
  })

  it('draws nothing of a single day', () => {
    expect(forecastChart({ ...forecast, points: forecast.points.slice(0, 1) }, size)).toBeNull()
    expect(forecastChart({ ...forecast, points: [] }, size)).toBeNull()
  })
})
