import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { readBurnedClock } from '#main/simulator/burned-clock.ts'
import { createScript } from '#main/simulator/script/create-script.ts'
import type { VirtualCameraOptions } from '#main/simulator/virtual-camera-options.ts'
import { startVirtualCamera, type VirtualCamera } from '#main/simulator/virtual-camera.ts'
import { annexBOf, clocksOf } from '#tests/builders/h264-clocks.ts'
import { openRtsp, setUpVideo, type RtspClient } from '#tests/builders/rtsp-client.ts'
import { until } from '#tests/builders/until.ts'

const run = promisify(execFile)
const quiet = ['-hide_banner', '-loglevel', 'error'] as const
/** The stream description says all: nothing has to be guessed from seconds of packets. */
const rtsp = ['-rtsp_transport', 'tcp', '-analyzeduration', '300000'] as const
const widthPx = 640
const heightPx = 360

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulator-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function startCamera(changes: Partial<VirtualCameraOptions> = {}): Promise<VirtualCamera> {
  const script = createScript({
    seed: 3,
    startMs: Date.now(),
    durationMs: 600_000,
    room: 'reception-room',
    unitCode: 'H42.18',
    firstCounter: 1,
  })
  return startVirtualCamera({ name: 'Phòng tiếp dân', script, ...changes })
}

function withLogin(camera: VirtualCamera, path = 'main', password = camera.password): string {
  const url = new URL(camera.rtspUrl)
  return `rtsp://${camera.username}:${password}@${url.host}/${path}`
}

async function probe(source: string, entries: string, input: readonly string[] = []): Promise<string[]> {
  const { stdout, stderr } = await run('ffprobe', [
    ...quiet,
    ...input,
    '-show_entries',
    entries,
    '-of',
    'csv=p=0',
    source,
  ])
  expect(stderr).toBe('')
  return stdout.trim().split('\n')
}

async function record(camera: VirtualCamera, name: string, seconds: number): Promise<string> {
  const file = join(folder, name)
  const output = ['-t', String(seconds), '-c', 'copy', file]
  await run('ffmpeg', [...quiet, '-y', ...rtsp, '-i', withLogin(camera), ...output])
  return file
}

async function errorOfProbe(url: string, transport = 'tcp'): Promise<string> {
  const probing = run('ffprobe', [...quiet, '-rtsp_transport', transport, '-timeout', '3000000', url])
  return probing.then(
    () => 'no error',
    (error: unknown) => String(error),
  )
}

describe.each([
  { codec: 'h264', name: 'h264', spacing: 2 },
  { codec: 'h265', name: 'hevc', spacing: 1 },
] as const)('$codec stream', ({ codec, name, spacing }) => {
  let camera: VirtualCamera
  beforeAll(async () => {
    camera = await startCamera({ codec, keyframeSpacingSeconds: spacing, sub: codec === 'h264' })
  })
  afterAll(() => camera.stop())

  it('tells codec and size', async () => {
    const entries = 'stream=codec_name,width,height,has_b_frames'
    expect(await probe(withLogin(camera), entries, rtsp)).toEqual([`${name},640,360,0`])
    if (codec === 'h264')
      expect(await probe(withLogin(camera, 'sub'), entries, rtsp)).toEqual(['h264,320,180,0'])
  })

  it('is recorded by stream copy into an MP4 that decodes, with keyframes as far apart as set', async () => {
    const file = await record(camera, `${codec}.mp4`, 5)
    const packets = (await probe(file, 'packet=pts_time,flags')).map((line) => line.split(','))
    expect(packets.length).toBeGreaterThanOrEqual(54)
    expect(packets[0]?.[1]).toContain('K')
    // ffprobe decodes every frame here; a complaint on stderr makes `probe` fail.
    expect(await probe(file, 'stream=nb_read_frames', ['-count_frames'])).toEqual([String(packets.length)])
    const keyframeTimes = packets.filter(([, flags]) => flags?.includes('K')).map(([time]) => Number(time))
    expect(keyframeTimes.length).toBeGreaterThanOrEqual(Math.floor(5 / spacing))
    keyframeTimes.slice(1).forEach((time, index) => {
      expect(Math.abs(time - (keyframeTimes[index] ?? 0) - spacing)).toBeLessThan(0.1)
    })
  })

  it('shows a camera clock that was stepped', async () => {
    camera.setClockOffsetMs(-90_000)
    const lags = (await liveClock(camera, 12)).map(lagOf)
    camera.setClockOffsetMs(0)
    expect(Math.abs((lags.at(-1) ?? 0) - 90_000)).toBeLessThan(700)
  })
})

