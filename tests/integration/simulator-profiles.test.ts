import { execFile, spawn } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { startVirtualCamera, type VirtualCamera } from '#main/simulator/virtual-camera.ts'
import type { VirtualCameraOptions } from '#main/simulator/virtual-camera-options.ts'
import { annexBOf } from '#tests/builders/h264-clocks.ts'
import { openRtsp, setUpVideo, type RtspClient } from '#tests/builders/rtsp-client.ts'
import { scriptAround } from '#tests/builders/simulated-script.ts'
import { soapCall, textsOf, type SoapReply } from '#tests/builders/soap-client.ts'
import { until } from '#tests/builders/until.ts'

const small = { widthPx: 320, heightPx: 180, framesPerSecond: 10, keyframeSpacingSeconds: 1 } as const

async function startCamera(changes: Partial<VirtualCameraOptions> = {}): Promise<VirtualCamera> {
  const script = scriptAround(Date.now())
  const camera = await startVirtualCamera({ name: 'Một cửa', script, ...small, ...changes })
  onTestFinished(() => camera.stop())
  return camera
}

function ask(
  camera: VirtualCamera,
  service: 'media' | 'media2' | 'device',
  body: string,
): Promise<SoapReply> {
  const url = new URL(`/onvif/${service}_service`, camera.onvifUrl).href
  return soapCall(url, body, { login: camera })
}

const media2Profiles = (type: string): string =>
  `<tr2:GetProfiles>${type === '' ? '' : `<tr2:Type>${type}</tr2:Type>`}</tr2:GetProfiles>`

async function play(camera: VirtualCamera): Promise<RtspClient> {
  const client = await openRtsp(camera.rtspUrl, camera)
  onTestFinished(() => client.close())
  await setUpVideo(client)
  expect((await client.ask('PLAY')).status).toBe(200)
  return client
}

/** What the stream's own header says, as a decoder reads it. */
async function headerOf(codec: 'h264' | 'hevc', bytes: Buffer): Promise<string> {
  const entries = ['-show_entries', 'stream=codec_name,width,height,r_frame_rate', '-of', 'csv=p=0']
  const child = spawn('ffprobe', ['-v', 'error', '-f', codec, ...entries, '-i', 'pipe:0'])
  child.stdin.on('error', () => undefined)
  child.stdin.end(bytes)
  let text = ''
  for await (const chunk of child.stdout) text += String(chunk)
  return text.trim()
}

const pictureTicks = (client: RtspClient): number[] =>
  client.packets.flatMap(({ marker, timestamp }) => (marker ? [timestamp] : []))

const secondsBetween = (fromTicks = 0, toTicks = 0): number =>
  ((toTicks - fromTicks + 2 ** 32) % 2 ** 32) / 90_000

describe('a camera that films in H.265', () => {
  let camera: VirtualCamera
  beforeAll(async () => {
    const script = scriptAround(Date.now())
    camera = await startVirtualCamera({ name: 'Một cửa', script, ...small, codec: 'h265', sub: true })
  })
  afterAll(() => camera.stop())

  it('is called that by Media2, and H264 by the old service', async () => {
    const { text } = await ask(camera, 'media2', media2Profiles('All'))
    expect(textsOf(text, 'Encoding')).toEqual(['H265', 'H264'])
    expect(textsOf(text, 'FrameRateLimit')).toEqual(['10', '10'])
    const configurations = await ask(camera, 'media2', '<tr2:GetVideoEncoderConfigurations/>')
    expect(textsOf(configurations.text, 'Encoding')).toEqual(['H265', 'H264'])
    const one =
      '<tr2:GetVideoEncoderConfigurations><tr2:ProfileToken>Profile_2</tr2:ProfileToken></tr2:GetVideoEncoderConfigurations>'
    expect(textsOf((await ask(camera, 'media2', one)).text, 'Encoding')).toEqual(['H264'])
    const old = await ask(camera, 'media', '<trt:GetProfiles/>')
    expect(textsOf(old.text, 'Encoding')).toEqual(['H264', 'H264'])
  })

  it('tells of configurations only what was asked for', async () => {
    expect((await ask(camera, 'media2', media2Profiles(''))).text).not.toContain('Configurations>')
    const encoders = await ask(camera, 'media2', media2Profiles('VideoEncoder'))
    expect(encoders.text).toContain('<tr2:VideoEncoder token="VideoEncoder_Profile_1" GovLength="10"')
    expect(encoders.text).not.toContain('<tr2:VideoSource ')
  })

  it('gives its address by Media2 too', async () => {
    const uri = (service: 'GetStreamUri' | 'GetSnapshotUri', token: string): string =>
      `<tr2:${service}><tr2:Protocol>RTSP</tr2:Protocol><tr2:ProfileToken>${token}</tr2:ProfileToken></tr2:${service}>`
    const stream = await ask(camera, 'media2', uri('GetStreamUri', 'Profile_1'))
    expect(textsOf(stream.text, 'Uri')).toEqual([camera.rtspUrl])
    const snapshot = await ask(camera, 'media2', uri('GetSnapshotUri', 'Profile_1'))
    expect(textsOf(snapshot.text, 'Uri')[0]).toContain('/onvif/snapshot')
    expect((await ask(camera, 'media2', uri('GetStreamUri', 'Profile_9'))).status).toBe(400)
  })

  it('can be without a word about it in the old service, and without Media2', async () => {
    const silent = await startCamera({ codec: 'h265', media1ForH265: 'left-out', media2: false })
    const { text } = await ask(silent, 'media', '<trt:GetProfiles/>')
    expect(textsOf(text, 'Encoding')).toEqual([])
    expect(text).toContain('token="Profile_1"')
    const services = await ask(silent, 'device', '<tds:GetServices/>')
    expect(textsOf(services.text, 'Namespace')).not.toContain('http://www.onvif.org/ver20/media/wsdl')
    expect((await ask(silent, 'media2', media2Profiles('All'))).status).toBe(404)
  })
})

