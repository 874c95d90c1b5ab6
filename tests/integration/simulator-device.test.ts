import { createHash, randomBytes } from 'node:crypto'
import { Cam, type CamOptions } from 'onvif'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScript } from '#main/simulator/script/create-script.ts'
import type { OnvifAuthenticationMode } from '#main/simulator/onvif/device-authentication.ts'
import { startVirtualCamera, type VirtualCamera } from '#main/simulator/virtual-camera.ts'

const password = 'Mật-khẩu&<1>'.normalize('NFD').replaceAll(/[^\x20-\x7e]/g, '')
const serialNumber = '98765432109876543210'

function startCamera(mode: OnvifAuthenticationMode, clockOffsetMs = 0): Promise<VirtualCamera> {
  const script = createScript({
    seed: 1,
    startMs: Date.now(),
    durationMs: 600_000,
    room: 'one-stop-desk',
    unitCode: 'H42.18',
    firstCounter: 1,
  })
  return startVirtualCamera({
    name: `Một cửa ${mode}`,
    script,
    password,
    sub: mode === 'both',
    clockOffsetMs,
    authenticationMode: mode,
    framesPerSecond: 6,
    identity: { manufacturer: 'KBVision', model: 'KX-2011', serialNumber },
  })
}

function openCam(camera: VirtualCamera, changes: Partial<CamOptions> = {}): Promise<Cam> {
  const address = new URL(camera.onvifUrl)
  return new Promise((resolve, reject) => {
    const cam: Cam = new Cam(
      {
        hostname: address.hostname,
        port: Number(address.port),
        path: address.pathname,
        username: camera.username,
        password: camera.password,
        timeout: 5_000,
        ...changes,
      },
      (error) => (error === null ? resolve(cam) : reject(error)),
    )
  })
}

/** Promise form of the package's calls; the third argument is the raw answer. */
function call<Data>(
  run: (done: (error: Error | null, data?: Data, xml?: string) => void) => void,
): Promise<{ data: Data | undefined; xml: string }> {
  return new Promise((resolve, reject) => {
    run((error, data, xml) => (error ? reject(error) : resolve({ data, xml: xml ?? '' })))
  })
}

const information = (cam: Cam) => call((done) => cam.getDeviceInformation(done))

describe.each(['both', 'wsse', 'digest'] as const)('ONVIF device, authentication %s', (mode) => {
  let camera: VirtualCamera
  beforeAll(async () => {
    camera = await startCamera(mode, 3_600_000)
  })
  afterAll(() => camera.stop())

  it('is connected to by the onvif package, an hour ahead of us', async () => {
    const cam = await openCam(camera)
    const { data: deviceDate } = await call<Date>((done) => cam.getSystemDateAndTime(done))
    expect(Math.abs((deviceDate?.getTime() ?? 0) - Date.now() - 3_600_000)).toBeLessThan(2_000)
    const { xml } = await information(cam)
    expect(xml).toContain('<tds:Manufacturer>KBVision</tds:Manufacturer>')
    expect(xml).toContain('<tds:FirmwareVersion>2.40</tds:FirmwareVersion>')
    expect(xml).toContain(`<tds:SerialNumber>${serialNumber}</tds:SerialNumber>`)
    const { data: profiles } = await call<{ $: { token: string } }[]>((done) => cam.getProfiles(done))
    expect(profiles?.map((profile) => profile.$.token)).toEqual(
      mode === 'both' ? ['Profile_1', 'Profile_2'] : ['Profile_1'],
    )
    const { data: stream } = await call<{ uri?: string }>((done) =>
      cam.getStreamUri({ protocol: 'RTSP', profileToken: 'Profile_1' }, done),
    )
    expect(stream?.uri).toBe(camera.rtspUrl)
  })

  it('refuses a wrong password, although connecting may look fine', async () => {
    const cam = await openCam(camera, { password: 'wrong' })
    await expect(information(cam)).rejects.toThrow(/not authorized|Digest authentication failed/i)
  })

  it('refuses the right password while credentials are refused, and takes it again afterwards', async () => {
    const cam = await openCam(camera)
    await camera.setFault({ kind: 'refuse' })
    await expect(information(cam)).rejects.toThrow()
    await camera.restore()
    await expect(information(cam)).resolves.toBeDefined()
  })
})

