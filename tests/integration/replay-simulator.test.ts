import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseCameraAddress } from '#shared/cameras/camera-address.rules.ts'
import { createOnvifCameraDevice } from '#main/adapters/onvif/onvif-camera-device.ts'
import type { DeviceSession } from '#main/ports/camera-device.ts'
import { startVirtualCamera, type VirtualCamera } from '#main/simulator/virtual-camera.ts'
import type { SdCardOptions } from '#main/simulator/sd-card/sd-card-options.ts'
import { isOwnTime, readReplay, startReplay } from '#tests/builders/replay-bench.ts'
import { scriptAround } from '#tests/builders/simulated-script.ts'

const nowMs = Date.now()
const offsetMs = 90_000
const size = { widthPx: 320, heightPx: 180 } as const
/** By station time: 20 s, a hole of 40 s, 12 s. */
const firstMs = nowMs - 3_600_000 + 137
const ranges = [
  { fromMs: firstMs, toMs: firstMs + 20_000 },
  { fromMs: firstMs + 60_000, toMs: firstMs + 72_000 },
]
const deviceMs = (stationMs: number): number => stationMs + offsetMs

function startCamera(card: Partial<SdCardOptions>): Promise<VirtualCamera> {
  return startVirtualCamera({
    name: 'Một cửa',
    script: scriptAround(nowMs),
    ...size,
    framesPerSecond: 10,
    keyframeSpacingSeconds: 2,
    clockOffsetMs: offsetMs,
    sdCard: { recordings: ranges, oneRecording: true, ...card },
  })
}

async function sessionWith(camera: VirtualCamera): Promise<DeviceSession> {
  const address = parseCameraAddress(camera.onvifUrl)
  if (address?.kind !== 'onvif') throw new Error('no address')
  return createOnvifCameraDevice().connect({ address, ...camera })
}

