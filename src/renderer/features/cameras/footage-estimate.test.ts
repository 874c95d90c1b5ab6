import { describe, expect, it } from 'vitest'
import type { ProbeReport } from '#shared/cameras/cameras.model.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/kernel/instant.ts'
import { bytesPerDay, cardContents, rateOf, ratesDiffer, recordedMsPerDay } from './footage-estimate.ts'

const office = (preMinutes: number, postMinutes: number) =>
  recordedMsPerDay({
    kind: 'office-hours',
    preRollMs: preMinutes * MINUTE_MS,
    postRollMs: postMinutes * MINUTE_MS,
  })

describe('what a day of recording takes', () => {
  it('is bits for every recorded second', () => {
    expect(bytesPerDay(4_000_000, DAY_MS)).toBe(43_200_000_000)
    expect(bytesPerDay(4_000_000, 12 * HOUR_MS)).toBe(21_600_000_000)
  })

  it('counts both office sessions with their rolls', () => {
    expect(office(0, 0)).toBe(7.5 * HOUR_MS)
    expect(office(15, 15)).toBe(8.5 * HOUR_MS)
  })

  it('counts no minute twice when the rolls meet at noon', () => {
    // 05:30 to 19:00.
    expect(office(120, 120)).toBe(13.5 * HOUR_MS)
  })
})

const report: ProbeReport = {
  ok: true,
  failedAt: null,
  address: '',
  steps: [],
  device: null,
  clockOffset: null,
  auth: null,
  profiles: [
    {
      token: 'sub',
      name: '',
      codec: 'h264',
      widthPx: 640,
      heightPx: 360,
      declaredFrameRateMilli: null,
      declaredBitsPerSecond: 512_000,
    },
  ],
  chosenProfileToken: null,
  streamUri: null,
  stream: {
    codec: 'h264',
    widthPx: 1920,
    heightPx: 1080,
    frameRateMilli: 21_000,
    keyframeSpacingMs: null,
    hasAudio: false,
    declaredFrameRateMilli: null,
    bitsPerSecond: 3_000_000,
    timestampJumps: 0,
  },
  capabilities: null,
  subStream: { profileToken: 'sub', uri: '', codec: 'h264', widthPx: 640, heightPx: 360 },
  recordings: null,
  snapshotJpeg: null,
  warnings: [],
  probedAtMs: 0,
}

describe('the bit rate of a stream', () => {
  it('is measured for the main stream and declared for the smaller one', () => {
    expect(rateOf(report, 'main')).toEqual({ bitsPerSecond: 3_000_000, measured: true })
    expect(rateOf(report, 'sub')).toEqual({ bitsPerSecond: 512_000, measured: false })
  })

  it('is unknown where the camera says nothing', () => {
    expect(rateOf({ ...report, subStream: null }, 'sub')).toBeNull()
    expect(rateOf({ ...report, profiles: [] }, 'sub')).toBeNull()
    expect(rateOf({ ...report, stream: null }, 'main')).toBeNull()
  })
})

describe('frame rates', () => {
  it.each([
    [25_000, 21_000, true],
    [25_000, 24_900, false],
    [15_000, 15_000, false],
  ])('declared %i, measured %i: told %s', (declared, measured, told) => {
    expect(ratesDiffer(declared, measured)).toBe(told)
  })
})

describe('a memory card', () => {
  const recording = (fromDeviceMs: number, toDeviceMs: number) => ({
    token: 'r',
    sourceName: '',
    fromDeviceMs,
    toDeviceMs,
  })

  it('reaches from the first to the last of its recordings', () => {
    expect(cardContents([recording(DAY_MS, 2 * DAY_MS), recording(3 * DAY_MS, 12 * DAY_MS)])).toEqual({
      fromDeviceMs: DAY_MS,
      toDeviceMs: 12 * DAY_MS,
      days: 11,
    })
  })

  it('is empty without any', () => {
    expect(cardContents([])).toBeNull()
  })
})
