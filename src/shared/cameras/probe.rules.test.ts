import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MediaProfile } from './cameras.model.ts'
import {
  chooseProfile,
  chooseSubProfile,
  clockOffsetOf,
  frameRatesDiffer,
  warningCodes,
} from './probe.rules.ts'

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
  declaredFrameRateMilli: null,
  declaredBitsPerSecond: null,
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

describe('chooseSubProfile', () => {
  const main = profile('main', 'h265', 1920, 1080)

  it('takes the smallest H.264 that is wide enough, whatever its place', () => {
    const profiles = [
      main,
      profile('tiny', 'h264', 128, 96),
      profile('third', 'h264', 352, 288),
      profile('sub', 'h264', 640, 360),
      profile('small-h265', 'h265', 176, 144),
    ]
    expect(chooseSubProfile(profiles, main)?.token).toBe('third')
    expect(chooseSubProfile(profiles.toReversed(), main)?.token).toBe('third')
  })

  it('takes H.265 only where no H.264 is, and never the main picture or one of its size', () => {
    expect(
      chooseSubProfile([main, profile('a', 'h265', 640, 360), profile('j', 'other', 320, 180)], main)?.token,
    ).toBe('a')
    expect(chooseSubProfile([main, profile('twin', 'h264', 1920, 1080)], main)).toBeNull()
    expect(chooseSubProfile([main], main)).toBeNull()
  })
})

describe('frameRatesDiffer', () => {
  it.each([
    [25_000, 25_000, false],
    [25_000, 22_500, false],
    [25_000, 22_400, true],
    [25_000, 21_000, true],
    [12_000, 13_300, true],
  ])('declared %i and measured %i: %s', (declared, measured, differ) => {
    expect(frameRatesDiffer(declared, measured)).toBe(differ)
  })
})

describe('warningCodes', () => {
  it('names every finding of a rung that has several, and each once', () => {
    const step = { step: 'security', outcome: 'warning', tookMs: 0 } as const
    const findings = 'security.weak-password security.plain-http'
    expect(
      warningCodes([
        { ...step, code: 'keyframes.unknown', detail: {} },
        { ...step, code: 'security.weak-password', detail: { findings } },
        { ...step, outcome: 'passed', code: 'reach.ok', detail: {} },
        { ...step, code: 'keyframes.unknown', detail: {} },
      ]),
    ).toEqual(['keyframes.unknown', 'security.weak-password', 'security.plain-http'])
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
