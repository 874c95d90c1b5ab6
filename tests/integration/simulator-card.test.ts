import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { formatBurnedClock } from '#main/simulator/burned-clock.ts'
import type { SdCardOptions } from '#main/simulator/sd-card/sd-card-options.ts'
import { startVirtualCamera, type VirtualCamera } from '#main/simulator/virtual-camera.ts'
import type { VirtualCameraOptions } from '#main/simulator/virtual-camera-options.ts'
import { annexBOf, clocksOf } from '#tests/builders/h264-clocks.ts'
import { openRtsp, setUpVideo, type RtpPacket, type RtspClient } from '#tests/builders/rtsp-client.ts'
import { scriptAround } from '#tests/builders/simulated-script.ts'
import { soapCall, textsOf } from '#tests/builders/soap-client.ts'
import { until } from '#tests/builders/until.ts'

const nowMs = Date.now()
const offsetMs = 90_000
const size = { widthPx: 320, heightPx: 180 } as const
const replayHeader = { Require: 'onvif-replay' } as const
/** By station time: 20 s, a hole of 10 s, 6.05 s; then an hour nothing, and one that is still growing. */
const firstMs = nowMs - 3_600_000 + 137
const ranges = [
  { fromMs: firstMs, toMs: firstMs + 20_000 },
  { fromMs: firstMs + 30_000, toMs: firstMs + 36_050 },
  { fromMs: nowMs - 60_000, toMs: nowMs + 3_600_000 },
]

function startCamera(
  card: Partial<SdCardOptions> = {},
  changes: Partial<VirtualCameraOptions> = {},
): Promise<VirtualCamera> {
  return startVirtualCamera({
    name: 'Một cửa',
    script: scriptAround(nowMs),
    ...size,
    framesPerSecond: 10,
    clockOffsetMs: offsetMs,
    sdCard: { recordings: ranges, ...card },
    ...changes,
  })
}

async function ask(camera: VirtualCamera, service: string, body: string): Promise<string> {
  const url = new URL(`/onvif/${service}_service`, camera.onvifUrl).href
  const login = { username: camera.username, password: camera.password, clockOffsetMs: offsetMs }
  return (await soapCall(url, body, { login })).text
}

async function replayUrl(camera: VirtualCamera, token = 'Recording_1'): Promise<string> {
  const body = `<trp:GetReplayUri><trp:RecordingToken>${token}</trp:RecordingToken></trp:GetReplayUri>`
  return textsOf(await ask(camera, 'replay', body), 'Uri')[0] ?? ''
}

async function openReplay(camera: VirtualCamera, url: string): Promise<RtspClient> {
  const client = await openRtsp(url, camera)
  onTestFinished(() => client.close())
  return client
}

function clock(deviceMs: number): string {
  return new Date(deviceMs).toISOString().replaceAll(/[-:]/g, '')
}

/** What ONVIF's header extension says of each picture. */
function framesOf(packets: readonly RtpPacket[]) {
  return packets.flatMap(({ extension, timestamp }) => {
    if (extension === null) return []
    const { profile, bytes } = extension
    const ntpMs = (bytes.readUInt32BE(0) - 2_208_988_800) * 1_000 + (bytes.readUInt32BE(4) / 2 ** 32) * 1_000
    const flags = bytes.readUInt8(8)
    const name = `${(flags & 0x80) === 0 ? '' : 'C'}${(flags & 0x40) === 0 ? '' : 'E'}${(flags & 0x20) === 0 ? '' : 'D'}`
    return [{ profile, deviceMs: Math.floor(ntpMs), flags: name, sequence: bytes.readUInt8(9), timestamp }]
  })
}

const saidGoodbye = async (client: RtspClient): Promise<boolean> =>
  client.control.some((bytes) => bytes.readUInt8(1) === 203)