describe('burned clock in a decoded frame', () => {
  it('is the capture time that RTP and the sender reports give for it, and steady', async () => {
    const camera = await startCamera({ clockOffsetMs: 3_600_000 })
    onTestFinished(() => camera.stop())
    const client = await openRtsp(camera.rtspUrl, camera)
    onTestFinished(() => client.close())
    const { body } = await setUpVideo(client)
    await client.ask('PLAY')
    const ticks = (): number[] =>
      client.packets.flatMap(({ marker, timestamp }) => (marker ? [timestamp] : []))
    await until(15_000, 'three dozen pictures', async () => ticks().length >= 36)
    const clocks = await clocksOf(annexBOf(client.packets, body), { widthPx, heightPx })
    const captured = ticks().map((tick) => capturedMs(client, tick))
    const wrong = clocks.filter((clockMs, index) => {
      const aheadMs = (captured[index] ?? 0) - (clockMs ?? 0)
      // Cut to tenths; station time comes in whole milliseconds.
      return !(aheadMs > -3 && aheadMs < 103)
    })
    expect(clocks.length).toBeGreaterThanOrEqual(36)
    expect(wrong).toEqual([])
    expect(Math.abs((captured[0] ?? 0) - Date.now() - 3_600_000)).toBeLessThan(20_000)
    const steps = captured.slice(1).map((atMs, index) => atMs - (captured[index] ?? 0))
    const uneven = steps.filter(
      (stepMs) => Math.abs(stepMs / (1_000 / 12) - Math.round(stepMs / (1_000 / 12))) > 0.02,
    )
    expect(uneven).toEqual([])
  })
})

/** What the first sender report makes of an RTP time: the camera's clock. */
function capturedMs(client: RtspClient, tick: number): number {
  const report = client.control.find((bytes) => bytes.readUInt8(1) === 200) ?? Buffer.alloc(28)
  const reportMs =
    (report.readUInt32BE(8) - 2_208_988_800) * 1_000 + (report.readUInt32BE(12) / 2 ** 32) * 1_000
  return reportMs + ((tick - report.readUInt32BE(16)) | 0) / 90
}

describe('audio track', () => {
  it('is G.711 A-law with a beep, beside a video that still records', async () => {
    const camera = await startCamera({ audio: true })
    onTestFinished(() => camera.stop())
    // Sound comes at once and the first keyframe up to 2 s later: until then ffmpeg does not know the picture's size.
    const input = ['-rtsp_transport', 'tcp', '-i', withLogin(camera)]
    const file = join(folder, 'audio.mkv')
    await run('ffmpeg', [...quiet, '-y', ...input, '-t', '3', '-map', '0', '-c', 'copy', file])
    expect(await probe(file, 'stream=codec_name')).toEqual(['h264', 'pcm_alaw'])
    const { stderr } = await run('ffmpeg', [
      '-hide_banner',
      '-i',
      file,
      '-af',
      'volumedetect',
      '-vn',
      '-f',
      'null',
      '-',
    ])
    expect(Number(/max_volume: (-[\d.]+) dB/.exec(stderr)?.[1])).toBeCloseTo(-18.3, 0)
  })
})

describe('access and faults', () => {
  let camera: VirtualCamera
  beforeAll(async () => {
    camera = await startCamera()
  })
  afterAll(() => camera.stop())

  it('refuses a wrong password, an unknown path and UDP, each in its own way', async () => {
    expect(await errorOfProbe(withLogin(camera, 'main', 'wrong'))).toContain('401')
    expect(await errorOfProbe(camera.rtspUrl)).toContain('401')
    expect(await errorOfProbe(withLogin(camera, 'nothing'))).toContain('404')
    expect(await errorOfProbe(withLogin(camera), 'udp')).toContain('461')
  })

  it('takes Basic as well', async () => {
    const basic = Buffer.from(`${camera.username}:${camera.password}`).toString('base64')
    const { hostname, port } = new URL(camera.rtspUrl)
    const socket = connect(Number(port), hostname)
    socket.write(`DESCRIBE ${camera.rtspUrl} RTSP/1.0\r\nCSeq: 1\r\nAuthorization: Basic ${basic}\r\n\r\n`)
    const [reply] = await once(socket, 'data')
    socket.destroy()
    expect(String(reply)).toContain('sprop-parameter-sets=')
  })

  it('ends everything on drop, and comes back at the same address', async () => {
    const client = await startClient(camera)
    await camera.setFault({ kind: 'drop' })
    await client.ended
    expect(await errorOfProbe(withLogin(camera))).toContain('Connection refused')
    await expect(fetch(camera.onvifUrl)).rejects.toThrow()
    await camera.restore()
    expect((await fetch(camera.onvifUrl)).status).toBe(405)
    expect(await probe(withLogin(camera), 'stream=codec_name', rtsp)).toEqual(['h264'])
  })

  it('keeps the connection but sends nothing on freeze, and resumes on it', async () => {
    const client = await startClient(camera)
    await camera.setFault({ kind: 'freeze' })
    await delay(500)
    const before = client.receivedBytes()
    await delay(2_500)
    expect(client.receivedBytes()).toBe(before)
    expect(client.process.exitCode).toBeNull()
    await camera.restore()
    await expect.poll(() => client.receivedBytes(), { timeout: 6_000 }).toBeGreaterThan(before)
    client.process.kill('SIGKILL')
    await client.ended
  })

  it('is away for a while on restart', async () => {
    const client = await startClient(camera)
    await camera.setFault({ kind: 'restart', downMs: 1_500 })
    await client.ended
    expect(await errorOfProbe(withLogin(camera))).toContain('Connection refused')
    await delay(1_500)
    expect(await probe(withLogin(camera), 'stream=codec_name', rtsp)).toEqual(['h264'])
  })

  it.each([
    ['refuse', '401'],
    ['not-found', '404'],
  ] as const)('ends running streams and answers new ones on %s with %s', async (kind, status) => {
    const client = await startClient(camera)
    await camera.setFault({ kind })
    await client.ended
    expect(await errorOfProbe(withLogin(camera))).toContain(status)
    await camera.restore()
  })

  it('cuts off a client that does not read', async () => {
    const small = await startCamera({
      maximumQueuedBytes: 20_000,
      bitsPerSecond: 20_000_000,
      keyframeSpacingSeconds: 0.1,
    })
    onTestFinished(() => small.stop())
    const client = await startClient(small)
    client.process.kill('SIGSTOP')
    const before = client.receivedBytes()
    await delay(5_000)
    client.process.kill('SIGCONT')
    await client.ended
    expect(before).toBeGreaterThan(0)
  })
})

