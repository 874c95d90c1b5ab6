import { describe, expect, it } from 'vitest'
import {
  fails,
  fakeSession,
  GOOD_IDENTITY,
  GOOD_STREAM,
  GOOD_SUB_STREAM,
  MAIN_PROFILE,
  SUB_PROFILE,
} from '#tests/builders/fake-camera.ts'
import {
  climb,
  fault,
  late,
  NOW_MS,
  type Odd,
  PASSWORD,
  stepOf,
  wrong,
} from '#tests/builders/ladder-bench.ts'
import { PROBE_STEPS } from '#shared/cameras/cameras.model.ts'
import type { DeviceSession } from '#main/ports/camera-device.ts'

describe('the onboarding ladder', () => {
  it('passes every rung of a good camera, in order, and says what it found', async () => {
    const report = await climb()
    expect(report.steps.map(({ step, outcome, code }) => `${step} ${outcome} ${code}`)).toEqual([
      'reach passed reach.ok',
      'device-time passed device-time.ok',
      'credentials passed credentials.ok',
      'services passed services.ok',
      'profiles passed profiles.ok',
      'stream-uri passed stream-uri.ok',
      'stream passed stream.ok',
      'keyframes passed keyframes.ok',
      'frame-rate passed frame-rate.ok',
      'continuity passed continuity.ok',
      'sub-stream passed sub-stream.ok',
      'recordings passed recordings.empty',
      'security passed security.ok',
    ])
    expect(report).toMatchObject({
      ok: true,
      failedAt: null,
      auth: 'digest',
      device: GOOD_IDENTITY,
      chosenProfileToken: '001',
      streamUri: 'rtsp://10.0.0.5:554/main',
      stream: GOOD_STREAM,
      capabilities: { media2: true, events: true, recordings: true },
      subStream: {
        profileToken: '002',
        uri: 'rtsp://10.0.0.5:554/sub',
        codec: 'h264',
        widthPx: 640,
        heightPx: 360,
      },
      recordings: [],
      snapshotJpeg: '/9j/',
      warnings: [],
    })
  })

  it.each<[string, string, Odd]>([
    ['reach', 'reach.bad-address', { address: 'not an address' }],
    ['reach', 'reach.refused', { connect: fails('unavailable', 'reach.refused') }],
    ['reach', 'reach.timeout', { connect: late }],
    ['reach', 'reach.no-host', { connect: fails('unavailable', 'reach.no-host') }],
    ['reach', 'reach.not-onvif', { connect: fails('unavailable', 'reach.not-onvif') }],
    ['reach', 'reach.not-onvif', { connect: fault }],
    ['credentials', 'credentials.wrong', { session: { verifyCredentials: wrong } }],
    ['credentials', 'credentials.wrong', { session: { verifyCredentials: fault } }],
    ['credentials', 'reach.timeout', { session: { verifyCredentials: late } }],
    [
      'services',
      'reach.not-a-camera',
      { session: { getCapabilities: fails('unavailable', 'reach.not-a-camera') } },
    ],
    ['profiles', 'profiles.empty', { session: { getProfiles: async () => [] } }],
    ['profiles', 'profiles.unreadable', { session: { getProfiles: fault } }],
    ['profiles', 'profiles.unreadable', { session: { getProfiles: wrong } }],
    [
      'profiles',
      'reach.not-a-camera',
      { session: { getProfiles: fails('unavailable', 'reach.not-a-camera') } },
    ],
    ['stream-uri', 'stream-uri.unavailable', { session: { getStreamUri: fault } }],
    ['stream-uri', 'stream-uri.unavailable', { session: { getStreamUri: async () => 'http://10.0.0.5/' } }],
    ['stream', 'stream.refused', { stream: fails('unavailable', 'stream.refused') }],
    ['stream', 'stream.refused', { stream: fails('unavailable', 'stream.of-a-new-kind') }],
    ['stream', 'stream.not-found', { stream: fails('unavailable', 'stream.not-found') }],
    ['stream', 'stream.unauthorized', { stream: fails('unavailable', 'stream.unauthorized') }],
    ['stream', 'stream.timeout', { stream: fails('unavailable', 'stream.timeout') }],
    ['stream', 'stream.no-video', { stream: fails('unavailable', 'stream.no-video') }],
    ['stream', 'stream.unsupported-codec', { stream: fails('precondition', 'stream.unsupported-codec') }],
  ])('stops at %s with %s and skips the rest', async (failedAt, code, what) => {
    const report = await climb(what)
    expect(report).toMatchObject({ ok: false, failedAt })
    const at = report.steps.findIndex((step) => step.step === failedAt)
    expect(report.steps[at]).toMatchObject({ outcome: 'failed', code })
    expect(report.steps.slice(0, at).every((step) => step.outcome === 'passed')).toBe(true)
    expect(report.steps.slice(at + 1).map((step) => `${step.outcome} ${step.code}`)).toEqual(
      PROBE_STEPS.slice(at + 1).map(() => 'skipped skipped'),
    )
  })

  const open = async () => ({ identity: GOOD_IDENTITY, auth: 'none' }) as const
  const h265Sub = { ...SUB_PROFILE, codec: 'h265' } as const
  const firmware = (text: string): Partial<DeviceSession> => ({
    verifyCredentials: async () => ({ identity: { ...GOOD_IDENTITY, firmware: text }, auth: 'wsse' }),
  })
  it.each<[string, string, Odd]>([
    ['device-time', 'device-time.unavailable', { session: { getDateAndTime: fault } }],
    ['device-time', 'device-time.unavailable', { session: { getDateAndTime: late } }],
    [
      'device-time',
      'device-time.far-off',
      { session: fakeSession({ nowMs: () => NOW_MS, aheadMs: () => 6000 }) },
    ],
    ['credentials', 'credentials.none-needed', { session: { verifyCredentials: open } }],
    ['credentials', 'credentials.none-needed', { stranger: { verifyCredentials: open } }],
    ['services', 'services.unreadable', { session: { getCapabilities: fault } }],
    ['services', 'services.unreadable', { session: { getCapabilities: late } }],
    ['keyframes', 'keyframes.unknown', { facts: { keyframeSpacingMs: null } }],
    ['keyframes', 'keyframes.far-apart', { facts: { keyframeSpacingMs: 4001 } }],
    ['frame-rate', 'frame-rate.differs', { facts: { frameRateMilli: 21_000 } }],
    ['continuity', 'continuity.foreign-ssrc', { continuity: async () => ({ ssrcs: 2, packets: 100 }) }],
    ['continuity', 'continuity.timestamp-jumps', { facts: { timestampJumps: 2 } }],
    ['continuity', 'continuity.timestamp-jumps', { facts: { timestampJumps: 2 }, continuity: late }],
    ['continuity', 'continuity.unknown', { continuity: fails('unavailable', 'stream.refused') }],
    ['continuity', 'continuity.unknown', { continuity: async () => ({ ssrcs: 0, packets: 0 }) }],
    ['sub-stream', 'sub-stream.none', { session: { getProfiles: async () => [MAIN_PROFILE] } }],
    [
      'sub-stream',
      'sub-stream.h265',
      {
        session: { getProfiles: async () => [MAIN_PROFILE, h265Sub] },
        stream: async ({ url }) =>
          url.endsWith('/sub') ? { ...GOOD_SUB_STREAM, codec: 'h265' } : GOOD_STREAM,
      },
    ],
    [
      'sub-stream',
      'sub-stream.unreachable',
      {
        stream: async ({ url }) =>
          url.endsWith('/sub') ? fails('unavailable', 'stream.timeout')() : GOOD_STREAM,
      },
    ],
    [
      'sub-stream',
      'sub-stream.unreachable',
      { session: { getStreamUri: async (token) => (token === '002' ? 'nonsense' : 'rtsp://10.0.0.5/main') } },
    ],
    ['recordings', 'recordings.unreadable', { session: { findRecordings: wrong } }],
    ['security', 'security.weak-password', { password: 'admin123' }],
    ['security', 'security.plain-http', { address: '10.0.0.5' }],
    ['security', 'security.old-firmware', { session: firmware('V5.5.0 build 170725') }],
  ])('warns at %s with %s and climbs on', async (name, code, what) => {
    const report = await climb(what)
    expect(report).toMatchObject({ ok: true, failedAt: null, warnings: [code] })
    expect(stepOf(report, name)).toMatchObject({ outcome: 'warning', code })
    expect(report.steps.filter(({ outcome }) => outcome === 'skipped')).toEqual([])
  })

  it.each<[string, string, Odd]>([
    ['frame-rate', 'frame-rate.ok', { facts: { frameRateMilli: 22_600 } }],
    [
      'frame-rate',
      'frame-rate.undeclared',
      {
        facts: { declaredFrameRateMilli: null },
        session: {
          getProfiles: async () => [{ ...MAIN_PROFILE, declaredFrameRateMilli: null }, SUB_PROFILE],
        },
      },
    ],
    [
      'recordings',
      'recordings.none',
      { session: { getCapabilities: async () => ({ media2: true, events: true, recordings: false }) } },
    ],
    [
      'recordings',
      'recordings.ok',
      {
        session: {
          findRecordings: async () => [
            { token: 'r', sourceName: 's', fromDeviceMs: NOW_MS - 6.5 * 86_400_000, toDeviceMs: NOW_MS },
          ],
        },
      },
    ],
  ])('passes %s with %s', async (name, code, what) => {
    const report = await climb(what)
    expect(stepOf(report, name)).toMatchObject({ outcome: 'passed', code })
    expect(report.warnings).toEqual([])
  })

  it('keeps what the card holds, and tells its days', async () => {
    const recording = {
      token: 'r',
      sourceName: 's',
      fromDeviceMs: NOW_MS - 6.5 * 86_400_000,
      toDeviceMs: NOW_MS,
    }
    const report = await climb({ session: { findRecordings: async () => [recording] } })
    expect(report.recordings).toEqual([recording])
    expect(stepOf(report, 'recordings')?.detail).toEqual({ count: 1, days: 7 })
    expect((await climb({ session: { findRecordings: fault } })).recordings).toBeNull()
  })

  it('finds a device that takes any password by trying one that nobody has, once', async () => {
    const tried: string[] = []
    const session = fakeSession({ nowMs: () => NOW_MS })
    const report = await climb({
      connect: async (...[target]: readonly unknown[]) => {
        if (typeof target === 'object' && target !== null && 'password' in target)
          tried.push(String(target.password))
        return session
      },
    })
    expect(tried).toEqual([PASSWORD, 'no-camera-has-this-password-7'])
    expect(stepOf(report, 'credentials')?.detail).toMatchObject({ context: 'any-password' })
    // Its weak password is not the point any more.
    expect(report.warnings).toEqual(['credentials.none-needed'])
  })

  it('tries no wrong password on a camera that refused the one given', async () => {
    let verified = 0
    await climb({
      connect: async () =>
        fakeSession({
          nowMs: () => NOW_MS,
          verifyCredentials: () => {
            verified += 1
            return wrong()
          },
        }),
    })
    expect(verified).toBe(1)
  })

  it('names every finding of the security rung', async () => {
    const report = await climb({
      address: '10.0.0.5',
      password: 'admin',
      session: firmware('V5.5.0 build 170725'),
    })
    expect(stepOf(report, 'security')).toMatchObject({
      code: 'security.weak-password',
      detail: { context: 'old-firmware-plain-http', year: 2017 },
    })
    expect(report.warnings).toEqual([
      'security.weak-password',
      'security.old-firmware',
      'security.plain-http',
    ])
  })

  it.each([
    ['HIKVISION', 'hikvision'],
    ['Dahua', 'dahua'],
    ['KBVision', 'dahua'],
    ['UNIVIEW', 'uniview'],
    ['EZVIZ', 'app'],
    ['Imou', 'app'],
    ['No name', undefined],
  ])('names the menu of %s where its keyframes are far apart', async (manufacturer, context) => {
    const report = await climb({
      facts: { keyframeSpacingMs: 20_000 },
      session: {
        verifyCredentials: async () => ({
          identity: { ...GOOD_IDENTITY, manufacturer, model: 'X' },
          auth: 'wsse',
        }),
      },
    })
    expect(stepOf(report, 'keyframes')).toMatchObject({ code: 'keyframes.far-apart' })
    expect(stepOf(report, 'keyframes')?.detail['context']).toBe(context)
  })

  it.each([
    ['fewer than two came', null, 20_000, 20_000],
    ['only so much can be said', 10_100, 20_000, 20_000],
    ['the second look saw less', 10_100, 8200, 10_100],
    ['the second look saw nothing', 10_100, null, 10_100],
  ])(
    'looks longer for keyframes where ten seconds were too short: %s',
    async (_, first, second, spacingMs) => {
      const watched: (number | undefined)[] = []
      const report = await climb({
        stream: async ({ url, durationMs }) => {
          if (url.endsWith('/sub')) return GOOD_SUB_STREAM
          watched.push(durationMs)
          return { ...GOOD_STREAM, keyframeSpacingMs: watched.length === 1 ? first : second }
        },
      })
      expect(watched).toEqual([10_000, 45_000])
      expect(report).toMatchObject({
        warnings: ['keyframes.far-apart'],
        stream: { keyframeSpacingMs: spacingMs },
      })
    },
  )

  it('has no picture where the camera gives none, and says nothing of it', async () => {
    const report = await climb({ session: { getSnapshot: fails('unavailable', 'device.no-snapshot') } })
    expect(report).toMatchObject({ ok: true, snapshotJpeg: null, warnings: [] })
  })
})
