import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { startVirtualCamera, type VirtualCamera } from '#main/simulator/virtual-camera.ts'
import { scriptAround } from '#tests/builders/simulated-script.ts'
import { soapCall, textsOf, type SoapReply } from '#tests/builders/soap-client.ts'
import { until } from '#tests/builders/until.ts'

let camera: VirtualCamera
let strict: VirtualCamera

function startCamera(strictAddressing: boolean): Promise<VirtualCamera> {
  const script = scriptAround(Date.now())
  const small = { widthPx: 320, heightPx: 180, framesPerSecond: 4 } as const
  return startVirtualCamera({ name: 'Một cửa', script, ...small, strictAddressing })
}

beforeAll(async () => {
  camera = await startCamera(false)
  strict = await startCamera(true)
})
afterAll(() => Promise.all([camera.stop(), strict.stop()]))
afterEach(() => camera.restore())

const serviceOf = (of: VirtualCamera): string => new URL('/onvif/event_service', of.onvifUrl).href

function addressing(action: string): string {
  const base = 'http://www.onvif.org/ver10/events/wsdl'
  return `<wsa:Action>${base}/${action}</wsa:Action><wsa:MessageID>urn:uuid:${randomUUID()}</wsa:MessageID>`
}

async function subscribe(of: VirtualCamera, life = 'PT60S', header = ''): Promise<string> {
  const termination = `<tev:InitialTerminationTime>${life}</tev:InitialTerminationTime>`
  const body = `<tev:CreatePullPointSubscription>${termination}</tev:CreatePullPointSubscription>`
  const reply = await soapCall(serviceOf(of), body, { login: of, header })
  expect(reply.status, reply.text).toBe(200)
  return textsOf(reply.text, 'Address')[0] ?? ''
}

function pull(
  of: VirtualCamera,
  url: string,
  changes: { readonly timeout?: string; readonly limit?: number; readonly header?: string } = {},
): Promise<SoapReply> {
  const { timeout = 'PT0S', limit = 50, header } = changes
  const body = `<tev:PullMessages><tev:Timeout>${timeout}</tev:Timeout><tev:MessageLimit>${limit}</tev:MessageLimit></tev:PullMessages>`
  return soapCall(url, body, { login: of, ...(header === undefined ? {} : { header }) })
}

/** `topic state operation` of each message. */
function messagesOf({ text }: SoapReply): string[] {
  return [...text.matchAll(/<wsnt:NotificationMessage>.*?<\/wsnt:NotificationMessage>/g)].map(([message]) => {
    const operation = /PropertyOperation="(\w+)"/.exec(message)?.[1]
    const state = /<tt:Data><tt:SimpleItem Name="(\w+)" Value="(\w+)"\/>/.exec(message)
    return `${textsOf(message, 'Topic')[0]} ${state?.[1]}=${state?.[2]} ${operation}`
  })
}

async function drained(url: string): Promise<string> {
  await pull(camera, url)
  return url
}

