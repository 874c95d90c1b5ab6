import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { durationMs, totalMs } from '#shared/kernel/time-range.ts'
import { readBoxes } from '#shared/mp4/boxes.ts'
import { readInitSegment } from '#shared/mp4/init-segment.ts'
import { readProducerReferenceTime } from '#shared/mp4/prft.ts'
import { groupDigest, segmentRoot } from '#shared/mp4/seal.ts'
import type { RecorderStatus } from '#shared/recordings/recordings.model.ts'
import { sha256 } from '#main/features/evidence/digests.ts'
import { findSegmentsWithGroups } from '#main/features/recordings/recordings.repository.ts'
import { systemCall } from '#main/ports/call.ts'
import { serveHttp } from '#main/serve/serve-http.ts'
import { createScript } from '#main/simulator/script/create-script.ts'
import { startVirtualCamera, type VirtualCamera } from '#main/simulator/virtual-camera.ts'
import { burnedClockOf } from '#tests/builders/burned-clock-of.ts'
import { runProgram } from '#tests/builders/evidence-footage.ts'
import { logIn } from '#tests/builders/http-session.ts'
import { addPerson, addVirtualCamera, seedStation } from '#tests/builders/station-world.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'
import { pause } from '#tests/builders/until.ts'
import { openTestHost, type TestHost } from '#tests/builders/test-host.ts'

const SIZE = { widthPx: 320, heightPx: 180 } as const
/** The way into the index is two pictures long: ffmpeg ends each at the start of the next, and so does the camera. */
const FRAMES_PER_SECOND = 20
const KEYFRAMES_MS = 1000
const STALL_MS = 4000
/** Both cores are shared with others: how long anything may take before it counts as not happening. */
const LIMIT_MS = 60_000

type Recorded = {
  readonly database: string
  readonly opened: OpenDatabase
  readonly host: TestHost
  readonly camera: Camera
}

/** One camera, recorded by a station on each database at once, through a dropped cable, a hang and a lost password. */
let virtual: VirtualCamera
const stations: Recorded[] = []
const faults = new Map<'drop' | 'freeze' | 'refuse', TimeRange & { noticedMs: number }>()
let range: TimeRange
/** What each station showed while its first file was being written, and up to when it had recorded by then. */
const firstLooks = new Map<
  string,
  { readonly stillAtMs: number | undefined; readonly recordedToMs: number }
>()

const statusOf = async ({ host, camera }: Recorded) =>
  (await host.services.recordings.status([camera.id])).recorders[0]

/** Until the recorder of every station is so. */
function untilAll(
  isDone: (status: RecorderStatus | undefined) => boolean,
  timeoutMs = LIMIT_MS,
): Promise<void> {
  return vi.waitFor(
    async () => {
      for (const station of stations) {
        const status = await statusOf(station)
        if (!isDone(status)) throw new Error(`not yet on ${station.database}: ${JSON.stringify(status)}`)
      }
    },
    { timeout: timeoutMs, interval: 100 },
  )
}

/** The limit counts from that instant: it may lie most of a minute ahead. */
const untilRecordedTo = (atMs: number) =>
  untilAll(
    (status) => status?.state === 'recording' && (status.lastGroupEndMs ?? 0) >= atMs,
    Math.max(0, atMs - Date.now()) + LIMIT_MS,
  )

async function look(station: Recorded): Promise<void> {
  const { lastGroupEndMs } = (await statusOf(station)) ?? {}
  const { actor } = systemCall('test', '')
  const asked = { cameraId: station.camera.id, atMs: Date.now() }
  const still = await station.host.services.presence.still(actor, asked)
  firstLooks.set(station.database, { stillAtMs: still?.atMs, recordedToMs: lastGroupEndMs ?? 0 })
}

async function suffer(kind: 'drop' | 'freeze' | 'refuse', reason: string): Promise<void> {
  const fromMs = Date.now()
  await virtual.setFault({ kind })
  await untilAll((status) => status?.state === 'retrying' && status.reason === reason)
  const noticedMs = Date.now() - fromMs
  // A connection begins with the group under way, which was filmed while the camera was away: it must not reach back to
  // before the reason was noted, or the absence of that reason leaves no row.
  await pause(KEYFRAMES_MS)
  await virtual.restore()
  faults.set(kind, { fromMs, toMs: Date.now(), noticedMs })
  await untilRecordedTo(Date.now() + 3 * KEYFRAMES_MS)
}

