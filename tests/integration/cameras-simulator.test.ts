import { startHttpServer } from '#tests/builders/fake-onvif-server.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CameraCredentials, ProbeReport, ProbeStepName } from '#shared/cameras/cameras.model.ts'
import { probeStream } from '#main/adapters/ffmpeg/probe-stream.ts'
import { findFfmpeg } from '#main/adapters/ffmpeg/find-ffmpeg.ts'
import { createOnvifCameraDevice } from '#main/adapters/onvif/onvif-camera-device.ts'
import { watchSsrc } from '#main/adapters/rtsp/watch-ssrc.ts'
import type { LadderDeps } from '#main/features/cameras/ladder-findings.ts'
import { climbLadder } from '#main/features/cameras/probe-ladder.ts'
import { systemClock } from '#main/ports/clock.ts'
import { createScript } from '#main/simulator/script/create-script.ts'
import { startVirtualCamera, type VirtualCamera } from '#main/simulator/virtual-camera.ts'
import type { VirtualCameraOptions } from '#main/simulator/virtual-camera-options.ts'

let deps: LadderDeps
let ffmpegPath = ''
let camera: VirtualCamera

const script = createScript({
  seed: 1,
  startMs: Date.now(),
  durationMs: 600_000,
  room: 'one-stop-desk',
  unitCode: 'H42.18',
  firstCounter: 1,
})

function start(options: Partial<VirtualCameraOptions> = {}): Promise<VirtualCamera> {
  const small = { widthPx: 480, heightPx: 270, framesPerSecond: 10, keyframeSpacingSeconds: 1 } as const
  return startVirtualCamera({ name: 'Quầy 1', script, ffmpegPath, ...small, ...options })
}

function probe(changes: Partial<CameraCredentials> = {}, signal?: AbortSignal): Promise<ProbeReport> {
  const { onvifUrl: address, username, password } = camera
  return climbLadder(deps, { address, username, password, ...changes }, signal)
}

function step(report: ProbeReport, name: ProbeStepName) {
  return report.steps.find((one) => one.step === name)
}

beforeAll(async () => {
  const found = await findFfmpeg(process.env, process.platform)
  if (found.ffmpegPath === null) throw new Error('these tests need ffmpeg')
  ffmpegPath = found.ffmpegPath
  deps = {
    device: createOnvifCameraDevice({ timeoutMs: 3000 }),
    probeStream: (request) =>
      probeStream({ ...request, ffmpegPath, timeoutMs: 4000, firstPictureMs: 12_000 }),
    probeContinuity: watchSsrc,
    clock: systemClock,
  }
  camera = await start({ audio: true, sub: true })
})
afterAll(() => camera.stop())