describe.skipIf(process.platform !== 'linux')('simulator process', () => {
  it('leaves no ffmpeg behind when it is killed', async () => {
    const tool = spawn(process.execPath, ['src/main/simulator/main.ts', '--cameras', '1'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(tool.stdout, 'data')
    const children = await readFile(`/proc/${tool.pid}/task/${tool.pid}/children`, 'utf8')
    const encoders = children.trim().split(' ')
    expect(encoders.length).toBeGreaterThanOrEqual(1)
    tool.kill('SIGKILL')
    await once(tool, 'exit')
    const alive = (): boolean => encoders.some((pid) => existsSync(`/proc/${pid}`))
    await expect.poll(alive, { timeout: 8_000 }).toBe(false)
  })
})

type Client = {
  readonly process: ChildProcess
  readonly receivedBytes: () => number
  readonly ended: Promise<unknown>
}

/** An ffmpeg that copies the stream to us; resolves when packets flow. */
async function startClient(camera: VirtualCamera): Promise<Client> {
  const output = ['-c', 'copy', '-flush_packets', '1', '-f', 'mpegts', 'pipe:1']
  const child = spawn('ffmpeg', [...quiet, ...rtsp, '-i', withLogin(camera), ...output], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  let receivedBytes = 0
  child.stdout.on('data', (chunk: Buffer) => {
    receivedBytes += chunk.length
  })
  const ended = once(child, 'exit')
  await expect.poll(() => receivedBytes, { timeout: 10_000 }).toBeGreaterThan(0)
  return { process: child, receivedBytes: () => receivedBytes, ended }
}

type Reading = { readonly arrivedAtMs: number; readonly clockMs: number | null }

function lagOf({ arrivedAtMs, clockMs }: Reading): number {
  return arrivedAtMs - (clockMs ?? Number.NaN)
}

/** The burned clocks of `count` frames decoded live, and the station time at which each came out of ffmpeg. */
async function liveClock(camera: VirtualCamera, count: number): Promise<Reading[]> {
  // No `-fflags nobuffer`: ffmpeg 5.1 loses the first keyframe with it.
  const low = ['-flags', 'low_delay', '-probesize', '32']
  const output = ['-fps_mode', 'passthrough', '-f', 'rawvideo', '-pix_fmt', 'gray', 'pipe:1']
  const child = spawn('ffmpeg', [...quiet, ...low, ...rtsp, '-i', withLogin(camera), ...output], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const readings: Reading[] = []
  let pending = Buffer.alloc(0)
  for await (const chunk of child.stdout) {
    pending = Buffer.concat([pending, chunk])
    if (pending.length < widthPx * heightPx) continue
    const clockMs = readBurnedClock(pending.subarray(0, widthPx * heightPx), widthPx, heightPx)
    pending = pending.subarray(widthPx * heightPx)
    readings.push({ arrivedAtMs: Date.now(), clockMs })
    // The first frames come in a burst after ffmpeg has looked at the stream.
    if (readings.length >= count + 12) break
  }
  child.kill('SIGKILL')
  return readings.slice(12)
}
