import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contains, durationMs, intersect, type TimeRange, totalMs } from '#shared/kernel/time-range.ts'
import { UNEXPLAINED } from '#shared/recordings/recordings.model.ts'
import { openStation } from '#main/serve/open-station.ts'
import { createRandom } from '#main/simulator/script/random.ts'
import {
  type RecordedStation,
  recordersOf,
  seedRecordedStation,
  startSmallCameras,
} from './recorded-station.ts'
import { killAgainAndAgain, type SoakEvents, upsetCamera } from './soak-faults.ts'
import { runCli, startStationProcess, type StationProcess } from './station-process.ts'
import { pause, until } from './until.ts'

const KEYFRAMES_MS = 2000
const FRAMES_PER_SECOND = 5
const SECOND_MS = 1000
const LIMIT_MS = 180_000
/** Before a kill a camera has to be well for this long, or what is missing is the camera's own. */
const WELL_BEFORE_MS = 60 * SECOND_MS
/** One keyframe group under way, and from the shutter to our file on a busy computer. */
export const SOAK_ALLOWED_LOSS_MS = KEYFRAMES_MS + 1500

export type SoakCamera = {
  readonly name: string
  readonly scheduledMs: number
  /** Milliseconds of the schedule by `state reason`; footage is `recorded`. */
  readonly byCause: Readonly<Record<string, number>>
  readonly unexplainedMs: number
  /** Longest stretch that a kill cost besides the time until the restart, while the camera itself was well. */
  readonly worstLossMs: number
  /** That kill; null when none cost anything. */
  readonly worstKill: Loss | null
}

type Loss = { readonly what: string; readonly atMs: number; readonly footageEndMs: number }

export type SoakReport = {
  readonly seed: number
  readonly lastedMs: number
  readonly cameras: readonly SoakCamera[]
  readonly happened: Readonly<Record<string, number>>
  readonly checkCode: number | null
  readonly checkSaid: string
  /** Resident memory of the host, at first and at last. */
  readonly hostMemoryBytes: readonly number[]
  readonly failures: readonly string[]
}

export type SoakOptions = {
  readonly minutes: number
  readonly cameras: number
  readonly seed: number
  readonly say: (line: string) => void
}

async function memoryOf(processId: number): Promise<number> {
  const status = await readFile(`/proc/${processId}/status`, 'utf8').catch(() => '')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024
}

/** Every camera records; the instant up to which all of them have footage. */
async function recordedUntil(station: StationProcess, sinceMs: number): Promise<number> {
  let untilMs = 0
  await until(LIMIT_MS, 'every camera records again', async () => {
    const ends = (await recordersOf(station)).map((recorder) => recorder.lastGroupEndMs ?? 0)
    untilMs = Math.min(...ends)
    return untilMs > sinceMs
  })
  return untilMs
}

type Spans = readonly (TimeRange & { readonly state: string; readonly reason: string | null })[]

/** What a kill took of a camera that was well: from the end of its footage to the kill. */
function lossesOf(index: number, spans: Spans, { cameraFaults, kills }: SoakEvents): Loss[] {
  const faults = cameraFaults.filter((fault) => fault.camera === index).map((fault) => fault.range)
  return kills.flatMap(({ what, atMs }) => {
    const before = { fromMs: atMs - WELL_BEFORE_MS, toMs: atMs }
    const wasKilledBefore = kills.some((other) => other.atMs < atMs && other.atMs > before.fromMs)
    if (wasKilledBefore || faults.some((fault) => intersect(fault, before))) return []
    const gap = spans.find((span) => contains(span, atMs))
    return gap && gap.state === 'recorder-down' ? [{ what, atMs, footageEndMs: gap.fromMs }] : []
  })
}

