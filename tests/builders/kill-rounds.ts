import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { intersect, type TimeRange } from '#shared/kernel/time-range.ts'
import { type FootageSpan, UNEXPLAINED } from '#shared/recordings/recordings.model.ts'
import { openStation } from '#main/serve/open-station.ts'
import type { VirtualCamera } from '#main/simulator/virtual-camera.ts'
import {
  type RecordedStation,
  recordersOf,
  seedRecordedStation,
  startSmallCameras,
} from './recorded-station.ts'
import { processesWith, runCli, startStationProcess, type StationProcess } from './station-process.ts'
import { pause, until } from './until.ts'

export const KILL_KEYFRAMES_MS = 1000
export const KILL_CAMERAS = 3
const LIMIT_MS = 60_000

export const KILLS = ['host', 'ffmpeg', 'both'] as const
export type KillKind = (typeof KILLS)[number]

/** What one kill cost one camera. */
export type KillLoss = {
  /** From the end of its newest group that was kept to the kill. */
  readonly lostMs: number
  /** From there to the first footage afterwards. */
  readonly gapMs: number
  /** Spans of the ledger between the two. */
  readonly spans: readonly FootageSpan[]
}

export type KillRound = {
  readonly kind: KillKind
  /** From the last start or kill to this one. */
  readonly recordedMs: number
  readonly cameras: readonly KillLoss[]
  /** Until no ffmpeg of the killed ones was left. */
  readonly childrenGoneMs: number
  /** From the kill until every camera records again. */
  readonly backMs: number
  /** Problems of `check --hash`, finished segments that are gone, and time without a cause; empty when all is well. */
  readonly problems: readonly string[]
}

export type KillOptions = {
  readonly rounds: number
  readonly kindOf: (index: number) => KillKind
  /** Milliseconds of recording before a kill, drawn anew for each round. */
  readonly recordMs: () => number
  readonly onRound?: (round: KillRound, index: number) => void
}

/** Every ffmpeg that is connected to one of the cameras. */
async function ffmpegsOf(virtuals: readonly VirtualCamera[]): Promise<number[]> {
  const found = await Promise.all(virtuals.map(({ rtspUrl }) => processesWith(new URL(rtspUrl).host)))
  return found.flat()
}

function killProcesses(processIds: readonly number[]): void {
  for (const processId of processIds) {
    try {
      process.kill(processId, 'SIGKILL')
    } catch {
      // It ended by itself meanwhile.
    }
  }
}

/** Whether every camera's newest whole group is newer. */
const untilRecordedSince = (station: StationProcess, cameras: number, sinceMs: number): Promise<void> =>
  until(LIMIT_MS, 'every camera records', async () => {
    const recorders = await recordersOf(station)
    return recorders.length === cameras && recorders.every((each) => (each.lastGroupEndMs ?? 0) >= sinceMs)
  })

/** What the index says about the stretch around a kill, read by another process while the station records. */
async function judge({ folder, cameras }: RecordedStation, fromMs: number, killedAtMs: number) {
  const station = await openStation({ dataFolder: folder, shared: true })
  const { recordings } = station.services
  const losses: KillLoss[] = []
  const problems: string[] = []
  try {
    const { problems: found } = await recordings.check('hash')
    problems.push(...found.map(({ code, filePath }) => `${code} ${filePath}`))
    for (const { id } of cameras) {
      // Only the running station knows its open file: what it holds begins where the last absence ends.
      const range: TimeRange = { fromMs, toMs: Date.now() }
      const [lane] = await recordings.lanes([id], range)
      const spans = lane?.spans ?? []
      const gap = spans.filter((span) => span.state !== 'recorded' && span.toMs > killedAtMs - LIMIT_MS)
      const lost = gap.filter((span) => span.reason !== UNEXPLAINED && span.state !== 'not-yet-fetched')
      const begin = lost.find((span) => span.toMs > killedAtMs)?.fromMs ?? killedAtMs
      const stretch = lost.filter((span) => span.toMs > begin)
      const endMs = stretch.at(-1)?.toMs ?? begin
      losses.push({ lostMs: killedAtMs - begin, gapMs: endMs - begin, spans: stretch })
      const hole = gap.find((span) => span.reason === UNEXPLAINED && intersect(span, { fromMs, toMs: endMs }))
      if (hole) problems.push(`unexplained ${hole.fromMs}–${hole.toMs}`)
    }
    return { losses, problems }
  } finally {
    await station.close()
  }
}

