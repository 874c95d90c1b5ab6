import { spawn } from 'node:child_process'
import { createServer, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { readInitSegment } from '#shared/mp4/init-segment.ts'
import { createFfmpegVideoTool } from '#main/adapters/ffmpeg/video-tool.ts'
import { systemCall } from '#main/ports/call.ts'
import { createScript } from '#main/simulator/script/create-script.ts'
import { startVirtualCamera, type VirtualCamera } from '#main/simulator/virtual-camera.ts'
import type { VirtualCameraOptions } from '#main/simulator/virtual-camera-options.ts'
import { processesWith } from '#tests/builders/station-process.ts'
import { addVirtualCamera, seedStation } from '#tests/builders/station-world.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'
import { ffmpegPath, openTestHost, type TestHost } from '#tests/builders/test-host.ts'
import { until } from '#tests/builders/until.ts'

const LIMIT_MS = 60_000
const KEYFRAMES_MS = 1000

/** What is tested is what ffmpeg makes of streams: one database is enough. */
const database = testDatabases[0]

describe('recording streams as they come', () => {
  let opened: OpenDatabase
  let host: TestHost
  let virtual: VirtualCamera | null = null
  let camera: Camera

  beforeEach(async () => {
    if (!database) throw new Error('no database')
    opened = await database.openMigrated()
    host = await openTestHost({ db: opened.db, recorder: { retryDelaysMs: [300], stallMs: 5000 } })
    await host.start()
  })
  afterEach(async () => {
    await host.close()
    await virtual?.stop()
    virtual = null
    await opened.close()
  })

  async function film(options: Partial<VirtualCameraOptions>): Promise<VirtualCamera> {
    virtual = await startVirtualCamera({
      name: 'Một cửa',
      widthPx: 320,
      heightPx: 180,
      keyframeSpacingSeconds: KEYFRAMES_MS / 1000,
      script: createScript({
        seed: 4,
        startMs: Date.now(),
        durationMs: 900_000,
        room: 'one-stop-desk',
        unitCode: 'H42.18',
        firstCounter: 1,
      }),
      ...options,
    })
    const world = await seedStation(host.services)
    camera = await addVirtualCamera(host.services, world.desk, virtual)
    return virtual
  }

  const status = async () => (await host.services.recordings.status([camera.id])).recorders[0]
  const untilRecordedTo = (atMs: number) =>
    until(
      LIMIT_MS,
      `recorded; it said ${host.log.join(' | ')}`,
      async () => ((await status())?.lastGroupEndMs ?? 0) >= atMs,
    )
  async function lane(fromMs: number, toMs: number) {
    const [found] = await host.services.recordings.lanes([camera.id], { fromMs, toMs })
    return found?.spans ?? []
  }

  it('sees no gap in a camera that declares 25 pictures a second and sends 21', async () => {
    await film({ framesPerSecond: 21, declaredFramesPerSecond: 25 })
    await untilRecordedTo(Date.now())
    const fromMs = (await status())?.lastGroupEndMs ?? 0
    await untilRecordedTo(fromMs + 15 * KEYFRAMES_MS)
    const toMs = (await status())?.lastGroupEndMs ?? 0
    expect(await lane(fromMs, toMs)).toEqual([{ fromMs, toMs, state: 'recorded', reason: null }])
    // What it says of its newest group lies not behind the wall clock.
    expect(Date.now() - toMs).toBeLessThan(3 * KEYFRAMES_MS)
  })

  it('keeps nothing of a connection into which another session’s packets come, and says so', async () => {
    const filmed = await film({})
    await untilRecordedTo(Date.now())
    const faultMs = Date.now()
    await filmed.setFault({ kind: 'foreign-ssrc' })
    await until(LIMIT_MS, 'it noticed', async () => (await status())?.state === 'retrying')
    expect(['foreign-packets', 'timestamps-jumped']).toContain((await status())?.reason)
    const noticedMs = Date.now()
    await filmed.restore()
    await untilRecordedTo(noticedMs + KEYFRAMES_MS)
    const missing = (await lane(faultMs, noticedMs)).filter((span) => span.state !== 'recorded')
    expect(missing.map((span) => span.state)).toContain('camera-offline')
    await host.services.recordings.stop()
    expect(await host.services.recordings.check('hash')).toMatchObject({ problems: [] })
    // A group in which foreign pictures lay would claim hours, or nothing.
    for (const segment of await host.services.recordings.segmentsIn(camera.id, {
      fromMs: 0,
      toMs: Date.now() + LIMIT_MS,
    })) {
      const lastedMs = segment.endAtMs - segment.startAtMs
      expect(Math.abs(segment.mediaDurationMs - lastedMs)).toBeLessThan(2000)
    }
  })

  it('records G.711 as AAC beside the picture once a person says why, and nothing of it before', async () => {
    await film({ audio: true })
    await untilRecordedTo(Date.now())
    const changedMs = Date.now()
    const call = systemCall('test', 'camera.set-audio')
    await host.services.cameras.setAudio(call, camera.id, 'Khiếu nại về lời nói của cán bộ')
    await untilRecordedTo(changedMs + 6 * KEYFRAMES_MS)
    await host.services.recordings.stop()
    const segments = await host.services.recordings.segmentsIn(camera.id, { fromMs: 0, toMs: Date.now() })
    const codecs = []
    for (const { filePath, initBytes } of segments) {
      const init = readInitSegment(await host.recordingFiles.readRange(filePath, 0, initBytes))
      codecs.push(init.tracks.map((track) => `${track.handler} ${track.codec}`).join(', '))
    }
    expect(codecs[0]).toBe('video h264')
    expect(codecs.at(-1)).toBe('video h264, audio aac')
    const runs = await opened.db.selectFrom('recording_runs').selectAll().orderBy('started_at_ms').execute()
    expect(runs[0]?.end_reason).toBe('stream-changed')
    expect(await host.services.recordings.check('hash')).toMatchObject({ problems: [] })
    const last = segments.at(-1)
    const first = segments[0]
    if (!first || !last) throw new Error('nothing recorded')
    const unexplained = (await lane(first.startAtMs, last.endAtMs)).filter(
      (span) => span.reason === 'unexplained',
    )
    expect(unexplained).toEqual([])
    // The first picture's time is a guess while sound is there: what is kept runs with the wall clock.
    expect(Math.abs(last.mediaDurationMs - (last.endAtMs - last.startAtMs))).toBeLessThan(700)
  })

  it('records on in a new run when the camera films in another size', async () => {
    const filmed = await film({})
    await untilRecordedTo(Date.now())
    await filmed.changeVideo({ widthPx: 640, heightPx: 360 })
    await untilRecordedTo(Date.now() + 2 * KEYFRAMES_MS)
    await host.services.recordings.stop()
    const range = { fromMs: 0, toMs: Date.now() }
    const segments = await host.services.recordings.segmentsIn(camera.id, range)
    expect(new Set(segments.map((segment) => segment.widthPx))).toEqual(new Set([320, 640]))
    const runsOf = (widthPx: number) =>
      new Set(segments.filter((each) => each.widthPx === widthPx).map((each) => each.runId))
    expect([...runsOf(320)].filter((run) => runsOf(640).has(run))).toEqual([])
  })
})

/** An RTSP server that answers the first request with words that never end. */
async function startTalker(say: () => string) {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('data', () => {
      socket.write('RTSP/1.0 200 OK\r\n')
      const timer = setInterval(() => socket.write(say()), 20)
      socket.once('close', () => clearInterval(timer))
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    host: `127.0.0.1:${address.port}`,
    connections: () => sockets.size,
    stop: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

describe('a camera that never stops talking', () => {
  it.each([
    { what: 'header lines', say: () => `X-More: ${'a'.repeat(8000)}\r\n` },
    { what: 'one line without an end', say: () => 'a'.repeat(8000) },
  ])('is left by ffmpeg as soon as it is told: $what', async ({ say }) => {
    const talker = await startTalker(say)
    try {
      const copy = createFfmpegVideoTool(await ffmpegPath()).copyStream(`rtsp://${talker.host}/main`)
      await until(LIMIT_MS, 'it connects', async () => talker.connections() > 0)
      expect(copy.pictures()).toBe(0)
      copy.stop(0)
      expect((await copy.ended).reason).toBe('stopped')
      expect(await processesWith(talker.host)).toEqual([])
    } finally {
      talker.stop()
    }
  })

  it('keeps no ffmpeg alive when the program that asked for it is killed', async () => {
    const talker = await startTalker(() => 'X-More: a\r\n')
    const tool = new URL('../../src/main/adapters/ffmpeg/video-tool.ts', import.meta.url).href
    const source = `import { createFfmpegVideoTool } from ${JSON.stringify(tool)}
      createFfmpegVideoTool(${JSON.stringify(await ffmpegPath())}).copyStream('rtsp://${talker.host}/main')`
    const program = spawn(process.execPath, ['--input-type=module', '-e', source], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      stdio: 'ignore',
    })
    try {
      await until(LIMIT_MS, 'it connects', async () => talker.connections() > 0)
      const ffmpegs = (await processesWith(talker.host)).filter((processId) => processId !== program.pid)
      expect(ffmpegs).toHaveLength(1)
      program.kill('SIGKILL')
      await until(LIMIT_MS, 'ffmpeg is gone', async () => (await processesWith(talker.host)).length === 0)
    } finally {
      program.kill('SIGKILL')
      talker.stop()
    }
  })
})