describe('search of a card', () => {
  let camera: VirtualCamera
  beforeAll(async () => {
    camera = await startCamera()
  })
  afterAll(() => camera.stop())

  it('is advertised by both forms of the question', async () => {
    const services = await ask(camera, 'device', '<tds:GetServices/>')
    for (const name of ['recording', 'search', 'replay']) {
      expect(textsOf(services, 'Namespace')).toContain(`http://www.onvif.org/ver10/${name}/wsdl`)
    }
    const capabilities = await ask(camera, 'device', '<tds:GetCapabilities/>')
    expect(textsOf(capabilities, 'XAddr').map((address) => new URL(address).pathname)).toEqual(
      expect.arrayContaining(['/onvif/recording_service', '/onvif/search_service', '/onvif/replay_service']),
    )
  })

  it('finds every recording by the clock of the device, the growing one up to now', async () => {
    const found = await ask(
      camera,
      'search',
      '<tse:FindRecordings><tse:KeepAliveTime>PT30S</tse:KeepAliveTime></tse:FindRecordings>',
    )
    const token = textsOf(found, 'SearchToken')[0] ?? ''
    const results = (most: number): Promise<string> =>
      ask(
        camera,
        'search',
        `<tse:GetRecordingSearchResults><tse:SearchToken>${token}</tse:SearchToken>` +
          `<tse:MaxResults>${most}</tse:MaxResults></tse:GetRecordingSearchResults>`,
      )
    const page = await results(2)
    expect(textsOf(page, 'SearchState')).toEqual(['Searching'])
    expect(textsOf(page, 'RecordingToken')).toEqual(['Recording_1', 'Recording_2'])
    expect(textsOf(page, 'EarliestRecording').map(Date.parse)).toEqual([
      firstMs + offsetMs,
      firstMs + 30_000 + offsetMs,
    ])
    expect(textsOf(page, 'LatestRecording').map(Date.parse)).toEqual([
      firstMs + 20_000 + offsetMs,
      firstMs + 36_050 + offsetMs,
    ])
    const rest = await results(2)
    expect(textsOf(rest, 'SearchState')).toEqual(['Completed'])
    expect(textsOf(rest, 'RecordingStatus')).toEqual(['Recording'])
    expect(
      Math.abs(Date.parse(textsOf(rest, 'LatestRecording')[0] ?? '') - Date.now() - offsetMs),
    ).toBeLessThan(5_000)
    const end = `<tse:EndSearch><tse:SearchToken>${token}</tse:SearchToken></tse:EndSearch>`
    expect(await ask(camera, 'search', end)).toContain('Endpoint')
    expect(await results(2)).toContain('ter:InvalidToken')
  })

  it('tells of the card in the other ways too', async () => {
    const recordings = await ask(camera, 'recording', '<trc:GetRecordings/>')
    expect(textsOf(recordings, 'RecordingToken')).toEqual(['Recording_1', 'Recording_2', 'Recording_3'])
    const summary = await ask(camera, 'search', '<tse:GetRecordingSummary/>')
    expect(textsOf(summary, 'NumberRecordings')).toEqual(['3'])
    expect(Date.parse(textsOf(summary, 'DataFrom')[0] ?? '')).toBe(firstMs + offsetMs)
    const one = await ask(
      camera,
      'search',
      '<tse:GetRecordingInformation><tse:RecordingToken>Recording_2</tse:RecordingToken></tse:GetRecordingInformation>',
    )
    expect(textsOf(one, 'DataTo').map(Date.parse)).toEqual([firstMs + 36_050 + offsetMs])
    expect(await replayUrl(camera, 'Recording_9')).toBe('')
  })

  it('names the internal host in the replay address', async () => {
    const hidden = await startCamera({}, { internalStreamHost: '10.99.0.7' })
    onTestFinished(() => hidden.stop())
    expect(new URL(await replayUrl(hidden)).hostname).toBe('10.99.0.7')
  })

  it('is not there without a card', async () => {
    const bare = await startCamera({}, { sdCard: undefined })
    onTestFinished(() => bare.stop())
    const services = await ask(bare, 'device', '<tds:GetServices/>')
    expect(textsOf(services, 'Namespace')).not.toContain('http://www.onvif.org/ver10/search/wsdl')
    const url = new URL('/onvif/search_service', bare.onvifUrl).href
    expect((await soapCall(url, '<tse:GetRecordingSummary/>', { login: bare })).status).toBe(404)
  })
})

