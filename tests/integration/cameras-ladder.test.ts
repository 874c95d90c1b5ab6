import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { CameraCredentials, ProbeReport, ProbeStepName } from '#shared/cameras/cameras.model.ts'
import { findFfmpeg } from '#main/adapters/ffmpeg/find-ffmpeg.ts'
import { probeStream } from '#main/adapters/ffmpeg/probe-stream.ts'
import { createOnvifCameraDevice } from '#main/adapters/onvif/onvif-camera-device.ts'
import { watchSsrc } from '#main/adapters/rtsp/watch-ssrc.ts'
import type { LadderDeps } from '#main/features/cameras/ladder-findings.ts'
import { climbLadder } from '#main/features/cameras/probe-ladder.ts'
import { systemClock } from '#main/ports/clock.ts'
import { startBadDevice } from '#main/simulator/bad-device.ts'
import { createScript } from '#main/simulator/script/create-script.ts'
import { startVirtualCamera, type VirtualCamera } from '#main/simulator/virtual-camera.ts'
import type { VirtualCameraOptions } from '#main/simulator/virtual-camera-options.ts'

let deps: LadderDeps
let ffmpegPath = ''
const running: { stop: () => Promise<void> }[] = []

async function start(options: Partial<VirtualCameraOptions> = {}): Promise<VirtualCamera> {
  const script = createScript({
    seed: 1,
    startMs: Date.now(),
    durationMs: 600_000,
    room: 'one-stop-desk',
    unitCode: 'H42.18',
    firstCounter: 1,
  })
  const small = { widthPx: 480, heightPx: 270, framesPerSecond: 10, keyframeSpacingSeconds: 1 } as const
  const camera = await startVirtualCamera({ name: 'Quầy 1', script, ffmpegPath, ...small, ...options })
  running.push(camera)
  return camera
}

function probe(camera: VirtualCamera, changes: Partial<CameraCredentials> = {}): Promise<ProbeReport> {
  const { onvifUrl: address, username, password } = camera
  return climbLadder(deps, { address, username, password, ...changes })
}

/** Without the one that a busy machine may add: the virtual camera itself falls behind what it declares. */
const warningsOf = (report: ProbeReport) => report.warnings.filter((code) => code !== 'frame-rate.differs')

const step = (report: ProbeReport, name: ProbeStepName) => report.steps.find((one) => one.step === name)

beforeAll(async () => {
  const found = await findFfmpeg(process.env, process.platform)
  if (found.ffmpegPath === null) throw new Error('these tests need ffmpeg')
  ffmpegPath = found.ffmpegPath
  deps = {
    device: createOnvifCameraDevice({ timeoutMs: 3000 }),
    probeStream: (request) => probeStream({ ...request, ffmpegPath, timeoutMs: 4000 }),
    probeContinuity: watchSsrc,
    clock: systemClock,
  }
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.stop()))
})

