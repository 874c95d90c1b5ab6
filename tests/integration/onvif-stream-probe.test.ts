import { afterEach, describe, expect, it } from 'vitest'
import { withCredentials } from '#shared/cameras/stream-uri.rules.ts'
import { probeStream } from '#main/adapters/ffmpeg/probe-stream.ts'
import { watchSsrc } from '#main/adapters/rtsp/watch-ssrc.ts'
import { startBadDevice } from '#main/simulator/bad-device.ts'
import { startVirtualCamera } from '#main/simulator/virtual-camera.ts'
import type { VirtualCameraOptions } from '#main/simulator/virtual-camera-options.ts'
import { scriptAround } from '#tests/builders/simulated-script.ts'
import { ffmpegPath } from '#tests/builders/test-host.ts'

type Behaviour = Parameters<typeof startBadDevice>[0]['behaviour']

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()))
})

async function startCamera(options: Partial<VirtualCameraOptions> = {}) {
  const camera = await startVirtualCamera({
    name: 'Quầy 1',
    script: scriptAround(Date.now()),
    widthPx: 320,
    heightPx: 180,
    framesPerSecond: 10,
    keyframeSpacingSeconds: 1,
    ...options,
  })
  stops.push(() => camera.stop())
  const url = withCredentials(camera.rtspUrl, camera.username, camera.password)
  return { camera, url }
}

async function badStream(behaviour: Behaviour): Promise<string> {
  const device = await startBadDevice({ behaviour })
  stops.push(() => device.stop())
  return device.rtspUrl
}

async function probe(url: string) {
  const startedMs = performance.now()
  const outcome = await probeStream({ url, ffmpegPath: await ffmpegPath() }).catch((error: unknown) => {
    if (error instanceof Error) return error
    throw error
  })
  return { outcome, tookMs: performance.now() - startedMs }
}

describe('watching a stream', () => {
  it('measures rate, bits and keyframes, and tells the declared rate apart from the real one', async () => {
    const { url } = await startCamera({ declaredFramesPerSecond: 25, audio: true })
    const { outcome } = await probe(url)
    expect(outcome).toMatchObject({
      codec: 'h264',
      widthPx: 320,
      heightPx: 180,
      declaredFrameRateMilli: 25_000,
      hasAudio: true,
      timestampJumps: 0,
      bitsPerSecond: expect.any(Number),
    })
    const { frameRateMilli = 0, keyframeSpacingMs = null } = outcome instanceof Error ? {} : outcome
    expect(Math.abs(frameRateMilli - 10_000)).toBeLessThan(1000)
    expect(Math.abs((keyframeSpacingMs ?? 0) - 1000)).toBeLessThan(300)
  })

  it('answers within its ten seconds on keyframes twenty seconds apart, with the least that it can be', async () => {
    const { url } = await startCamera({ keyframeSpacingSeconds: 20 })
    const { outcome, tookMs } = await probe(url)
    const { keyframeSpacingMs = null } = outcome instanceof Error ? {} : outcome
    expect(keyframeSpacingMs).toBeGreaterThan(8000)
    expect(tookMs).toBeLessThan(20_000)
  })

  it('gives up a camera that hangs', async () => {
    const { camera, url } = await startCamera()
    await camera.setFault({ kind: 'freeze' })
    const { outcome, tookMs } = await probe(url)
    expect(outcome).toMatchObject({ code: 'stream.timeout' })
    expect(tookMs).toBeLessThan(15_000)
  })

  it.each(['silent', 'endless-rtsp-header'] as const)('gives up a server that is %s', async (behaviour) => {
    const url = await badStream(behaviour)
    const { outcome, tookMs } = await probe(url)
    expect(outcome).toMatchObject({ code: 'stream.timeout' })
    expect(tookMs).toBeLessThan(15_000)
  })
})

describe('listening for other senders', () => {
  it('hears one sender on a healthy camera', async () => {
    const { url } = await startCamera()
    const facts = await watchSsrc({ url, durationMs: 1000 })
    expect(facts.ssrcs).toBe(1)
    expect(facts.packets).toBeGreaterThan(5)
  })

  it('hears another session’s packets', async () => {
    const { camera, url } = await startCamera()
    await camera.setFault({ kind: 'foreign-ssrc' })
    expect((await watchSsrc({ url, durationMs: 3000 })).ssrcs).toBeGreaterThan(1)
  })

  it('says what is wrong: password, path, no camera, endless header, caller gone', async () => {
    const { camera, url } = await startCamera()
    const wrong = withCredentials(camera.rtspUrl, camera.username, 'wrong')
    await expect(watchSsrc({ url: wrong, durationMs: 1000 })).rejects.toMatchObject({
      code: 'stream.unauthorized',
    })
    await expect(watchSsrc({ url: `${url}-x`, durationMs: 1000 })).rejects.toMatchObject({
      code: 'stream.not-found',
    })
    const endless = await badStream('endless-rtsp-header')
    await expect(watchSsrc({ url: endless, durationMs: 1000 })).rejects.toMatchObject({
      code: 'stream.refused',
    })
    const silent = await badStream('silent')
    const leaving = watchSsrc({ url: silent, durationMs: 1000 }, AbortSignal.timeout(200))
    await expect(leaving).rejects.toMatchObject({ code: 'call.cancelled' })
    await camera.setFault({ kind: 'drop' })
    await expect(watchSsrc({ url, durationMs: 1000 })).rejects.toMatchObject({ code: 'stream.refused' })
  })
})
