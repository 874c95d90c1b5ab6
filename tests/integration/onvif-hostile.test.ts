import { afterEach, describe, expect, it } from 'vitest'
import { parseCameraAddress } from '#shared/cameras/camera-address.rules.ts'
import { createOnvifCameraDevice } from '#main/adapters/onvif/onvif-camera-device.ts'
import { startBadDevice } from '#main/simulator/bad-device.ts'
import {
  dateAndTimeAnswer,
  identityAnswer,
  notAuthorizedFault,
  type SoapHandler,
  startSoapServer,
} from '#tests/builders/fake-onvif-server.ts'
import { closeServers, connect, keep } from '#tests/builders/onvif-bench.ts'

type Behaviour = Parameters<typeof startBadDevice>[0]['behaviour']

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()))
  await closeServers()
})

const MB = 1024 * 1024

async function connectBad(behaviour: Behaviour) {
  const bad = await startBadDevice({ behaviour })
  stops.push(() => bad.stop())
  const address = parseCameraAddress(bad.onvifUrl)
  if (address?.kind !== 'onvif') throw new Error('no address')
  const device = createOnvifCameraDevice({ timeoutMs: 3000 })
  return { bad, connecting: device.connect({ address, username: 'admin', password: 'secret' }) }
}

describe('a device that means no good', () => {
  it.each([
    ['malformed-xml', 'reach.not-onvif'],
    ['huge-xml', 'reach.not-onvif'],
    ['entity-bomb', 'reach.not-onvif'],
    ['endless-http-header', 'reach.not-onvif'],
    ['silent', 'reach.timeout'],
    ['http-400-empty', 'reach.not-onvif'],
    ['redirect-loop', 'reach.not-onvif'],
    ['wrong-content-type', 'reach.not-onvif'],
  ] as const)('is refused, in time and without filling the memory: %s', async (behaviour, code) => {
    const before = process.memoryUsage().rss
    const { bad, connecting } = await connectBad(behaviour)
    await expect(connecting).rejects.toMatchObject({ kind: 'unavailable', code })
    // 2 MB are read of an answer; what the sockets hold besides is the system's.
    expect(bad.bytesSent()).toBeLessThan(40 * MB)
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * MB)
  })

  it('is called no camera when it is a printer that speaks some ONVIF', async () => {
    const { connecting } = await connectBad('printer')
    const session = await connecting
    await expect(session.getProfiles()).rejects.toMatchObject({ code: 'reach.not-a-camera' })
    expect(await session.getCapabilities()).toEqual({ media2: false, events: false, recordings: false })
  })
})

/** Takes tokens of its own time alone, as strict devices do. */
async function strictDevice(aheadMs: () => number) {
  const asked: string[] = []
  const handler: SoapHandler = (call, body) => {
    asked.push(call)
    const nowMs = Date.now() + aheadMs()
    if (call === 'GetSystemDateAndTime') return dateAndTimeAnswer(nowMs)
    const createdMs = Date.parse(/<Created[^>]*>([^<]+)/.exec(body)?.[1] ?? '')
    const isFresh = createdMs > nowMs - 540_000 && createdMs < nowMs + 300_000
    return isFresh ? identityAnswer() : notAuthorizedFault()
  }
  return { session: await connect(await keep(startSoapServer(handler))), asked }
}

describe('a clock that jumps', () => {
  it.each([-3_600_000, 3_600_000, 12 * 365 * 86_400_000])('is learnt anew after %d ms', async (jumpMs) => {
    let aheadMs = 0
    const { session, asked } = await strictDevice(() => aheadMs)
    expect((await session.verifyCredentials()).auth).toBe('wsse')
    aheadMs = jumpMs
    asked.length = 0
    expect((await session.verifyCredentials()).auth).toBe('wsse')
    expect(asked.slice(0, 3)).toEqual([
      'GetDeviceInformation',
      'GetSystemDateAndTime',
      'GetDeviceInformation',
    ])
  })

  it('costs a wrong password no second try', async () => {
    const asked: string[] = []
    const server = startSoapServer((call) => {
      asked.push(call)
      return call === 'GetSystemDateAndTime' ? dateAndTimeAnswer(Date.now()) : notAuthorizedFault()
    })
    const session = await connect(await keep(server))
    await expect(session.getProfiles()).rejects.toMatchObject({ code: 'credentials.wrong' })
    expect(asked.filter((call) => call === 'GetServices')).toHaveLength(1)
  })
})

it('keeps calls that run beside each other apart', async () => {
  const { session } = await strictDevice(() => 90_000)
  const answers = await Promise.all([
    session.verifyCredentials(),
    session.getDateAndTime(),
    session.verifyCredentials(),
    session.getDateAndTime(),
  ])
  const kinds = answers.map((answer) => Object.keys(answer)[0])
  expect(kinds).toEqual(['identity', 'cameraTimeMs', 'identity', 'cameraTimeMs'])
})