describe('what the ladder finds on a camera as it is bought', () => {
  it('sees H.265 and its smaller stream through Media2', async () => {
    const report = await probe(await start({ codec: 'h265', sub: true }))
    expect(step(report, 'profiles')?.detail).toMatchObject({ codec: 'h265', count: 2 })
    expect(report).toMatchObject({
      ok: true,
      capabilities: { media2: true },
      stream: { codec: 'h265' },
      subStream: { codec: 'h264' },
    })
    expect(warningsOf(report)).toEqual(['security.plain-http'])
  })

  it('warns of 25 declared frames of which 12 come, and of a camera without a second stream', async () => {
    const report = await probe(await start({ framesPerSecond: 12, declaredFramesPerSecond: 25 }))
    expect(report.warnings).toEqual(['frame-rate.differs', 'sub-stream.none', 'security.plain-http'])
    expect(step(report, 'frame-rate')?.detail).toMatchObject({ declaredMilli: 25_000 })
    expect(Math.abs((report.stream?.frameRateMilli ?? 0) - 12_000)).toBeLessThan(1500)
  })

  it('measures the twenty seconds between a smart codec’s keyframes and names the maker’s menu', async () => {
    const camera = await start({
      keyframeSpacingSeconds: 20,
      identity: { manufacturer: 'HIKVISION', model: 'DS-2CD2143G0-I' },
    })
    const report = await probe(camera)
    expect(step(report, 'keyframes')).toMatchObject({
      outcome: 'warning',
      code: 'keyframes.far-apart',
      detail: { context: 'hikvision' },
    })
    expect(Math.abs((report.stream?.keyframeSpacingMs ?? 0) - 20_000)).toBeLessThan(1500)
  }, 120_000)

  it('takes the host that answers where the camera names one that leads nowhere', async () => {
    const report = await probe(await start({ internalStreamHost: '127.0.0.9', sub: true }))
    expect(step(report, 'stream-uri')).toMatchObject({
      outcome: 'passed',
      code: 'stream-uri.rewritten',
      detail: { fromHost: '127.0.0.9', toHost: '127.0.0.1' },
    })
    expect(report).toMatchObject({ ok: true, subStream: { widthPx: 320 } })
    expect(report.subStream?.uri).toMatch(/^rtsp:\/\/127\.0\.0\.1:/)
  })

  it('finds packets of another session in the stream', async () => {
    const camera = await start()
    await camera.setFault({ kind: 'foreign-ssrc' })
    const report = await probe(camera)
    expect(step(report, 'continuity')).toMatchObject({
      code: 'continuity.foreign-ssrc',
      detail: { ssrcs: 2 },
    })
    expect(report.ok).toBe(true)
  })

  it('reads what the card holds', async () => {
    const nowMs = Date.now()
    const recordings = [{ fromMs: nowMs - 7_200_000, toMs: nowMs - 3_600_000 }]
    const report = await probe(await start({ sdCard: { recordings }, clockOffsetMs: 60_000 }))
    expect(step(report, 'recordings')).toMatchObject({ outcome: 'passed', code: 'recordings.ok' })
    const [first] = report.recordings ?? []
    expect(Math.abs((first?.fromDeviceMs ?? 0) - (nowMs - 7_200_000 + 60_000))).toBeLessThan(2000)
    expect(report.warnings).toContain('device-time.far-off')
  })

  it('flags a default password and firmware of 2017', async () => {
    const camera = await start({
      password: 'admin12345',
      identity: { firmwareVersion: 'V5.5.0 build 170725' },
    })
    const report = await probe(camera)
    expect(step(report, 'security')).toMatchObject({
      code: 'security.weak-password',
      detail: { context: 'old-firmware-plain-http', year: 2017 },
    })
    expect(warningsOf(report)).toEqual([
      'sub-stream.none',
      'security.weak-password',
      'security.old-firmware',
      'security.plain-http',
    ])
  })
})

describe('what is on the network and is no camera', () => {
  it.each([
    ['printer', /^reach\.(not-a-camera|not-onvif)$/],
    ['malformed-xml', /^reach\.not-onvif$/],
    ['huge-xml', /^reach\.not-onvif$/],
    ['entity-bomb', /^reach\.not-onvif$/],
    ['endless-http-header', /^reach\.(not-onvif|timeout)$/],
    ['silent', /^reach\.timeout$/],
    ['wrong-content-type', /^reach\.not-onvif$/],
    ['http-400-empty', /^reach\.not-onvif$/],
    ['redirect-loop', /^reach\.not-onvif$/],
  ] as const)('%s: says what it is and goes no further', async (behaviour, code) => {
    const device = await startBadDevice({ behaviour })
    running.push(device)
    const report = await climbLadder(deps, { address: device.onvifUrl, username: 'admin', password: 'x' })
    expect(report.ok).toBe(false)
    expect(report.steps.find(({ outcome }) => outcome === 'failed')?.code).toMatch(code)
  })

  it.each(['endless-rtsp-header', 'silent'] as const)(
    'gives up on a stream that is %s',
    async (behaviour) => {
      const device = await startBadDevice({ behaviour })
      running.push(device)
      const report = await climbLadder(deps, { address: device.rtspUrl, username: 'a', password: 'b' })
      expect(report.failedAt).toBe('stream')
      expect(step(report, 'stream')?.code).toMatch(/^stream\.(timeout|refused|no-video)$/)
    },
  )
})