describe('a card that says good-bye at the end', () => {
  let camera: VirtualCamera
  let uri = ''
  beforeAll(async () => {
    camera = await startCamera({})
    const session = await sessionWith(camera)
    const [recording] = await session.findRecordings()
    uri = await session.getReplayUri(recording?.token ?? '')
  })
  afterAll(() => camera.stop())

  it('lists its recordings by its own clock', async () => {
    const session = await sessionWith(camera)
    expect((await session.getCapabilities()).recordings).toBe(true)
    const [recording, ...others] = await session.findRecordings()
    expect(others).toEqual([])
    expect(Math.abs((recording?.fromDeviceMs ?? 0) - deviceMs(firstMs))).toBeLessThan(1000)
    expect(Math.abs((recording?.toDeviceMs ?? 0) - deviceMs(firstMs + 72_000))).toBeLessThan(1000)
  })

  it('plays a range faster than it happened, each picture at its own time', async () => {
    const range = { fromDeviceMs: deviceMs(firstMs + 4000), toDeviceMs: deviceMs(firstMs + 14_000) }
    const replay = await startReplay(uri, camera, { ...range, maxBitsPerSecond: null })
    const { groups, ended } = await readReplay(replay)
    expect(ended.reason).toBe('stopped')
    const first = groups[0]
    const last = groups.at(-1)
    expect(first?.keyframe).toBe(true)
    expect(first?.deviceMs).toBeLessThanOrEqual(range.fromDeviceMs)
    expect(first?.deviceMs).toBeGreaterThan(range.fromDeviceMs - 2100)
    expect((last?.deviceMs ?? 0) + (last?.durationMs ?? 0)).toBeGreaterThan(range.toDeviceMs - 250)
    expect((last?.deviceMs ?? 0) + (last?.durationMs ?? 0)).toBeLessThan(range.toDeviceMs + 250)
    for (const group of groups) expect(await isOwnTime(group, size)).toBe(true)
  })

  it('closes a hole in the output and tells the true time on both sides', async () => {
    const range = { fromDeviceMs: deviceMs(firstMs + 10_000), toDeviceMs: deviceMs(firstMs + 72_000) }
    const replay = await startReplay(uri, camera, { ...range, maxBitsPerSecond: null })
    const { groups, ended } = await readReplay(replay)
    expect(ended.reason).toBe('stopped')
    const before = groups.findLast((group) => group.deviceMs < deviceMs(firstMs + 30_000))
    const after = groups.find((group) => group.deviceMs > deviceMs(firstMs + 30_000))
    if (!before || !after) throw new Error('both sides of the hole should have come')
    expect(before.deviceMs + before.durationMs).toBeLessThan(deviceMs(firstMs + 20_000) + 250)
    expect(Math.abs(after.deviceMs - deviceMs(firstMs + 60_000))).toBeLessThan(250)
    expect(after.mediaMs - before.mediaMs).toBeLessThan(before.durationMs + 250)
    // The last millisecond before the hole still belongs to the time before it.
    expect(replay.deviceTimeOf(after.mediaMs - 1)).toBeLessThan(deviceMs(firstMs + 20_000) + 250)
    for (const group of [before, after]) expect(await isOwnTime(group, size)).toBe(true)
    expect(groups.reduce((sum, group) => sum + group.pictures, 0)).toBeGreaterThan(210)
  })

  it('reads no faster than it may', async () => {
    const range = { fromDeviceMs: deviceMs(firstMs), toDeviceMs: deviceMs(firstMs + 20_000) }
    const fast = await readReplay(await startReplay(uri, camera, { ...range, maxBitsPerSecond: null }))
    const bits = fast.groups.reduce((sum, group) => sum + group.bytes.length * 8, 0)
    const startedMs = performance.now()
    const slow = await readReplay(await startReplay(uri, camera, { ...range, maxBitsPerSecond: bits / 5 }))
    const tookMs = performance.now() - startedMs
    expect(slow.ended.reason).toBe('stopped')
    expect(slow.groups).toHaveLength(fast.groups.length)
    // Five seconds at that rate; waiting is what is tested, so it must have been waited for.
    expect(tookMs).toBeGreaterThan(3000)
  })

  it('ends in good order when it is told to stop', async () => {
    const range = { fromDeviceMs: deviceMs(firstMs), toDeviceMs: deviceMs(firstMs + 20_000) }
    const replay = await startReplay(uri, camera, { ...range, maxBitsPerSecond: 60_000 })
    const { groups, ended } = await readReplay(replay, () => replay.stop())
    expect(ended.reason).toBe('stopped')
    expect(groups.length).toBeGreaterThan(0)
    expect(groups.length).toBeLessThan(10)
  })

  it('stops before it has begun', async () => {
    const replay = await startReplay(uri, camera, {
      fromDeviceMs: deviceMs(firstMs),
      toDeviceMs: deviceMs(nowMs),
      maxBitsPerSecond: null,
    })
    replay.stop(0)
    const { groups, ended } = await readReplay(replay)
    expect([groups, ended.reason]).toEqual([[], 'stopped'])
  })

  it.each([
    [
      'a wrong password',
      (login: VirtualCamera) => ({ username: login.username, password: 'wrong' }),
      '',
      'unauthorized',
    ],
    [
      'an address that its own server does not know',
      (login: VirtualCamera) => login,
      '-nowhere',
      'not-found',
    ],
  ])('says so on %s', async (_, login, suffix, reason) => {
    const range = { fromDeviceMs: deviceMs(firstMs), toDeviceMs: deviceMs(firstMs + 20_000) }
    const replay = await startReplay(`${uri}${suffix}`, login(camera), { ...range, maxBitsPerSecond: null })
    const { groups, ended } = await readReplay(replay)
    expect([groups, ended.reason]).toEqual([[], reason])
    expect(ended.log).not.toContain('wrong')
  })

  it('says that a range without footage is not there', async () => {
    const range = { fromDeviceMs: deviceMs(firstMs + 30_000), toDeviceMs: deviceMs(firstMs + 50_000) }
    const { ended } = await readReplay(await startReplay(uri, camera, { ...range, maxBitsPerSecond: null }))
    expect(ended.reason).toBe('not-found')
  })
})

it.each(['close', 'silence'] as const)(
  'takes the end by %s as an end when all of it came',
  async (replayEnd) => {
    const camera = await startCamera({ replayEnd })
    try {
      const session = await sessionWith(camera)
      const [recording] = await session.findRecordings()
      const range = { fromDeviceMs: deviceMs(firstMs + 60_000), toDeviceMs: deviceMs(firstMs + 72_000) }
      const uri = await session.getReplayUri(recording?.token ?? '')
      const { groups, ended } = await readReplay(
        await startReplay(uri, camera, { ...range, maxBitsPerSecond: null }),
      )
      expect(ended.reason).toBe('stopped')
      expect(groups.reduce((sum, group) => sum + group.pictures, 0)).toBeGreaterThan(115)
    } finally {
      await camera.stop()
    }
  },
)