describe('what a camera says of itself', () => {
  it('is 25 pictures a second while 21 come', async () => {
    const camera = await startCamera({ framesPerSecond: 21, declaredFramesPerSecond: 25 })
    expect(textsOf((await ask(camera, 'media2', media2Profiles('All'))).text, 'FrameRateLimit')).toEqual([
      '25',
    ])
    expect(textsOf((await ask(camera, 'media', '<trt:GetProfiles/>')).text, 'FrameRateLimit')).toEqual(['25'])
    const client = await openRtsp(camera.rtspUrl, camera)
    onTestFinished(() => client.close())
    const { body } = await setUpVideo(client)
    expect(body).toContain('a=framerate:25')
    await client.ask('PLAY')
    await until(15_000, 'a hundred pictures', async () => pictureTicks(client).length > 100)
    expect(await headerOf('h264', annexBOf(client.packets, body))).toBe('h264,320,180,25/1')
    const ticks = pictureTicks(client)
    // A busy computer leaves pictures out: the rate is what lies between most of them.
    const spacings = ticks.slice(1).map((tick, index) => secondsBetween(ticks[index], tick))
    const usualSeconds = spacings.toSorted((left, right) => left - right)[Math.floor(spacings.length / 2)]
    expect(1 / (usualSeconds ?? 0)).toBeCloseTo(21, 0)
    // Counted by what is declared, keyframes would come every 25 pictures.
    const keyframes = client.packets.flatMap(({ payload, timestamp }) =>
      (payload[0] ?? 0) % 32 === 7 ? [ticks.indexOf(timestamp)] : [],
    )
    expect((keyframes[1] ?? 0) - (keyframes[0] ?? 0)).toBe(21)
  })

  it('is an address that leads nowhere, for streams or for services', async () => {
    const camera = await startCamera({ internalStreamHost: '10.99.0.7', internalServiceHost: '10.99.0.8' })
    const body = '<trt:GetStreamUri><trt:ProfileToken>Profile_1</trt:ProfileToken></trt:GetStreamUri>'
    const told = new URL(textsOf((await ask(camera, 'media', body)).text, 'Uri')[0] ?? '')
    const real = new URL(camera.rtspUrl)
    expect([told.hostname, told.port, told.pathname]).toEqual(['10.99.0.7', real.port, real.pathname])
    expect(real.hostname).toBe('127.0.0.1')
    const services = textsOf((await ask(camera, 'device', '<tds:GetServices/>')).text, 'XAddr')
    expect(new Set(services.map((address) => new URL(address).hostname))).toEqual(new Set(['10.99.0.8']))
  })

  it('is another firmware after an update, while the stream goes on', async () => {
    const camera = await startCamera({ identity: { firmwareVersion: 'V5.5.0' } })
    const client = await play(camera)
    const firmware = async (): Promise<string[]> =>
      textsOf((await ask(camera, 'device', '<tds:GetDeviceInformation/>')).text, 'FirmwareVersion')
    expect(await firmware()).toEqual(['V5.5.0'])
    camera.setIdentity({ firmwareVersion: 'V5.7.3' })
    expect(await firmware()).toEqual(['V5.7.3'])
    const before = client.packets.length
    await until(5_000, 'packets still come', async () => client.packets.length > before)
    expect(client.isClosed()).toBe(false)
  })

  it('is another picture after its settings were changed, which takes a restart', async () => {
    const camera = await startCamera()
    const client = await play(camera)
    await camera.changeVideo({ widthPx: 480, heightPx: 270, codec: 'h265', framesPerSecond: 5 }, 200)
    expect(client.isClosed()).toBe(true)
    const { text } = await ask(camera, 'media2', media2Profiles('All'))
    expect([textsOf(text, 'Width'), textsOf(text, 'Encoding')]).toEqual([['480'], ['H265']])
    const url = new URL(camera.rtspUrl)
    const login = `${camera.username}:${camera.password}`
    const { stdout } = await promisify(execFile)('ffprobe', [
      '-v',
      'error',
      '-rtsp_transport',
      'tcp',
      '-show_entries',
      'stream=codec_name,width,height,r_frame_rate',
      '-of',
      'csv=p=0',
      `rtsp://${login}@${url.host}${url.pathname}`,
    ])
    expect(stdout.trim()).toBe('hevc,480,270,5/1')
    await expect(camera.changeVideo({ widthPx: 33 })).rejects.toThrow(RangeError)
  })
})

