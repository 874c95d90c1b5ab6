import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import {
  type FootageSpan,
  type StationStatus,
  stationStatusSchema,
} from '#shared/recordings/recordings.model.ts'
import { openStation } from '#main/serve/open-station.ts'
import { createScript } from '#main/simulator/script/create-script.ts'
import { startVirtualCamera, type VirtualCamera } from '#main/simulator/virtual-camera.ts'
import { type HttpSession, logIn } from './http-session.ts'
import { processesWith, runCli, startStationProcess, type StationProcess } from './station-process.ts'
import { addPerson, addVirtualCamera, seedStation } from './station-world.ts'
import { pause, until } from './until.ts'

export const KILL_KEYFRAMES_MS = 1000
const CAMERAS = 2
const LIMIT_MS = 60_000

/** What one kill cost and what the next start made of it. */
export type KillRound = {
  readonly recordedMs: number
  /** For each camera: from the end of its newest salvaged group to the kill. */
  readonly lostMs: readonly number[]
  /** Until the killed host's ffmpeg processes were gone. */
  readonly childrenGoneMs: number
  /** From the new process's start until every camera records again. */
  readonly backMs: number
  /** For each camera: the stretch from its last footage before the kill to its first one after it. */
  readonly gaps: readonly (readonly FootageSpan[])[]
  readonly checkCode: number | null
  readonly checkSaid: string
}

export type KillOptions = {
  readonly rounds: number
  /** Milliseconds of recording before a kill, drawn anew for each round. */
  readonly recordMs: () => number
  readonly onRound?: (round: KillRound, index: number) => void
}

type Bench = {
  readonly folder: string
  readonly virtuals: readonly VirtualCamera[]
  readonly cameras: readonly Camera[]
}

async function startCameras(): Promise<VirtualCamera[]> {
  const startMs = Date.now()
  return Promise.all(
    Array.from({ length: CAMERAS }, (_, index) =>
      startVirtualCamera({
        name: `Camera ${index + 1}`,
        widthPx: 320,
        heightPx: 180,
        keyframeSpacingSeconds: KILL_KEYFRAMES_MS / 1e3,
        script: createScript({
          seed: index,
          startMs,
          durationMs: 36e5,
          room: 'reception-room',
          unitCode: 'H42.18',
          firstCounter: 1,
        }),
      }),
    ),
  )
}

/** A station on a folder of its own that records the cameras as soon as it is started. */
async function prepare(folder: string, virtuals: readonly VirtualCamera[]): Promise<Camera[]> {
  const station = await openStation({ dataFolder: folder })
  try {
    const world = await seedStation(station.services)
    await addPerson(station.services, world, 'inspector')
    const cameras = []
    for (const virtual of virtuals)
      cameras.push(await addVirtualCamera(station.services, world.reception, virtual))
    return cameras
  } finally {
    await station.close()
  }
}

async function statusOf(session: HttpSession): Promise<StationStatus> {
  const answer = await session.rpc('recordings/status')
  return z.object({ json: stationStatusSchema }).parse(await answer.json()).json
}

/** Calls go over HTTP to another process. */
async function send(station: StationProcess, request: Request): Promise<Response> {
  const { method, headers } = request
  return fetch(station.url + new URL(request.url).pathname, {
    method,
    headers,
    body: await request.arrayBuffer(),
  })
}

async function untilRecording(station: StationProcess): Promise<void> {
  const session = await logIn((request) => send(station, request), 'inspector')
  const sinceMs = Date.now()
  await until(LIMIT_MS, 'every camera records', async () => {
    const { recorders } = await statusOf(session)
    return (
      recorders.length === CAMERAS &&
      recorders.every(({ lastGroupEndMs }) => (lastGroupEndMs ?? 0) >= sinceMs)
    )
  })
}

/** What the index says about the stretch around a kill, read by another process while the station records. */
async function judge({ folder, cameras }: Bench, fromMs: number, killedAtMs: number) {
  const station = await openStation({ dataFolder: folder, shared: true })
  try {
    const lostMs = []
    const gaps = []
    for (const { id } of cameras) {
      const before = await station.services.recordings.segmentsIn(id, { fromMs, toMs: killedAtMs })
      const endAtMs = before.at(-1)?.endAtMs ?? 0
      lostMs.push(killedAtMs - endAtMs)
      const [lane] = await station.services.recordings.lanes([id], { fromMs: endAtMs, toMs: Date.now() })
      const spans = lane?.spans ?? []
      // What is recorded since lies in an unfinished file that only the running station knows.
      gaps.push(spans.filter((span) => span.state !== 'recorded' && span.reason !== 'unexplained'))
    }
    return { lostMs, gaps }
  } finally {
    await station.close()
  }
}

async function untilChildrenGone(virtuals: readonly VirtualCamera[]): Promise<void> {
  await until(LIMIT_MS, 'the processes of the killed host are gone', async () => {
    const left = await Promise.all(virtuals.map(({ rtspUrl }) => processesWith(new URL(rtspUrl).host)))
    return left.flat().length === 0
  })
}

async function killAndRestart(
  bench: Bench,
  station: StationProcess,
  recordMs: number,
): Promise<[KillRound, StationProcess]> {
  const fromMs = Date.now()
  await untilRecording(station)
  await pause(recordMs)
  const killedAtMs = Date.now()
  await station.kill()
  await untilChildrenGone(bench.virtuals)
  const childrenGoneMs = Date.now() - killedAtMs
  const restartedAtMs = Date.now()
  const next = await startStationProcess(bench.folder)
  await untilRecording(next)
  const backMs = Date.now() - restartedAtMs
  const check = await runCli(['check', '--hash', '--data', bench.folder])
  const judged = await judge(bench, fromMs - LIMIT_MS, killedAtMs)
  const { code: checkCode, stderr: checkSaid } = check
  return [{ recordedMs: killedAtMs - fromMs, childrenGoneMs, backMs, ...judged, checkCode, checkSaid }, next]
}

/** Kills a recording host again and again; returns what each time cost, and the last check on the stopped station. */
export async function runKillRounds(
  options: KillOptions,
): Promise<{ rounds: KillRound[]; finalCheckCode: number | null }> {
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-kill-'))
  const virtuals = await startCameras()
  let station: StationProcess | null = null
  try {
    const bench = { folder, virtuals, cameras: await prepare(folder, virtuals) }
    station = await startStationProcess(folder)
    const rounds: KillRound[] = []
    for (let index = 0; index < options.rounds; index += 1) {
      const [round, next] = await killAndRestart(bench, station, options.recordMs())
      station = next
      rounds.push(round)
      options.onRound?.(round, index)
    }
    await station.stop()
    const { code } = await runCli(['check', '--hash', '--data', folder])
    return { rounds, finalCheckCode: code }
  } finally {
    await station?.kill()
    await Promise.all(virtuals.map((virtual) => virtual.stop()))
    await rm(folder, { recursive: true, force: true })
  }
}