describe('ONVIF device', () => {
  let camera: VirtualCamera
  beforeAll(async () => {
    camera = await startCamera('both')
  })
  afterAll(() => camera.stop())

  it('takes HTTP Digest without WS-Security', async () => {
    const cam = await openCam(camera, { useWSSecurity: false })
    await expect(information(cam)).resolves.toBeDefined()
  })

  it.each([
    [0, 200],
    [-530_000, 200],
    [-550_000, 400],
    [290_000, 200],
    [310_000, 400],
  ])('answers a token made %i ms from its own clock with %i', async (shiftMs, status) => {
    const reply = await post(camera, tokenHeader(camera, Date.now() + shiftMs))
    expect(reply.status).toBe(status)
    if (status !== 200) expect(await reply.text()).toContain('ter:NotAuthorized')
  })

  it('takes a nonce once only', async () => {
    const header = tokenHeader(camera, Date.now())
    expect((await post(camera, header)).status).toBe(200)
    expect((await post(camera, header)).status).toBe(400)
  })

  it('judges tokens by its clock after that was stepped', async () => {
    camera.setClockOffsetMs(-3_600_000)
    expect((await post(camera, tokenHeader(camera, Date.now()))).status).toBe(400)
    expect((await post(camera, tokenHeader(camera, Date.now() - 3_600_000))).status).toBe(200)
    camera.setClockOffsetMs(0)
  })

  it('answers nonsense with a fault and stays up', async () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    for (const body of ['', 'no xml', '<a>', bomb, '<Envelope><Body/></Envelope>']) {
      const reply = await fetch(camera.onvifUrl, { method: 'POST', body })
      expect(reply.status).toBe(400)
    }
    const large = await fetch(camera.onvifUrl, { method: 'POST', body: 'x'.repeat(300_000) })
    expect(large.status).toBe(413)
    expect((await post(camera, '', '<tds:NoSuchAction/>')).status).toBe(401)
    expect((await post(camera, tokenHeader(camera, Date.now()), '<tds:NoSuchAction/>')).status).toBe(400)
  })

  it.each(['MD5', 'SHA-256'])('gives a JPEG snapshot for %s digest and none without', async (algorithm) => {
    const cam = await openCam(camera)
    const { data } = await call<{ uri?: string }>((done) => cam.getSnapshotUri({}, done))
    const url = new URL(data?.uri ?? '')
    const challenge = await fetch(url)
    expect(challenge.status).toBe(401)
    const nonce = noncesOf(challenge.headers.get('www-authenticate') ?? '').get(algorithm) ?? ''
    const reply = await fetch(url, { headers: { Authorization: digestFor(camera, url, algorithm, nonce) } })
    expect(reply.headers.get('content-type')).toBe('image/jpeg')
    expect(Buffer.from(await reply.arrayBuffer()).toString('hex', 0, 3)).toBe('ffd8ff')
  })
})

function post(
  camera: VirtualCamera,
  header: string,
  body = '<tds:GetDeviceInformation/>',
): Promise<Response> {
  const namespaces =
    'xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:tds="http://www.onvif.org/ver10/device/wsdl"'
  const envelope = `<s:Envelope ${namespaces}><s:Header>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`
  return fetch(camera.onvifUrl, { method: 'POST', body: envelope })
}

function tokenHeader(camera: VirtualCamera, createdMs: number): string {
  const nonce = randomBytes(16)
  const created = new Date(createdMs).toISOString()
  const digest = createHash('sha1').update(nonce).update(created).update(camera.password).digest('base64')
  const type =
    'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest'
  return `<wsse:Security xmlns:wsse="urn:wsse" xmlns:wsu="urn:wsu"><wsse:UsernameToken><wsse:Username>${camera.username}</wsse:Username><wsse:Password Type="${type}">${digest}</wsse:Password><wsse:Nonce>${nonce.toString('base64')}</wsse:Nonce><wsu:Created>${created}</wsu:Created></wsse:UsernameToken></wsse:Security>`
}

function noncesOf(challenges: string): ReadonlyMap<string, string> {
  const pairs = challenges.matchAll(/nonce="([^"]+)", algorithm=([\w-]+)/g)
  return new Map([...pairs].map((pair) => [pair[2] ?? '', pair[1] ?? '']))
}

function digestFor(camera: VirtualCamera, url: URL, algorithm: string, nonce: string): string {
  const hash = (text: string): string =>
    createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
      .update(text)
      .digest('hex')
  const uri = url.pathname + url.search
  const secret = hash(`${camera.username}:IP Camera:${camera.password}`)
  const response = hash(`${secret}:${nonce}:00000001:abc:auth:${hash(`GET:${uri}`)}`)
  return `Digest username="${camera.username}", realm="IP Camera", nonce="${nonce}", uri="${uri}", algorithm=${algorithm}, qop=auth, nc=00000001, cnonce="abc", response="${response}"`
}