describe('authentication', () => {
  const digestHeader =
    'Digest username="admin", realm="IP Camera", nonce="x", uri="/onvif/device_service", response="00"'

  it('by WS-UsernameToken alone takes no digest and offers none', async () => {
    const camera = await startCamera({ authenticationMode: 'wsse' })
    expect((await ask(camera, 'device', '<tds:GetDeviceInformation/>')).status).toBe(200)
    for (const headers of [{}, { Authorization: digestHeader }]) {
      const body =
        '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><GetDeviceInformation/></s:Body></s:Envelope>'
      const reply = await fetch(camera.onvifUrl, { method: 'POST', headers, body })
      expect([reply.status, reply.headers.get('www-authenticate')]).toEqual([400, null])
      expect(await reply.text()).toContain('ter:NotAuthorized')
    }
  })

  it('by HTTP digest alone takes no token, right as it may be', async () => {
    const camera = await startCamera({ authenticationMode: 'digest' })
    expect((await ask(camera, 'device', '<tds:GetDeviceInformation/>')).status).toBe(401)
    expect((await ask(camera, 'device', '<tds:GetSystemDateAndTime/>')).status).toBe(200)
  })
})

describe('a smart codec', () => {
  it('sends a keyframe every 20 seconds alone', async () => {
    const camera = await startCamera({ framesPerSecond: 4, keyframeSpacingSeconds: 20 })
    const client = await play(camera)
    // The session begins with the group under way: its first picture is the keyframe.
    const keyframes = (): number =>
      client.packets.filter(({ payload }) => (payload[0] ?? 0) % 32 === 7).length
    await until(5_000, 'the first keyframe', async () => keyframes() === 1)
    await until(30_000, 'the second keyframe', async () => keyframes() === 2)
    const second = client.packets.findLast(({ payload }) => (payload[0] ?? 0) % 32 === 7)
    const seconds = secondsBetween(client.packets[0]?.timestamp, second?.timestamp)
    expect(Math.abs(seconds - 20)).toBeLessThan(0.5)
  })
})

describe('disturbed streams', () => {
  it('carry packets of another session from the fault on, and no more after it', async () => {
    const camera = await startCamera()
    const client = await play(camera)
    await until(5_000, 'packets', async () => client.packets.length > 10)
    const sources = (from: number): number => new Set(client.packets.slice(from).map(({ ssrc }) => ssrc)).size
    expect(sources(0)).toBe(1)
    const own = client.packets[0]?.ssrc
    await camera.setFault({ kind: 'foreign-ssrc' })
    await until(5_000, 'another source', async () => sources(0) === 2)
    expect(client.isClosed()).toBe(false)
    // The camera's own packets still count on without a hole.
    const numbers = client.packets.flatMap(({ ssrc, sequenceNumber }) =>
      ssrc === own ? [sequenceNumber] : [],
    )
    expect(numbers.every((number, index) => number === ((numbers[0] ?? 0) + index) % 65_536)).toBe(true)
    await camera.restore()
    const calm = client.packets.length
    await until(5_000, 'packets', async () => client.packets.length > calm + 10)
    expect(sources(calm + 2)).toBe(1)
  })

  it('get no more than a slow link carries, and are cut off when they fall too far behind', async () => {
    const camera = await startCamera({ bitsPerSecond: 400_000, maximumQueuedBytes: 100_000 })
    const client = await play(camera)
    await until(5_000, 'packets', async () => client.packets.length > 10)
    await camera.setFault({ kind: 'slow-link', bitsPerSecond: 80_000 })
    const startedMs = performance.now()
    const before = client.receivedBytes()
    await until(20_000, 'the camera gives up', async () => client.isClosed())
    const bitsPerSecond = ((client.receivedBytes() - before) * 8_000) / (performance.now() - startedMs)
    expect(bitsPerSecond).toBeLessThan(90_000)
    expect(bitsPerSecond).toBeGreaterThan(50_000)
    expect((await ask(camera, 'device', '<tds:GetDeviceInformation/>')).status).toBe(200)
  })
})
