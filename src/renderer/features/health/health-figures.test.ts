import { describe, expect, it } from 'vitest'
import type { CameraHealth } from '#shared/health/health.model.ts'
import { alertTone, alertValues, healthFigures, isPictureOld } from './health-figures.ts'

function row(state: CameraHealth['recorder']['state'], extra: Partial<CameraHealth> = {}): CameraHealth {
  return {
    cameraId: 'c',
    recorder: {
      cameraId: 'c',
      state,
      lastGroupEndMs: 0,
      sinceMs: 0,
      reason: null,
      bitsPerSecond: null,
      keyframeSpacingMs: null,
      behindMs: 0,
      retries: 0,
      nextTryAtMs: null,
    },
    clockOffset: null,
    keyframeSpacingMs: null,
    today: { scheduledMs: 100, missingMs: 10, gaps: 1 },
    alerts: [],
    ...extra,
  }
}

describe('the figures of the health page', () => {
  it('count only cameras that have to record now', () => {
    const rows = [
      row('recording'),
      row('retrying', { alerts: ['camera-offline'] }),
      row('off-schedule'),
      row('stopped'),
    ]
    expect(healthFigures(rows)).toEqual({ due: 2, recording: 1, scheduledMs: 400, missingMs: 40, alerts: 1 })
  })

  it('tell what is a fault from what wants attention and what is over', () => {
    expect(alertTone('camera-offline', false)).toBe('danger')
    expect(alertTone('clock-off', false)).toBe('warning')
    expect(alertTone('camera-offline', true)).toBe('neutral')
  })

  it('put the details of an alert in words', () => {
    expect(alertValues({ offsetMs: -6100, spacingMs: 20_000, drops: 7, reason: null })).toEqual({
      offsetMs: '−6,1 s',
      spacingMs: '20 s',
      drops: '7',
    })
  })

  it('call a picture old after a minute, and when there never was one', () => {
    expect(isPictureOld(0, 60_000)).toBe(false)
    expect(isPictureOld(0, 60_001)).toBe(true)
    expect(isPictureOld(null, 0)).toBe(true)
  })
})
