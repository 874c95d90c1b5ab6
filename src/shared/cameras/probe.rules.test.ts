import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MediaProfile } from './cameras.model.ts'
import { chooseProfile, clockOffsetOf } from './probe.rules.ts'

const profile = (
  token: string,
  codec: MediaProfile['codec'],
  widthPx: number,
  heightPx: number,
): MediaProfile => ({
  token,
  name: token,
  codec,
  widthPx,
  heightPx,
})

describe('chooseProfile', () => {
  it('takes the largest picture that can be recorded', () => {
    const profiles = [
      profile('jpeg', 'other', 3840, 2160),
      profile('sub', 'h264', 640, 360),
      profile('main', 'h265', 1920, 1080),
      profile('second', 'h264', 1920, 1080),
    ]
    expect(chooseProfile(profiles)?.token).toBe('main')
  })

  it('falls back to the largest of any kind, and to nothing', () => {
    expect(chooseProfile([profile('a', 'other', 10, 10), profile('b', 'other', 20, 20)])?.token).toBe('b')
    expect(chooseProfile([])).toBeNull()
  })
})

describe('clockOffsetOf', () => {
  it('reads a whole second in the middle of the round trip', () => {
    expect(clockOffsetOf({ cameraTimeMs: 100_000, sentAtMs: 90_000, receivedAtMs: 90_200 })).toEqual({
      offsetMs: 10_400,
      uncertaintyMs: 600,
      method: 'onvif-date-time',
      measuredAtMs: 90_200,
    })
  })

  it('holds the true offset within its uncertainty, wherever in the round trip the camera read its clock', () => {
    const near = fc.integer({ min: -3_600_000, max: 3_600_000 })
    const roundTrip = fc.integer({ min: 0, max: 8000 })
    fc.assert(
      fc.property(
        near,
        roundTrip,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (trueOffsetMs, roundTripMs, share) => {
          const sentAtMs = 1_795_000_000_123
          const readAtMs = Math.round(sentAtMs + roundTripMs * share)
          const cameraTimeMs = Math.floor((readAtMs + trueOffsetMs) / 1000) * 1000
          const offset = clockOffsetOf({ cameraTimeMs, sentAtMs, receivedAtMs: sentAtMs + roundTripMs })
          expect(Math.abs(offset.offsetMs - trueOffsetMs)).toBeLessThanOrEqual(offset.uncertaintyMs + 1)
        },
      ),
    )
  })
})
