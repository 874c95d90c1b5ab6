import { describe, expect, it } from 'vitest'
import type { ProbeReport } from '#shared/cameras/cameras.model.ts'
import { compareReports } from './baseline.ts'

const baseline: ProbeReport = {
  ok: true,
  failedAt: null,
  address: '',
  steps: [],
  device: { manufacturer: 'M', model: 'X', firmware: '2.40', serialNumber: '1' },
  clockOffset: null,
  auth: null,
  profiles: [],
  chosenProfileToken: null,
  streamUri: 'rtsp://10.0.0.1/main',
  stream: {
    codec: 'h264',
    widthPx: 1920,
    heightPx: 1080,
    frameRateMilli: 25_000,
    keyframeSpacingMs: 2000,
    hasAudio: false,
    declaredFrameRateMilli: null,
    bitsPerSecond: 4_000_000,
    timestampJumps: 0,
  },
  capabilities: null,
  subStream: null,
  recordings: null,
  snapshotJpeg: null,
  warnings: [],
  probedAtMs: 0,
}
const formats = { frames: String, keyframes: String, bitrate: String, codec: String }
const stream = baseline.stream
const changedFields = (newest: ProbeReport): string[] =>
  compareReports(baseline, newest, formats)
    .filter(({ changed }) => changed)
    .map(({ field }) => field)

describe('a camera compared with when it was added', () => {
  it('has not changed when only measured figures waver', () => {
    const wavering = stream && { ...stream, bitsPerSecond: 3_600_000, frameRateMilli: 24_100 }
    expect(changedFields({ ...baseline, stream: wavering })).toEqual([])
  })

  it('names new firmware, another codec, another size and far keyframes', () => {
    expect(
      changedFields({
        ...baseline,
        device: baseline.device && { ...baseline.device, firmware: '2.50' },
        stream: stream && { ...stream, codec: 'h265', widthPx: 2560, keyframeSpacingMs: 20_000 },
      }),
    ).toEqual(['firmware', 'codec', 'size', 'keyframes'])
  })

  it('names a sub-stream that came or went', () => {
    const subStream = {
      profileToken: null,
      uri: 'rtsp://x/sub',
      codec: 'h264' as const,
      widthPx: 640,
      heightPx: 360,
    }
    expect(changedFields({ ...baseline, subStream })).toEqual(['sub-stream'])
  })

  it('leaves out what neither check knows', () => {
    expect(compareReports(baseline, baseline, formats).map(({ field }) => field)).not.toContain('sub-stream')
  })
})