async function judge(bench: RecordedStation, range: TimeRange, events: SoakEvents): Promise<SoakCamera[]> {
  const station = await openStation({ dataFolder: bench.folder, shared: true })
  try {
    const lanes = await station.services.recordings.provenLanes(
      bench.cameras.map(({ id }) => id),
      range,
    )
    return lanes.map(({ scheduled, spans }, index) => {
      const due = scheduled.flatMap((part) => intersect(part, range) ?? [])
      const byCause: Record<string, number> = {}
      for (const span of spans) {
        const inside = totalMs(due.flatMap((part) => intersect(span, part) ?? []))
        const cause = span.state === 'recorded' ? 'recorded' : `${span.state} ${span.reason}`
        if (inside > 0) byCause[cause] = (byCause[cause] ?? 0) + inside
      }
      const worstKill =
        lossesOf(index, spans, events)
          .toSorted((one, other) => lastedMs(other) - lastedMs(one))
          .at(0) ?? null
      const unexplained = spans.filter((span) => span.reason === UNEXPLAINED)
      return {
        name: bench.cameras[index]?.name ?? '',
        scheduledMs: totalMs(due),
        byCause,
        unexplainedMs: totalMs(unexplained),
        worstLossMs: worstKill ? Math.max(0, lastedMs(worstKill)) : 0,
        worstKill,
      }
    })
  } finally {
    await station.close()
  }
}

const lastedMs = (loss: Loss): number => loss.atMs - loss.footageEndMs

/** When exactly, so that it can be told from the log what went on then. */
function tellKill({ worstLossMs, worstKill }: SoakCamera): string {
  const instant = (ms: number): string => new Date(ms).toISOString()
  if (!worstKill) return ''
  const { what, atMs, footageEndMs } = worstKill
  return `kill-${what} at ${instant(atMs)} cost ${worstLossMs} ms: footage ends at ${instant(footageEndMs)}`
}

function failuresOf(cameras: readonly SoakCamera[], checkCode: number | null): string[] {
  const failures = cameras.flatMap((camera) => {
    const sumMs = Object.values(camera.byCause).reduce((sum, partMs) => sum + partMs, 0)
    return [
      ...(camera.unexplainedMs > 0 ? [`${camera.name}: ${camera.unexplainedMs} ms unexplained`] : []),
      ...(sumMs === camera.scheduledMs
        ? []
        : [`${camera.name}: states add up to ${sumMs}, not to ${camera.scheduledMs}`]),
      ...(camera.worstLossMs > SOAK_ALLOWED_LOSS_MS ? [`${camera.name}: ${tellKill(camera)}`] : []),
      ...((camera.byCause.recorded ?? 0) > 0 ? [] : [`${camera.name}: nothing recorded`]),
    ]
  })
  return checkCode === 0 ? failures : [...failures, 'check --hash is not clean']
}

/** Records real streams of virtual cameras in real time through random faults, and adds up the ledger. */
export async function runSoak(options: SoakOptions): Promise<SoakReport> {
  const { seed, say } = options
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-soak-'))
  const virtuals = await startSmallCameras(options.cameras, KEYFRAMES_MS, FRAMES_PER_SECOND)
  const happened: Record<string, number> = {}
  const events: SoakEvents = {
    cameraFaults: [],
    kills: [],
    count: (what) => {
      happened[what] = (happened[what] ?? 0) + 1
      say(what)
    },
    say,
  }
  const over = new AbortController()
  let running: { station: StationProcess } | null = null
  try {
    const bench = await seedRecordedStation(folder, virtuals)
    running = { station: await startStationProcess(folder) }
    await recordedUntil(running.station, Date.now())
    const range = { fromMs: Date.now(), toMs: 0 }
    const memory = [await memoryOf(running.station.processId)]
    const faults = [
      ...virtuals.map((virtual, index) =>
        upsetCamera(index, virtual, createRandom(seed * 1000 + index), events, over.signal),
      ),
      killAgainAndAgain(folder, virtuals, running, createRandom(seed), events, over.signal),
    ]
    await Promise.race([pause(options.minutes * 60 * SECOND_MS), Promise.all(faults)])
    over.abort()
    await Promise.all(faults)
    await Promise.all(virtuals.map((virtual) => virtual.restore()))
    range.toMs = await recordedUntil(running.station, Date.now())
    memory.push(await memoryOf(running.station.processId))
    await running.station.stop()
    const { code, stderr } = await runCli(['check', '--hash', '--data', folder])
    const cameras = await judge(bench, range, events)
    return {
      seed,
      lastedMs: durationMs(range),
      cameras,
      happened,
      checkCode: code,
      checkSaid: stderr,
      hostMemoryBytes: memory,
      failures: failuresOf(cameras, code),
    }
  } finally {
    over.abort()
    await running?.station.kill()
    await Promise.all(virtuals.map((virtual) => virtual.stop()))
    await rm(folder, { recursive: true, force: true })
  }
}
