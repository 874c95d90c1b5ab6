import { describe, expect, it } from 'vitest'
import type { ClockOffset } from '#shared/kernel/clock-offset.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/kernel/instant.ts'
import { clockChart } from './clock-chart.ts'

const range = { fromMs: 0, toMs: 7 * DAY_MS }
const size = { widthPx: 700, heightPx: 100 }
const reading = (measuredAtMs: number, offsetMs: number, uncertaintyMs = 500): ClockOffset => ({
  measuredAtMs,
  offsetMs,
  uncertaintyMs,
  method: 'onvif-date-time',
})
const chartOf = (...readings: readonly ClockOffset[]) => clockChart(readings, range, size)

describe('the chart of clock readings', () => {
  it('is none without readings', () => {
    expect(chartOf()).toBeNull()
  })

  it('puts time from left to right and a fast clock above', () => {
    const chart = chartOf(reading(0, -2000, 0), reading(30 * MINUTE_MS, 2000, 0))
    expect(chart?.linePath).toBe('M0.0 100.0L2.1 0.0')
    expect(chart?.zeroPx).toBe(50)
  })

  it('does not join readings that are more than an hour apart', () => {
    const chart = chartOf(
      reading(0, 0),
      reading(5 * MINUTE_MS, 0),
      reading(2 * HOUR_MS, 0),
      reading(3 * HOUR_MS, 0),
    )
    expect(chart?.linePath.match(/M/g)).toHaveLength(2)
    expect(chart?.bandPath.match(/Z/g)).toHaveLength(2)
  })

  it('draws a lone reading so that it can be seen', () => {
    expect(chartOf(reading(DAY_MS, 0))?.linePath).toMatch(/^M99\.0 .*L101\.0 /)
  })

  it('draws a quiet clock as a quiet line: the axis spans two seconds at least', () => {
    const chart = chartOf(reading(0, 10, 0), reading(MINUTE_MS, 20, 0))
    const [, first, second] = /^M\S+ (\S+)L\S+ (\S+)$/.exec(chart?.linePath ?? '') ?? []
    expect(Math.abs(Number(first) - Number(second))).toBeLessThan(1)
  })

  it('keeps few ticks for a clock that is years off', () => {
    const chart = chartOf(reading(0, -11 * 365 * DAY_MS), reading(MINUTE_MS, -500))
    expect(chart?.ticks.length).toBeGreaterThan(1)
    expect(chart?.ticks.length).toBeLessThan(9)
  })

  it('has no line of agreement where the axis does not reach it', () => {
    expect(chartOf(reading(0, 60_000), reading(MINUTE_MS, 61_000))?.zeroPx).toBeNull()
  })
})