describe('PullPoint', () => {
  it('is advertised', async () => {
    const services = await soapCall(camera.onvifUrl, '<tds:GetServices/>')
    expect(textsOf(services.text, 'Namespace')).toContain('http://www.onvif.org/ver10/events/wsdl')
    const properties = await soapCall(serviceOf(camera), '<tev:GetEventProperties/>', { login: camera })
    expect(properties.text).toContain('<CellMotionDetector><Motion wstop:topic="true"></Motion>')
  })

  it('begins with the state of everything', async () => {
    camera.emitEvent({ kind: 'tamper', active: true })
    const url = await subscribe(camera)
    expect(messagesOf(await pull(camera, url))).toEqual([
      'tns1:RuleEngine/CellMotionDetector/Motion IsMotion=false Initialized',
      'tns1:RuleEngine/TamperDetector/Tamper IsTamper=true Initialized',
      'tns1:VideoSource/GlobalSceneChange/ImagingService State=false Initialized',
      'tns1:VideoSource/SignalLoss State=false Initialized',
    ])
    camera.emitEvent({ kind: 'tamper', active: false })
  })

  it('wakes a pull that waits the moment something happens', async () => {
    const url = await drained(await subscribe(camera))
    const waiting = pull(camera, url, { timeout: 'PT20S' })
    const startedMs = performance.now()
    // Only a pull that is under way can be woken.
    await until(5_000, 'the camera has the subscription', async () => camera.subscriptionCount() > 0)
    camera.emitEvent({ kind: 'motion', active: true })
    expect(messagesOf(await waiting)).toEqual([
      'tns1:RuleEngine/CellMotionDetector/Motion IsMotion=true Changed',
    ])
    expect(performance.now() - startedMs).toBeLessThan(5_000)
  })

  it('answers with nothing when the time is over, and not before', async () => {
    const url = await drained(await subscribe(camera))
    const startedMs = performance.now()
    const reply = await pull(camera, url, { timeout: 'PT1S' })
    expect(performance.now() - startedMs).toBeGreaterThan(900)
    expect(reply.status).toBe(200)
    expect(messagesOf(reply)).toEqual([])
  })

  it('hands out no more than was asked for, and the rest next time', async () => {
    const url = await drained(await subscribe(camera))
    for (const active of [true, false, true, false, true]) camera.emitEvent({ kind: 'scene-change', active })
    expect(messagesOf(await pull(camera, url, { limit: 2 })).length).toBe(2)
    expect(messagesOf(await pull(camera, url)).length).toBe(3)
  })

  it('lives as long as it is renewed, and is given back', async () => {
    const before = camera.subscriptionCount()
    const kept = await subscribe(camera, 'PT5S')
    const renewal = '<wsnt:Renew><wsnt:TerminationTime>PT60S</wsnt:TerminationTime></wsnt:Renew>'
    const renewed = await soapCall(kept, renewal, { login: camera })
    const lifeMs =
      Date.parse(textsOf(renewed.text, 'TerminationTime')[0] ?? '') -
      Date.parse(textsOf(renewed.text, 'CurrentTime')[0] ?? '')
    expect(lifeMs).toBe(60_000)
    // As long as the first life of the other, and begun after it.
    const brief = await subscribe(camera, 'PT5S')
    await until(20_000, 'the brief one ends', async () => (await pull(camera, brief)).status === 400)
    expect((await pull(camera, kept)).status).toBe(200)
    const end = await soapCall(kept, '<wsnt:Unsubscribe/>', { login: camera })
    expect(end.text).toContain('UnsubscribeResponse')
    expect((await pull(camera, kept)).text).toContain('ResourceUnknownFault')
    expect(camera.subscriptionCount()).toBeLessThanOrEqual(before)
  })

  it('is refused without the password, and for what it cannot', async () => {
    const url = await subscribe(camera)
    expect((await soapCall(url, '<wsnt:Unsubscribe/>')).status).toBe(401)
    expect((await soapCall(url, '<tev:Seek/>', { login: camera })).text).toContain('ter:ActionNotSupported')
  })

  it('forgets everybody on a restart', async () => {
    const url = await subscribe(camera)
    await camera.setFault({ kind: 'restart', downMs: 200 })
    await until(5_000, 'the camera is back', async () =>
      pull(camera, url).then(
        () => true,
        () => false,
      ),
    )
    expect((await pull(camera, url)).text).toContain('ResourceUnknownFault')
  })
})

describe('an event service that died', () => {
  it('hangs up on pulls, knows no subscription, takes none, and works again afterwards', async () => {
    const url = await drained(await subscribe(camera))
    const waiting = pull(camera, url, { timeout: 'PT30S' }).then(({ text }) => text, String)
    // A later question has been answered: the pull is with the camera.
    await soapCall(serviceOf(camera), '<tev:GetEventProperties/>', { login: camera })
    await camera.setFault({ kind: 'pull-point-dead' })
    expect(await waiting).toMatch(/hang up|reset/)
    expect((await pull(camera, url)).text).toContain('ResourceUnknownFault')
    const body = '<tev:CreatePullPointSubscription/>'
    expect((await soapCall(serviceOf(camera), body, { login: camera })).status).toBe(400)
    expect((await soapCall(camera.onvifUrl, '<tds:GetDeviceInformation/>', { login: camera })).status).toBe(
      200,
    )
    await camera.restore()
    expect((await pull(camera, url)).text).toContain('ResourceUnknownFault')
    expect((await pull(camera, await subscribe(camera))).status).toBe(200)
  })
})

describe('a device that is strict about WS-Addressing', () => {
  it('hangs up on pulls and refuses the rest without the headers', async () => {
    const body = '<tev:CreatePullPointSubscription/>'
    const refused = await soapCall(serviceOf(strict), body, { login: strict })
    expect(refused.text).toContain('MessageAddressingHeaderRequired')
    const url = await subscribe(
      strict,
      'PT60S',
      addressing('EventPortType/CreatePullPointSubscriptionRequest'),
    )
    await expect(pull(strict, url)).rejects.toThrow(/hang up|reset/)
    const onlyAction = '<wsa:Action>urn:x</wsa:Action>'
    await expect(pull(strict, url, { header: onlyAction })).rejects.toThrow(/hang up|reset/)
    const header = addressing('PullPointSubscription/PullMessagesRequest')
    expect((await pull(strict, url, { header })).status).toBe(200)
    expect((await soapCall(url, '<wsnt:Unsubscribe/>', { login: strict })).status).toBe(400)
  })
})

describe('a device without events', () => {
  it('neither names the service nor answers there', async () => {
    const script = scriptAround(Date.now())
    const silent = await startVirtualCamera({ name: 'Một cửa', script, framesPerSecond: 4, events: false })
    onTestFinished(() => silent.stop())
    const services = await soapCall(silent.onvifUrl, '<tds:GetServices/>')
    expect(textsOf(services.text, 'Namespace')).not.toContain('http://www.onvif.org/ver10/events/wsdl')
    const capabilities = await soapCall(silent.onvifUrl, '<tds:GetCapabilities/>')
    expect(capabilities.text).not.toContain('event_service')
    expect((await soapCall(serviceOf(silent), '<tev:GetEventProperties/>', { login: silent })).status).toBe(
      404,
    )
  })
})
