import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { parseCameraAddress } from '#shared/cameras/camera-address.rules.ts'
import { createOnvifCameraDevice } from '#main/adapters/onvif/onvif-camera-device.ts'
import { startVirtualCamera, type VirtualCamera } from '#main/simulator/virtual-camera.ts'
import { clockErrorMs, isOwnTime, readReplay, startReplay } from '#tests/builders/replay-bench.ts'
import { type InBetween, startInBetween } from '#tests/builders/rtsp-in-between.ts'
import { scriptAround } from '#tests/builders/simulated-script.ts'

const nowMs = Date.now()
const firstMs = nowMs - 3_600_000
const size = { widthPx: 320, heightPx: 180 } as const
const range = { fromDeviceMs: firstMs + 2000, toDeviceMs: firstMs + 8000, maxBitsPerSecond: null }
let camera: VirtualCamera
let cardUri = ''
const stops: (() => Promise<void>)[] = []

beforeAll(async () => {
  camera = await startVirtualCamera({
    name: 'Quầy 1',
    script: scriptAround(nowMs),
    ...size,
    framesPerSecond: 10,
    keyframeSpacingSeconds: 2,
    sdCard: { recordings: [{ fromMs: firstMs, toMs: firstMs + 12_000 }] },
  })
  const address = parseCameraAddress(camera.onvifUrl)
  if (address?.kind !== 'onvif') throw new Error('no address')
  const session = await createOnvifCameraDevice().connect({ address, ...camera })
  const [recording] = await session.findRecordings()
  cardUri = await session.getReplayUri(recording?.token ?? '')
})
afterAll(() => camera.stop())
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()))
})

async function replayThrough(odd: InBetween) {
  const between = await startInBetween(cardUri, odd)
  stops.push(between.stop)
  const replay = await startReplay(between.uri, camera, range)
  const plays = (): string[] =>
    between.asked
      .filter((message) => message.startLine.startsWith('PLAY'))
      .map((message) =>
        ['require', 'range', 'rate-control'].map((name) => message.headers.get(name)?.[0] ?? '').join(' '),
      )
  return { replay, plays }
}

const seconds = (atMs: number): string => new Date(atMs).toISOString().replaceAll(/[-:]/g, '')

it('asks for the true times, the absolute range and all speed', async () => {
  const { replay, plays } = await replayThrough({})
  expect((await readReplay(replay)).ended.reason).toBe('stopped')
  expect(plays().at(-1)).toBe(
    `onvif-replay clock=${seconds(range.fromDeviceMs)}-${seconds(range.toDeviceMs)} no`,
  )
})

it('plays at normal speed on a camera that knows no other', async () => {
  const { replay, plays } = await replayThrough({
    refuse: (method, request) => (method === 'PLAY' && request.headers.has('rate-control') ? 456 : null),
  })
  const { groups, ended } = await readReplay(replay)
  expect(ended.reason).toBe('stopped')
  expect(groups.length).toBeGreaterThan(2)
  expect(plays().at(-1)).toBe(
    `onvif-replay clock=${seconds(range.fromDeviceMs)}-${seconds(range.toDeviceMs)} `,
  )
})

it('ends at the range by itself on a camera that takes no end', async () => {
  const { replay, plays } = await replayThrough({
    refuse: (method, request) => {
      const asked = request.headers.get('range')?.[0] ?? ''
      return method === 'PLAY' && (request.headers.has('rate-control') || !asked.endsWith('-')) ? 400 : null
    },
  })
  const { groups, ended } = await readReplay(replay)
  expect(ended).toMatchObject({ reason: 'stopped', log: 'range' })
  const last = groups.at(-1)
  expect((last?.deviceMs ?? 0) + (last?.durationMs ?? 0)).toBeLessThan(range.toDeviceMs + 250)
  expect(plays().at(-1)).toBe(`onvif-replay clock=${seconds(range.fromDeviceMs)}- `)
})

it('counts from the start of the range on a camera that writes no times', async () => {
  const withoutExtension = (packet: Buffer): Buffer => {
    if ((packet.readUInt8(0) & 0x10) === 0) return packet
    const words = packet.readUInt16BE(14)
    const head = Buffer.from(packet.subarray(0, 12))
    head.writeUInt8(head.readUInt8(0) & ~0x10, 0)
    return Buffer.concat([head, packet.subarray(16 + words * 4)])
  }
  const { replay } = await replayThrough({
    packet: (channel, packet) => [[channel, channel % 2 === 0 ? withoutExtension(packet) : packet]],
  })
  const { groups, ended } = await readReplay(replay)
  expect(ended.reason).toBe('stopped')
  expect(groups.length).toBeGreaterThan(2)
  // The keyframe before the range came first, so it may be off by the two seconds between keyframes, never by more.
  for (const group of groups) expect(Math.abs(await clockErrorMs(group, size))).toBeLessThanOrEqual(2100)
})

it('lets no packet of another session into the recording', async () => {
  const foreign = (packet: Buffer): Buffer => {
    const copy = Buffer.from(packet)
    copy.writeUInt32BE(0xdeadbeef, 8)
    copy.writeUInt32BE(1, 4)
    return copy
  }
  const { replay } = await replayThrough({
    packet: (channel, packet) =>
      channel === 0
        ? [
            [0, foreign(packet)],
            [0, packet],
          ]
        : [[channel, packet]],
  })
  const { groups, ended } = await readReplay(replay)
  expect(ended.reason).toBe('stopped')
  expect(replay.strayPackets()).toBeGreaterThan(50)
  for (const group of groups) expect(await isOwnTime(group, size)).toBe(true)
})

it('says that the connection was lost when the camera goes in the middle', async () => {
  let packets = 0
  const between = await startInBetween(cardUri, {
    packet: (channel, packet) => {
      packets += 1
      if (packets === 60) void between.stop()
      return [[channel, packet]]
    },
  })
  const { ended } = await readReplay(await startReplay(between.uri, camera, range))
  expect(ended.reason).toBe('connection-lost')
})

it.each([
  ['DESCRIBE', 404, 'not-found'],
  ['SETUP', 461, 'connection-refused'],
  ['PLAY', 401, 'unauthorized'],
  ['PLAY', 500, 'connection-refused'],
])('gives the reason of a camera that refuses %s with %i', async (refused, status, reason) => {
  const { replay } = await replayThrough({ refuse: (method) => (method === refused ? status : null) })
  const { groups, ended } = await readReplay(replay)
  expect([groups, ended.reason]).toEqual([[], reason])
})
