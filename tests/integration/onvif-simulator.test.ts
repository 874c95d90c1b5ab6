import { afterEach, describe, expect, it } from 'vitest'
import { parseCameraAddress } from '#shared/cameras/camera-address.rules.ts'
import { createOnvifCameraDevice } from '#main/adapters/onvif/onvif-camera-device.ts'
import { createOnvifDiscovery } from '#main/adapters/onvif/onvif-discovery.ts'
import type { DeviceEvent, DeviceSession } from '#main/ports/camera-device.ts'
import type { AnsweredDevice } from '#main/ports/camera-discovery.ts'
import { startVirtualCamera, type VirtualCamera } from '#main/simulator/virtual-camera.ts'
import type { VirtualCameraOptions } from '#main/simulator/virtual-camera-options.ts'
import { scriptAround } from '#tests/builders/simulated-script.ts'
import { until } from '#tests/builders/until.ts'

const cameras: VirtualCamera[] = []
afterEach(async () => {
  await Promise.all(cameras.splice(0).map((camera) => camera.stop()))
})

async function startCamera(options: Partial<VirtualCameraOptions> = {}): Promise<VirtualCamera> {
  const small = { widthPx: 320, heightPx: 180, framesPerSecond: 4 } as const
  const camera = await startVirtualCamera({
    name: 'Một cửa',
    script: scriptAround(Date.now()),
    ...small,
    ...options,
  })
  cameras.push(camera)
  return camera
}

async function sessionWith(camera: VirtualCamera): Promise<DeviceSession> {
  const address = parseCameraAddress(camera.onvifUrl)
  if (address?.kind !== 'onvif') throw new Error('no address')
  return createOnvifCameraDevice().connect({ address, ...camera })
}

describe('a device with Media2', () => {
  it('names its H.265 profile, with what it declares', async () => {
    const camera = await startCamera({
      codec: 'h265',
      sub: true,
      declaredFramesPerSecond: 25,
      bitsPerSecond: 700_000,
    })
    const session = await sessionWith(camera)
    expect((await session.getCapabilities()).media2).toBe(true)
    const [main, sub] = await session.getProfiles()
    expect(main).toMatchObject({
      codec: 'h265',
      declaredFrameRateMilli: 25_000,
      declaredBitsPerSecond: 700_000,
    })
    expect(sub?.codec).toBe('h264')
    expect(await session.getStreamUri(main?.token ?? '')).toBe(camera.rtspUrl)
    const picture = await session.getSnapshot(main?.token ?? '')
    expect(Buffer.from(picture.subarray(0, 3)).toString('hex')).toBe('ffd8ff')
  })
})

it.each([
  ['wsse', 'MD5'],
  ['digest', 'SHA-256'],
  ['digest', 'MD5'],
] as const)(
  'lets us in by %s alone (%s), wherever its clock stands, and again after it jumped',
  async (authenticationMode, algorithm) => {
    const camera = await startCamera({
      authenticationMode,
      digestAlgorithms: [algorithm],
      clockOffsetMs: -12 * 365 * 86_400_000,
      internalServiceHost: '192.0.2.1',
    })
    const session = await sessionWith(camera)
    expect((await session.verifyCredentials()).auth).toBe(authenticationMode)
    expect(await session.getProfiles()).toHaveLength(1)
    camera.setClockOffsetMs(3_600_000)
    expect(await session.getProfiles()).toHaveLength(1)
  },
)

describe('events', () => {
  it.each([false, true])(
    'come as they happen, behind NAT, with strict addressing: %s',
    async (strictAddressing) => {
      const camera = await startCamera({ strictAddressing, internalServiceHost: '192.0.2.1' })
      const session = await sessionWith(camera)
      const events: DeviceEvent[] = []
      const controller = new AbortController()
      const watching = session.watchEvents(async (more) => void events.push(...more), controller.signal)
      await until(10_000, 'it subscribed', async () => camera.subscriptionCount() === 1)
      for (const kind of ['motion', 'tamper', 'scene-change', 'signal-loss'] as const) {
        camera.emitEvent({ kind, active: true })
        await until(10_000, `${kind} came`, async () =>
          events.some((event) => event.kind === kind && event.active === true),
        )
      }
      controller.abort()
      await watching
      expect(camera.subscriptionCount()).toBe(0)
    },
  )

  it('end with an error when the cable is pulled, and begin anew when they are asked for again', async () => {
    const camera = await startCamera()
    const session = await sessionWith(camera)
    const dying = session.watchEvents(async () => undefined, new AbortController().signal)
    await until(10_000, 'it subscribed', async () => camera.subscriptionCount() === 1)
    const refused = expect(dying).rejects.toMatchObject({ kind: 'unavailable' })
    await camera.setFault({ kind: 'drop' })
    await refused
    await camera.restore()
    const controller = new AbortController()
    const anew = session.watchEvents(async () => undefined, controller.signal)
    await until(10_000, 'it subscribed anew', async () => camera.subscriptionCount() === 1)
    controller.abort()
    await anew
  })
})

it('is found on the network by name and address', async () => {
  const port = 43_702
  const options = { port, multicastAddress: '239.255.255.251', interfaceAddress: '127.0.0.1' }
  const camera = await startCamera({ discovery: options })
  const found: AnsweredDevice[] = []
  const discovery = createOnvifDiscovery({
    multicastAddress: options.multicastAddress,
    multicastPort: port,
    cards: () => [{ address: '127.0.0.1', netmask: '255.0.0.0' }],
  })
  const controller = new AbortController()
  const searching = discovery.search(
    20_000,
    { onFound: (device) => void found.push(device), onAsked: () => undefined },
    controller.signal,
  )
  await until(15_000, 'it was found', async () => found.length > 0)
  controller.abort()
  await searching
  expect(found[0]).toMatchObject({ address: camera.onvifUrl, name: 'Một cửa', viaInterface: '127.0.0.1' })
  expect(found).toHaveLength(1)
})
