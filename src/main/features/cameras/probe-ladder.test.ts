import { describe, expect, it } from 'vitest'
import type { MediaProfile, ProbeReport, StreamFacts } from '#shared/cameras/cameras.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { DeviceSession, ProbeStream } from '#main/ports/camera-device.ts'
import { climbLadder } from './probe-ladder.ts'

const NOW_MS = 1_795_000_000_000
const PROFILE: MediaProfile = { token: '1', name: 'main', codec: 'h264', widthPx: 640, heightPx: 360 }
const FACTS: StreamFacts = {
  codec: 'h264',
  widthPx: 640,
  heightPx: 360,
  frameRateMilli: 25_000,
  keyframeSpacingMs: 2000,
  hasAudio: false,
}

const fails = (kind: 'unavailable' | 'forbidden' | 'internal' | 'cancelled', code: string) => () =>
  Promise.reject(new AppError(kind, code))

type Odd = {
  readonly address?: string
  readonly connect?: () => Promise<DeviceSession>
  readonly session?: Partial<DeviceSession>
  readonly stream?: ProbeStream
}

function climb(odd: Odd = {}): Promise<ProbeReport> {
  const session: DeviceSession = {
    host: '10.0.0.5',
    getDateAndTime: async () => ({ cameraTimeMs: NOW_MS, sentAtMs: NOW_MS, receivedAtMs: NOW_MS }),
    verifyCredentials: async () => ({
      identity: { manufacturer: 'm', model: 'o', firmware: '2.40', serialNumber: '1' },
      auth: 'wsse',
    }),
    getProfiles: async () => [PROFILE],
    getStreamUri: async () => 'rtsp://10.0.0.5/main',
    getSnapshotUri: async () => 'http://10.0.0.5/',
    ...odd.session,
  }
  const deps = {
    device: { connect: odd.connect ?? (async () => session) },
    probeStream: odd.stream ?? (async () => FACTS),
    clock: { nowMs: () => NOW_MS },
  }
  return climbLadder(deps, { address: odd.address ?? '10.0.0.5', username: 'admin', password: 'secret' })
}

describe('the onboarding ladder', () => {
  const wrong = fails('forbidden', 'credentials.wrong')
  const late = fails('unavailable', 'reach.timeout')
  const odd = fails('unavailable', 'device.fault')
  it.each<[string, string, Odd]>([
    ['reach', 'reach.bad-address', { address: 'not an address' }],
    ['reach', 'reach.refused', { connect: fails('unavailable', 'reach.refused') }],
    ['reach', 'reach.timeout', { connect: late }],
    ['reach', 'reach.no-host', { connect: fails('unavailable', 'reach.no-host') }],
    ['reach', 'reach.not-onvif', { connect: fails('unavailable', 'reach.not-onvif') }],
    ['credentials', 'credentials.wrong', { session: { verifyCredentials: wrong } }],
    ['credentials', 'credentials.wrong', { session: { verifyCredentials: odd } }],
    ['credentials', 'reach.timeout', { session: { verifyCredentials: late } }],
    ['profiles', 'profiles.empty', { session: { getProfiles: async () => [] } }],
    ['profiles', 'profiles.unreadable', { session: { getProfiles: odd } }],
    ['profiles', 'profiles.unreadable', { session: { getProfiles: wrong } }],
    ['stream-uri', 'stream-uri.unavailable', { session: { getStreamUri: odd } }],
    ['stream-uri', 'stream-uri.unavailable', { session: { getStreamUri: async () => 'http://10.0.0.5/' } }],
    ['stream', 'stream.refused', { stream: fails('unavailable', 'stream.refused') }],
    ['stream', 'stream.not-found', { stream: fails('unavailable', 'stream.not-found') }],
    ['stream', 'stream.unauthorized', { stream: fails('unavailable', 'stream.unauthorized') }],
    ['stream', 'stream.timeout', { stream: fails('unavailable', 'stream.timeout') }],
    ['stream', 'stream.no-video', { stream: fails('unavailable', 'stream.no-video') }],
    ['stream', 'stream.unsupported-codec', { stream: fails('unavailable', 'stream.unsupported-codec') }],
  ])('stops at %s with %s and skips the rest', async (failedAt, code, what) => {
    const report = await climb(what)
    expect(report).toMatchObject({ ok: false, failedAt })
    const at = report.steps.findIndex((step) => step.step === failedAt)
    expect(report.steps[at]).toMatchObject({ outcome: 'failed', code })
    expect(report.steps.slice(0, at).every((step) => step.outcome === 'passed')).toBe(true)
    expect(
      report.steps.slice(at + 1).every((step) => step.outcome === 'skipped' && step.code === 'skipped'),
    ).toBe(true)
    expect(report.steps).toHaveLength(7)
  })

  const identity = { manufacturer: '', model: '', firmware: '', serialNumber: '' }
  it.each<[string, Odd]>([
    ['device-time.unavailable', { session: { getDateAndTime: odd } }],
    ['device-time.unavailable', { session: { getDateAndTime: late } }],
    ['credentials.none-needed', { session: { verifyCredentials: async () => ({ identity, auth: 'none' }) } }],
    ['keyframes.unknown', { stream: async () => ({ ...FACTS, keyframeSpacingMs: null }) }],
    ['keyframes.far-apart', { stream: async () => ({ ...FACTS, keyframeSpacingMs: 4001 }) }],
  ])('warns with %s and climbs on', async (code, what) => {
    const report = await climb(what)
    expect(report).toMatchObject({ ok: true, failedAt: null, warnings: [code] })
  })

  it('gives no verdict on the camera when the fault is ours or the person left', async () => {
    await expect(climb({ stream: fails('unavailable', 'ffmpeg.missing') })).rejects.toMatchObject({
      code: 'ffmpeg.missing',
    })
    await expect(climb({ session: { getProfiles: fails('internal', 'x') } })).rejects.toMatchObject({
      kind: 'internal',
    })
    await expect(
      climb({ session: { getDateAndTime: fails('cancelled', 'call.cancelled') } }),
    ).rejects.toMatchObject({
      kind: 'cancelled',
    })
  })

  it('does not repeat an unreadable address, which may hold a password', async () => {
    expect(JSON.stringify(await climb({ address: 'rtsp://admin:s3cret@ho st/' }))).not.toContain('s3cret')
  })
})