describe('a virtual camera', () => {
  it('passes every rung, and what was seen is what it is', async () => {
    const report = await probe()
    // On a busy machine the virtual camera itself may fall behind what it declares: that rung is judged below.
    const others = report.steps.filter((one) => one.step !== 'frame-rate')
    expect(others.map((one) => `${one.outcome} ${one.code}`)).toEqual([
      'passed reach.ok',
      'passed device-time.ok',
      'passed credentials.ok',
      'passed services.ok',
      'passed profiles.ok',
      'passed stream-uri.ok',
      'passed stream.ok',
      'passed keyframes.ok',
      'passed continuity.ok',
      'passed sub-stream.ok',
      'passed recordings.none',
      'warning security.plain-http',
    ])
    expect(report).toMatchObject({
      ok: true,
      auth: 'wsse',
      device: { firmware: '2.40', serialNumber: '20261123000000000001' },
      chosenProfileToken: 'Profile_1',
      streamUri: camera.rtspUrl,
      stream: { codec: 'h264', widthPx: 480, heightPx: 270, hasAudio: true },
      subStream: { profileToken: 'Profile_2', codec: 'h264', widthPx: 320, heightPx: 180 },
      capabilities: { media2: true, events: true, recordings: false },
      recordings: null,
    })
    expect(
      Buffer.from(report.snapshotJpeg ?? '', 'base64')
        .subarray(0, 2)
        .toString('hex'),
    ).toBe('ffd8')
    expect(report.profiles).toHaveLength(2)
    const measuredMilli = report.stream?.frameRateMilli ?? 0
    expect(Math.abs(measuredMilli - 10_000)).toBeLessThan(2500)
    expect(step(report, 'frame-rate')).toMatchObject({
      code: Math.abs(measuredMilli - 10_000) > 1000 ? 'frame-rate.differs' : 'frame-rate.ok',
      detail: { declaredMilli: 10_000, measuredMilli },
    })
    expect(Math.abs((report.stream?.keyframeSpacingMs ?? 0) - 1000)).toBeLessThan(250)
    expect(JSON.stringify(report)).not.toContain(camera.password)
  })

  it.each([-3_600_000, -7300, 0, 90_500])('measures a clock that is %i ms off', async (clockOffsetMs) => {
    camera.setClockOffsetMs(clockOffsetMs)
    try {
      // A wrong password ends the climb above the clock: no stream is needed here.
      const report = await probe({ password: 'wrong' })
      expect(Math.abs((report.clockOffset?.offsetMs ?? Number.NaN) - clockOffsetMs)).toBeLessThan(1000)
      expect(step(report, 'device-time')?.code).toBe(
        clockOffsetMs === 0 ? 'device-time.ok' : 'device-time.far-off',
      )
      expect(step(report, 'credentials')?.code).toBe('credentials.wrong')
    } finally {
      camera.setClockOffsetMs(0)
    }
  })

  it.each([
    ['wrong password', { password: 'Minh-Chung-2025' }],
    ['wrong name', { username: 'Admin' }],
    ['no credentials', { username: '', password: '' }],
  ])('shows a %s at its own rung and goes no further', async (_, changes) => {
    const report = await probe(changes)
    expect(report).toMatchObject({ ok: false, failedAt: 'credentials', device: null, streamUri: null })
    expect(step(report, 'credentials')?.code).toBe('credentials.wrong')
    expect(step(report, 'stream')).toMatchObject({ outcome: 'skipped', code: 'skipped' })
  })

  it('climbs an RTSP address without ONVIF', async () => {
    const report = await probe({ address: camera.rtspUrl })
    expect(report.steps.map((one) => one.code)).toEqual([
      ...Array.from({ length: 6 }, () => 'no-onvif'),
      'stream.ok',
      'keyframes.ok',
      expect.stringMatching(/^frame-rate\.(ok|differs|undeclared)$/),
      'continuity.ok',
      'no-onvif',
      'no-onvif',
      'security.ok',
    ])
    expect(report).toMatchObject({ ok: true, auth: null, clockOffset: null })
  })

  it.each([
    ['stream.not-found', () => ({ address: camera.rtspUrl.replace('/main', '/nothing') })],
    ['stream.unauthorized', () => ({ address: camera.rtspUrl, password: 'wrong' })],
    ['stream.unauthorized', () => ({ address: camera.rtspUrl, username: '', password: '' })],
    ['stream.no-video', () => ({ address: camera.onvifUrl.replace('http:', 'rtsp:') })],
  ])('tells %s apart', async (code, changes) => {
    const report = await probe(changes())
    expect(report.failedAt).toBe('stream')
    expect(['stream.refused', code]).toContain(step(report, 'stream')?.code)
    if (code !== 'stream.no-video') expect(step(report, 'stream')?.code).toBe(code)
  })

  it('says 404 for a stream that ONVIF promised', async () => {
    await camera.setFault({ kind: 'not-found' })
    try {
      expect(step(await probe(), 'stream')?.code).toBe('stream.not-found')
    } finally {
      await camera.restore()
    }
  })

  it('gives up on a stream that stays silent, and on a dropped camera', async () => {
    await camera.setFault({ kind: 'freeze' })
    try {
      expect(step(await probe({ address: camera.rtspUrl }), 'stream')?.code).toBe('stream.timeout')
      await camera.setFault({ kind: 'drop' })
      expect(step(await probe({ address: camera.rtspUrl }), 'stream')?.code).toBe('stream.refused')
      expect(step(await probe(), 'reach')?.code).toBe('reach.refused')
    } finally {
      await camera.restore()
    }
  })

  it('leaves at once when the person cancels', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 300)
    const startedMs = performance.now()
    await expect(probe({}, controller.signal)).rejects.toMatchObject({ code: 'call.cancelled' })
    expect(performance.now() - startedMs).toBeLessThan(2500)
  })
})

describe('what is no camera', () => {
  it.each([
    ['reach.bad-address', 'not an address'],
    ['reach.bad-address', 'ftp://10.0.0.5'],
    ['reach.refused', '127.0.0.1:9'],
  ])('answers %s for %s', async (code, address) => {
    const report = await probe({ address })
    expect(report).toMatchObject({ ok: false, failedAt: 'reach' })
    expect(step(report, 'reach')?.code).toBe(code)
  })

  it('names a device that is not ONVIF', async () => {
    const server = await startHttpServer((_, __, response) => response.end('<html>printer</html>'))
    try {
      const report = await probe({ address: `${server.host}:${server.port}` })
      expect(step(report, 'reach')?.code).toBe('reach.not-onvif')
    } finally {
      await server.close()
    }
  })
})

describe.each([
  {
    username: 'a&b<quảntrị',
    authenticationMode: 'wsse',
    auth: 'wsse',
    digestAlgorithms: ['MD5'],
    codec: 'h264',
  },
  {
    username: 'a&b<',
    authenticationMode: 'digest',
    auth: 'digest',
    digestAlgorithms: ['SHA-256', 'MD5'],
    codec: 'h264',
  },
  {
    username: 'a&b<',
    authenticationMode: 'digest',
    auth: 'digest',
    digestAlgorithms: ['MD5'],
    codec: 'h265',
  },
] as const)('a camera that takes $authenticationMode with $digestAlgorithms and sends $codec', (kind) => {
  it('works with XML characters and Vietnamese letters in name and password', async () => {
    const { authenticationMode, digestAlgorithms, codec, username } = kind
    const login = { username, password: `mật:kh@ẩu/%<đ>&'?# rất là dài để thử 2026` }
    const other = await start({
      authenticationMode,
      digestAlgorithms,
      codec,
      ...login,
      keyframeSpacingSeconds: 5,
    })
    try {
      const report = await climbLadder(deps, { address: other.onvifUrl, ...login })
      expect(report.steps.filter((one) => one.outcome === 'failed')).toEqual([])
      expect(report).toMatchObject({ ok: true, auth: kind.auth, stream: { codec: kind.codec } })
      const warnings = report.warnings.filter((code) => code !== 'frame-rate.differs')
      expect(warnings).toEqual(['keyframes.far-apart', 'sub-stream.none', 'security.plain-http'])
      const wrong = await climbLadder(deps, {
        address: other.onvifUrl,
        ...login,
        password: `${login.password}x`,
      })
      expect(wrong.failedAt).toBe('credentials')
    } finally {
      await other.stop()
    }
  })
})