describe('replay of a card', () => {
  let camera: VirtualCamera
  let url = ''
  beforeAll(async () => {
    camera = await startCamera({ oneRecording: true })
    url = await replayUrl(camera)
  })
  afterAll(() => camera.stop())

  async function play(range: string, more: Readonly<Record<string, string>> = {}) {
    const client = await openReplay(camera, url)
    const description = await setUpVideo(client, replayHeader)
    const answer = await client.ask('PLAY', { ...replayHeader, 'Rate-Control': 'no', Range: range, ...more })
    return { client, answer, description }
  }

  it('shows the asked time in the picture and beside it, skips the hole, and ends by itself', async () => {
    const fromMs = firstMs + offsetMs + 15_500
    const toMs = firstMs + offsetMs + 33_000
    const { client, answer, description } = await play(`clock=${clock(fromMs)}-${clock(toMs)}`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('range')).toBe(`clock=${clock(fromMs)}-${clock(toMs)}`)
    await until(20_000, 'the replay says goodbye', () => saidGoodbye(client))
    const frames = framesOf(client.packets)
    // From the keyframe at 14 s to 20 s, then from 30 s to 33 s, ten pictures a second.
    const expected = [
      ...Array.from({ length: 60 }, (_unused, index) => firstMs + offsetMs + 14_000 + index * 100),
      ...Array.from({ length: 30 }, (_unused, index) => firstMs + offsetMs + 30_000 + index * 100),
    ]
    expect(frames.map((frame) => frame.deviceMs)).toEqual(expected)
    expect(frames.every(({ profile }) => profile === 0xabac)).toBe(true)
    expect(new Set(frames.map(({ sequence }) => sequence))).toEqual(new Set([3]))
    const flagged = frames.flatMap(({ flags }, index) => (flags === '' ? [] : [`${index} ${flags}`]))
    expect(flagged).toEqual(['0 C', '20 C', '40 C', '59 E', '60 CD', '80 C'])
    // RTP time is the pictures' own: 100 ms are 9000 ticks, and the hole is in it.
    expect(((frames[60]?.timestamp ?? 0) - (frames[0]?.timestamp ?? 0) + 2 ** 32) % 2 ** 32).toBe(16_000 * 90)
    const clocks = await clocksOf(annexBOf(client.packets, description.body), size)
    expect(clocks.map((shownMs) => formatBurnedClock(shownMs ?? 0))).toEqual(expected.map(formatBurnedClock))
  })

  it('comes faster than real time without rate control, and at normal speed with it', async () => {
    const fromMs = firstMs + offsetMs
    const range = `clock=${clock(fromMs)}-${clock(fromMs + 20_000)}`
    const { client: fast } = await play(range)
    await until(15_000, 'the fast replay says goodbye', () => saidGoodbye(fast))
    const tookMs = (fast.packets.at(-1)?.arrivedAtMs ?? 0) - (fast.packets[0]?.arrivedAtMs ?? 0)
    expect(tookMs).toBeLessThan(15_000)
    const { client: normal } = await play(range, { 'Rate-Control': 'yes' })
    await until(15_000, 'twenty pictures', async () => framesOf(normal.packets).length > 20)
    const arrivals = normal.packets
      .filter(({ extension }) => extension !== null)
      .map((one) => one.arrivedAtMs)
    expect((arrivals[20] ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThan(1_700)
    expect(framesOf(normal.packets).length).toBeLessThan(60)
  })

  it('gives the same bytes for the same time, wherever a replay begins', async () => {
    const pictures = async (sinceMs: number): Promise<Map<number, string>> => {
      const fromMs = firstMs + offsetMs + sinceMs
      const { client } = await play(`clock=${clock(fromMs)}-${clock(firstMs + offsetMs + 8_000)}`)
      await until(15_000, 'the replay says goodbye', () => saidGoodbye(client))
      const byTime = new Map<number, string>()
      for (const { timestamp, payload } of client.packets) {
        byTime.set(timestamp, (byTime.get(timestamp) ?? '') + payload.toString('hex'))
      }
      return new Map([...byTime.values()].map((bytes, index) => [index, bytes]))
    }
    const whole = [...(await pictures(0)).values()]
    const tail = [...(await pictures(2_300)).values()]
    expect(tail.length).toBe(60)
    expect(whole.slice(20)).toEqual(tail)
  })

  it('comes whole over a slow link, and no faster than that carries', async () => {
    onTestFinished(() => camera.restore())
    await camera.setFault({ kind: 'slow-link', bitsPerSecond: 400_000 })
    const fromMs = firstMs + offsetMs
    const { client } = await play(`clock=${clock(fromMs)}-${clock(fromMs + 20_000)}`)
    await until(30_000, 'the replay says goodbye', () => saidGoodbye(client))
    expect(framesOf(client.packets).length).toBe(200)
    const tookMs = (client.packets.at(-1)?.arrivedAtMs ?? 0) - (client.packets[0]?.arrivedAtMs ?? 0)
    expect((client.receivedBytes() * 8_000) / tookMs).toBeLessThan(450_000)
  })

  it('plays to plain players by seconds since the beginning, without the extension', async () => {
    const client = await openReplay(camera, url)
    const description = await setUpVideo(client)
    expect(description.body).toContain('a=range:npt=0.000-')
    const answer = await client.ask('PLAY', { Range: 'npt=4.000-6.000', 'Rate-Control': 'no' })
    expect(answer.headers.get('range')).toBe('npt=4.000-6.000')
    await until(10_000, 'the replay says goodbye', () => saidGoodbye(client))
    expect(framesOf(client.packets)).toEqual([])
    const clocks = await clocksOf(annexBOf(client.packets, description.body), size)
    expect(clocks.length).toBe(20)
    expect(clocks[0]).toBe(Math.floor((firstMs + offsetMs + 4_000) / 100) * 100)
  })

  it('stops on PAUSE and goes on from there', async () => {
    const fromMs = firstMs + offsetMs
    const { client } = await play(`clock=${clock(fromMs)}-${clock(fromMs + 12_000)}`, {
      'Rate-Control': 'yes',
    })
    await until(10_000, 'some pictures', async () => framesOf(client.packets).length >= 25)
    expect((await client.ask('PAUSE')).status).toBe(200)
    const paused = framesOf(client.packets)
    expect((await client.ask('PLAY', { ...replayHeader, 'Rate-Control': 'no' })).status).toBe(200)
    await until(10_000, 'the replay says goodbye', () => saidGoodbye(client))
    const after = framesOf(client.packets).slice(paused.length)
    // Again from the keyframe before the last picture shown.
    expect(after[0]?.deviceMs).toBe(fromMs + 2_000)
    expect(after.at(-1)?.deviceMs).toBe(fromMs + 11_900)
  })

  it.each([
    ['a hole', 22_000, 28_000],
    ['time before the card', -60_000, -50_000],
    ['a range backwards', 9_000, 3_000],
  ])('refuses %s with 457', async (_what, sinceMs, tillMs) => {
    const startMs = firstMs + offsetMs
    const { answer } = await play(`clock=${clock(startMs + sinceMs)}-${clock(startMs + tillMs)}`)
    expect(answer.status).toBe(457)
  })

  it('answers 404 for an unknown recording, and 551 where replay is asked of the live stream', async () => {
    const unknown = await openReplay(camera, url.replace('Recording_1', 'Recording_7'))
    expect((await unknown.ask('DESCRIBE', replayHeader)).status).toBe(404)
    const live = await openReplay(camera, camera.rtspUrl)
    expect((await live.ask('DESCRIBE', replayHeader)).status).toBe(551)
  })

  it('ends with the connection on drop, and is refused a wrong password', async () => {
    const { client } = await play(`clock=${clock(firstMs + offsetMs)}-`, { 'Rate-Control': 'yes' })
    await until(10_000, 'a picture', async () => client.packets.length > 0)
    await camera.setFault({ kind: 'drop' })
    await until(5_000, 'the connection ends', async () => client.isClosed())
    await camera.restore()
    const stranger = await openRtsp(url, { username: camera.username, password: 'wrong' })
    expect((await stranger.ask('DESCRIBE')).status).toBe(401)
    stranger.close()
  })
})

describe('the end of a replay', () => {
  it.each(['close', 'silence'] as const)('can be %s', async (replayEnd) => {
    const camera = await startCamera({ replayEnd })
    onTestFinished(() => camera.stop())
    const client = await openReplay(camera, await replayUrl(camera))
    await setUpVideo(client, replayHeader)
    const range = `clock=${clock(firstMs + offsetMs)}-${clock(firstMs + offsetMs + 1_000)}`
    await client.ask('PLAY', { ...replayHeader, 'Rate-Control': 'no', Range: range })
    await until(10_000, 'all pictures', async () => framesOf(client.packets).length === 10)
    if (replayEnd === 'close') await until(5_000, 'the connection ends', async () => client.isClosed())
    expect((await client.ask('OPTIONS').catch(() => null))?.status).toBe(
      replayEnd === 'close' ? undefined : 200,
    )
    expect(await saidGoodbye(client)).toBe(false)
  })
})

describe('a clock that is stepped', () => {
  it('leaves the stamps of what was recorded before', async () => {
    const camera = await startCamera({ recordings: [{ fromMs: nowMs - 30_000, toMs: nowMs - 10_000 }] })
    onTestFinished(() => camera.stop())
    camera.setClockOffsetMs(0)
    const answer = await soapCall(
      new URL('/onvif/search_service', camera.onvifUrl).href,
      '<tse:GetRecordingSummary/>',
      { login: camera },
    )
    expect(Date.parse(textsOf(answer.text, 'DataFrom')[0] ?? '')).toBe(nowMs - 30_000 + offsetMs)
  })
})