async function finishedFiles({ folder, cameras }: RecordedStation): Promise<string[]> {
  const station = await openStation({ dataFolder: folder, shared: true })
  try {
    const range = { fromMs: 0, toMs: Date.now() + LIMIT_MS }
    const found = await Promise.all(
      cameras.map(({ id }) => station.services.recordings.segmentsIn(id, range)),
    )
    return found.flat().map((segment) => `${segment.filePath} ${segment.sha256}`)
  } finally {
    await station.close()
  }
}

type Running = { readonly station: StationProcess; readonly sinceMs: number }

async function killOnce(
  bench: RecordedStation,
  { station, sinceMs }: Running,
  kind: KillKind,
  recordMs: number,
): Promise<[KillRound, Running]> {
  await pause(recordMs)
  const before = await finishedFiles(bench)
  const children = await ffmpegsOf(bench.virtuals)
  const killedAtMs = Date.now()
  if (kind !== 'host') killProcesses(children)
  if (kind !== 'ffmpeg') await station.kill()
  await until(LIMIT_MS, 'the killed processes are gone', async () => {
    const left = new Set(await ffmpegsOf(bench.virtuals))
    return children.every((processId) => !left.has(processId))
  })
  const childrenGoneMs = Date.now() - killedAtMs
  const next = kind === 'ffmpeg' ? station : await startStationProcess(bench.folder)
  await untilRecordedSince(next, bench.cameras.length, Date.now())
  const backMs = Date.now() - killedAtMs
  const { losses, problems } = await judge(bench, sinceMs, killedAtMs)
  const after = new Set(await finishedFiles(bench))
  const gone = before.filter((file) => !after.has(file)).map((file) => `lost ${file}`)
  const round: KillRound = {
    kind,
    recordedMs: killedAtMs - sinceMs,
    cameras: losses,
    childrenGoneMs,
    backMs,
    problems: [...problems, ...gone],
  }
  return [round, { station: next, sinceMs: Date.now() }]
}

/** Kills a recording station again and again; returns what each time cost, and the last check on the stopped station. */
export async function runKillRounds(
  options: KillOptions,
): Promise<{ rounds: KillRound[]; finalCheckCode: number | null; finalCheckSaid: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-kill-'))
  const virtuals = await startSmallCameras(KILL_CAMERAS, KILL_KEYFRAMES_MS)
  let running: Running | null = null
  try {
    const bench = await seedRecordedStation(folder, virtuals)
    running = { station: await startStationProcess(folder), sinceMs: Date.now() }
    await untilRecordedSince(running.station, KILL_CAMERAS, running.sinceMs)
    const rounds: KillRound[] = []
    for (let index = 0; index < options.rounds; index += 1) {
      const [round, next]: [KillRound, Running] = await killOnce(
        bench,
        running,
        options.kindOf(index),
        options.recordMs(),
      )
      running = next
      rounds.push(round)
      options.onRound?.(round, index)
    }
    await running.station.stop()
    const { code, stderr } = await runCli(['check', '--hash', '--data', folder])
    return { rounds, finalCheckCode: code, finalCheckSaid: stderr }
  } finally {
    await running?.station.kill()
    await Promise.all(virtuals.map((virtual) => virtual.stop()))
    await rm(folder, { recursive: true, force: true })
  }
}
