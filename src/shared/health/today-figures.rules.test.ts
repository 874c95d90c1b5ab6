import { describe, expect, it } from 'vitest'
import { alertText } from './alert-text.rules.ts'
import { ALERT_KINDS } from './health.model.ts'
import { todayFigures } from './today-figures.rules.ts'

const span = (fromMs: number, toMs: number, state: 'recorded' | 'backfilled' | 'camera-offline') => ({
  fromMs,
  toMs,
  state,
  reason: null,
})

describe("today's figures of a camera", () => {
  it('count what is missing of the schedule up to now, and in how many pieces', () => {
    const spans = [span(0, 40, 'recorded'), span(40, 60, 'camera-offline'), span(60, 80, 'backfilled')]
    expect(todayFigures(spans, [{ fromMs: 10, toMs: 200 }], 100)).toEqual({
      scheduledMs: 90,
      missingMs: 40,
      gaps: 2,
    })
  })

  it('do not count what is being written at this moment', () => {
    const tail = { fromMs: 50, toMs: 100, state: 'not-yet-fetched', reason: 'in-progress' } as const
    expect(todayFigures([span(0, 50, 'recorded'), tail], [{ fromMs: 0, toMs: 100 }], 100).missingMs).toBe(0)
  })

  it('are all zero before the first session of the day', () => {
    expect(todayFigures([], [{ fromMs: 500, toMs: 900 }], 100)).toEqual({
      scheduledMs: 0,
      missingMs: 0,
      gaps: 0,
    })
  })
})

describe('the text of an alert', () => {
  it.each(ALERT_KINDS)('says where and what for %s, and that it is over', (kind) => {
    const detail = {
      offsetMs: 6100,
      spacingMs: 20_000,
      days: 3,
      drops: 7,
      cameras: 2,
      paths: 'D:/x',
      reason: 'y',
    }
    const text = alertText({ kind, detail, endedAtMs: null }, 'Xã Tân Sơn, quầy 1')
    expect(text).toMatch(/^Xã Tân Sơn, quầy 1: .{15,}\.$/)
    expect(text).not.toMatch(/undefined|NaN|null/)
    expect(alertText({ kind, detail, endedAtMs: 1 }, 'Xã Tân Sơn')).toMatch(/^ĐÃ HẾT/)
  })
})