beforeAll(async () => {
  virtual = await startVirtualCamera({
    name: 'Phòng tiếp dân',
    ...SIZE,
    framesPerSecond: FRAMES_PER_SECOND,
    keyframeSpacingSeconds: KEYFRAMES_MS / 1e3,
    script: createScript({
      seed: 5,
      startMs: Date.now(),
      durationMs: 9e5,
      room: 'reception-room',
      unitCode: 'H42.18',
      firstCounter: 1,
    }),
  })
  // All of them before the first records: PGlite starts in this very thread, and a thread that stands still for seconds
  // stamps what came meanwhile too late.
  const databases: { readonly name: string; readonly opened: OpenDatabase }[] = []
  for (const { name, openMigrated } of testDatabases) databases.push({ name, opened: await openMigrated() })
  for (const { name, opened } of databases) {
    const host = await openTestHost({
      db: opened.db,
      recorder: { stallMs: STALL_MS, retryDelaysMs: [400, 800] },
    })
    const world = await seedStation(host.services)
    await addPerson(host.services, world, 'inspector')
    await host.start()
    stations.push({
      database: name,
      opened,
      host,
      camera: await addVirtualCamera(host.services, world.reception, virtual),
    })
  }
  const fromMs = Math.min(...stations.map(({ camera }) => camera.createdAtMs))
  await untilRecordedTo(Date.now() + 3 * KEYFRAMES_MS)
  await Promise.all(stations.map(look))
  await suffer('drop', 'connection-refused')
  await suffer('freeze', 'stalled')
  await suffer('refuse', 'unauthorized')
  // Across a full minute, where segments are cut.
  await untilRecordedTo(Math.ceil(Date.now() / 60_000) * 60_000 + 3 * KEYFRAMES_MS)
  await Promise.all(stations.map(({ host }) => host.stop()))
  range = { fromMs, toMs: Date.now() }
}, 300_000)

afterAll(async () => {
  for (const { host, opened } of stations) {
    await host.close()
    await opened.close()
  }
  await virtual?.stop()
})

const databaseNames = testDatabases.map(({ name }) => name)

describe.each(databaseNames)('recording a camera on %s', (database) => {
  const station = (): Recorded => {
    const found = stations.find((candidate) => candidate.database === database)
    if (!found) throw new Error('no station')
    return found
  }
  const segments = () => findSegmentsWithGroups(station().opened.db, station().camera.id, range)
  const lane = async () =>
    (await station().host.services.recordings.lanes([station().camera.id], range))[0]?.spans ?? []
  const fileOf = (filePath: string) => station().host.recordingFiles.read(filePath)

  it('shows its newest picture while the first file is still being written', () => {
    const { stillAtMs, recordedToMs } = firstLooks.get(database) ?? {}
    expect(stillAtMs).toBeGreaterThanOrEqual((recordedToMs ?? 0) - 2 * KEYFRAMES_MS)
  })

  it('numbers its segments without holes, and rows, files and hashes agree', async () => {
    const found = await segments()
    expect(found.length).toBeGreaterThanOrEqual(5)
    expect(found.map(({ number }) => number)).toEqual(found.map((_, index) => index + 1))
    expect(await station().host.services.recordings.check('hash')).toMatchObject({
      segments: found.length,
      problems: [],
    })
    expect(await station().host.recordingFiles.list('')).toEqual(found.map(({ filePath }) => filePath).sort())
  })

  it('seals each segment by what its file holds, chained to the one before', async () => {
    let previousRoot: string | null = null
    for (const segment of await segments()) {
      const bytes = await fileOf(segment.filePath)
      const init = readInitSegment(bytes.subarray(0, segment.initBytes))
      const digests = segment.groups.map(
        ({ offsetBytes, sizeBytes }) =>
          groupDigest(bytes.subarray(offsetBytes, offsetBytes + sizeBytes), init, sha256).digest,
      )
      expect(Buffer.from(segmentRoot(digests, sha256)).toString('hex')).toBe(segment.root)
      expect(segment.previousRoot).toBe(previousRoot)
      previousRoot = segment.root
    }
  })

  it('writes before each group when it was filmed, as the index has it', async () => {
    for (const segment of await segments()) {
      const bytes = await fileOf(segment.filePath)
      const boxes = readBoxes(bytes)
      expect(boxes.slice(2).map(({ type }) => type)).toEqual(
        segment.groups.flatMap(() => ['prft', 'moof', 'mdat']),
      )
      const times = boxes
        .filter(({ type }) => type === 'prft')
        .map(
          ({ offset, size }) => readProducerReferenceTime(bytes.subarray(offset, offset + size))?.ntpMs ?? 0,
        )
      expect(times).toEqual(segment.groups.map((group) => group.startAtMs))
      expect(times).toEqual(times.toSorted((a, b) => a - b))
      expect(times[0]).toBe(segment.startAtMs)
      expect(segment.endAtMs).toBeGreaterThan(times.at(-1) ?? 0)
    }
  })

  it('cuts segments at the full minute, without a hole between them', async () => {
    const found = await segments()
    const cuts = found.flatMap((segment, index) => {
      const before = found[index - 1]
      return before && before.runId === segment.runId ? [{ before, segment }] : []
    })
    expect(cuts.length).toBeGreaterThanOrEqual(1)
    for (const { before, segment } of cuts) {
      expect(segment.startAtMs).toBe(before.endAtMs)
      const minuteMs = Math.floor(segment.startAtMs / 60_000) * 60_000
      expect(before.startAtMs).toBeLessThan(minuteMs)
      expect(segment.startAtMs - minuteMs).toBeLessThan(KEYFRAMES_MS + 1000)
    }
  })

  it('tells the time of a picture within 0.3 s of the clock that is burned into it', async () => {
    for (const segment of await segments()) {
      const bytes = await fileOf(segment.filePath)
      for (const group of [segment.groups[0], segment.groups.at(-1)]) {
        if (!group) continue
        const media = bytes.subarray(group.offsetBytes, group.offsetBytes + group.sizeBytes)
        const burnedMs = await burnedClockOf(
          Buffer.concat([bytes.subarray(0, segment.initBytes), media]),
          SIZE,
        )
        // The picture shows tenths, cut off: on average it was filmed 50 ms later.
        expect(
          Math.abs((burnedMs ?? 0) + 50 - group.startAtMs),
          `segment ${segment.number}`,
        ).toBeLessThanOrEqual(300)
      }
    }
  })

  it('gives every instant exactly one state, and leaves none unexplained', async () => {
    const spans = await lane()
    let cursorMs = range.fromMs
    for (const span of spans) {
      expect(span.fromMs).toBe(cursorMs)
      cursorMs = span.toMs
    }
    expect(cursorMs).toBe(range.toMs)
    expect(totalMs(spans)).toBe(durationMs(range))
    const unknown = spans.filter((span) => span.state === 'unknown' && span.reason !== 'before-camera')
    // The host stopped a moment before the range ends: no recorder is left that could explain that moment.
    expect(unknown.filter((span) => span.toMs !== range.toMs)).toEqual([])
  })

  it.each([
    { kind: 'drop', reasons: ['connection-lost', 'connection-refused', 'timeout'] },
    { kind: 'freeze', reasons: ['stalled'] },
    { kind: 'refuse', reasons: ['unauthorized', 'connection-lost'] },
  ] as const)('explains what a $kind cost, and records on afterwards', async ({ kind, reasons }) => {
    const fault = faults.get(kind)
    if (!fault) throw new Error('the fault never happened')
    const spans = (await lane()).filter((span) => span.toMs > fault.fromMs && span.fromMs < fault.toMs)
    const lost = spans.filter((span) => span.state !== 'recorded')
    expect(new Set(lost.map((span) => span.state))).toEqual(new Set(['camera-offline']))
    expect(lost.length).toBeGreaterThan(0)
    for (const span of lost) expect(reasons).toContain(span.reason)
    expect(lost.map((span) => span.reason)).toContain(kind === 'drop' ? 'connection-refused' : reasons[0])
    // Nothing that was filmed before the fault is lost, and it is over soon after.
    expect(lost[0]?.fromMs).toBeGreaterThan(fault.fromMs - KEYFRAMES_MS - 500)
    expect((await lane()).some((span) => span.state === 'recorded' && span.fromMs > fault.fromMs)).toBe(true)
  })

  it('notices a camera that hangs soon after the limit', () => {
    expect(faults.get('freeze')?.noticedMs).toBeGreaterThanOrEqual(STALL_MS - 1500)
    expect(faults.get('freeze')?.noticedMs).toBeLessThan(STALL_MS + 15_000)
  })

  it('ends every run where its footage ends', async () => {
    const runs = await station().opened.db.selectFrom('recording_runs').selectAll().execute()
    const found = await segments()
    for (const run of runs) {
      const last = found.filter((segment) => segment.runId === run.id).at(-1)
      expect(run.ended_at_ms).toBe(last?.endAtMs)
      expect(run.end_reason).not.toBeNull()
    }
    expect(runs.length).toBeGreaterThanOrEqual(4)
  })

  it('plays over HTTP, every picture that was recorded', async () => {
    const { host, camera } = station()
    const { cookie } = await logIn(host.fetch, 'inspector')
    const server = await serveHttp(host.fetch, { hostname: '127.0.0.1', port: 0 })
    try {
      const url = `http://127.0.0.1:${server.port}/media/cameras/${camera.id}/playlist.m3u8?from=${range.fromMs}&to=${range.toMs}`
      const count = ['-count_packets', '-show_entries', 'stream=codec_name,nb_read_packets', '-of', 'json']
      const flags = ['-v', 'error', '-headers', `Cookie: ${cookie}\r\n`, ...count, url]
      const { stdout, stderr } = await runProgram('ffprobe', flags)
      const pictures = (await segments())
        .flatMap(({ groups }) => groups)
        .reduce((sum, group) => sum + group.sampleCount, 0)
      const [stream] = JSON.parse(stdout).streams
      expect(stream).toEqual({ codec_name: 'h264', nb_read_packets: String(pictures) })
      expect(stderr).toBe('')
    } finally {
      await server.close()
    }
  })
})
