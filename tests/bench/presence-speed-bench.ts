import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createReadKeyframes } from '#main/adapters/ffmpeg/keyframe-pictures.ts'
import { picturesIn } from '#main/features/presence/pictures-in.ts'
import { createPresenceAnalyser } from '#shared/presence/presence-analyser.ts'
import { splitFootage } from '#tests/builders/evidence-footage.ts'
import { CITIZEN_SEAT } from '#tests/builders/presence-truth.ts'
import { ffmpegPath } from '#tests/builders/test-host.ts'
import type { BenchLine } from './bench-line.ts'
import {
  exitOf,
  GROUP_SECONDS,
  MAIN_STREAM,
  makeOfficeFootage,
  type OfficeStream,
  SUB_STREAM,
} from './office-footage.ts'
import { costOf } from './process-cost.ts'

const MINUTES = 20
const SECONDS = MINUTES * 60
const ROUNDS = 3
/** Issue 5: at least 0.85 × the speed of the plain tool. */
const WANTED_SPEED = 0.85

/** The plain tool's line: the same keyframes of the file to small grey pictures, thrown away. */
async function plain(ffmpeg: string, path: string): Promise<void> {
  const args = [
    '-v',
    'error',
    '-threads',
    '1',
    '-skip_frame',
    'nokey',
    '-i',
    path,
    '-an',
    '-vsync',
    'passthrough',
  ]
  args.push('-vf', 'scale=192:108:flags=area,format=gray', '-f', 'rawvideo', 'pipe:1')
  const child = spawn(ffmpeg, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  child.stdout.resume()
  if ((await exitOf(child)) !== 0) throw new Error('plain ffmpeg failed')
}

/** As a look does it: the file, its keyframes, their pictures, who is in a zone. */
async function* picturesOf(ffmpeg: string, path: string) {
  const film = splitFootage(await readFile(path))
  const groupMs = GROUP_SECONDS * 1000
  async function* groups() {
    for (const [index, bytes] of film.groups.entries())
      yield {
        runId: 'run',
        initBytes: film.initBytes,
        bytes,
        startAtMs: index * groupMs,
        endAtMs: (index + 1) * groupMs,
      }
  }
  const deps = {
    recordings: { recorded: async () => [], groups },
    readKeyframes: createReadKeyframes(ffmpeg),
  }
  yield* picturesIn(deps, 'camera', [{ fromMs: 0, toMs: SECONDS * 1000 }], new AbortController().signal)
}

async function ours(ffmpeg: string, path: string, usual: Float32Array): Promise<void> {
  const analyser = createPresenceAnalyser({
    rooms: [usual],
    zones: [{ id: 'seat', polygon: [...CITIZEN_SEAT] }],
  })
  let pictures = 0
  for await (const picture of picturesOf(ffmpeg, path)) {
    analyser.see(picture)
    pictures += 1
  }
  if (pictures !== SECONDS / GROUP_SECONDS) throw new Error(`${pictures} pictures`)
}

type Spent = { readonly cpuSeconds: number; readonly clockSeconds: number }

/** By this process and by what it started: what else the machine does counts for nobody's CPU seconds. */
async function spentOn(work: () => Promise<void>): Promise<Spent> {
  const before = await costOf([process.pid])
  const startedMs = performance.now()
  await work()
  const clockSeconds = (performance.now() - startedMs) / 1000
  return { cpuSeconds: (await costOf([process.pid])).cpuSeconds - before.cpuSeconds, clockSeconds }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

async function firstPicture(ffmpeg: string, path: string): Promise<Float32Array> {
  for await (const { pixels } of picturesOf(ffmpeg, path)) return Float32Array.from(pixels)
  throw new Error('no picture')
}

async function speedOf(ffmpeg: string, folder: string, stream: OfficeStream): Promise<BenchLine[]> {
  const path = await makeOfficeFootage(ffmpeg, folder, stream, SECONDS)
  const usual = await firstPicture(ffmpeg, path)
  const [spent, limit]: [Spent[], Spent[]] = [[], []]
  // The first round compiles.
  await ours(ffmpeg, path, usual)
  for (let round = 0; round < ROUNDS; round += 1) {
    limit.push(await spentOn(() => plain(ffmpeg, path)))
    spent.push(await spentOn(() => ours(ffmpeg, path, usual)))
  }
  const middle = (of: keyof Spent, all: readonly Spent[]): number => median(all.map((each) => each[of]))
  const line = (of: keyof Spent) => ({ ours: middle(of, spent), limit: middle(of, limit) })
  const cpu = line('cpuSeconds')
  const speed = (seconds: number): string => `${Math.round(SECONDS / seconds)} × real time per core`
  return [
    {
      name: `presence, analysis included, in ${MINUTES} minutes of ${stream.name} keyframes, ${speed(cpu.ours)}; plain ffmpeg decoding them, ${speed(cpu.limit)}`,
      unit: 'CPU-s',
      ...cpu,
      wanted: Math.round(100 / WANTED_SPEED) / 100,
    },
    { name: `the same of ${stream.name} by the clock`, unit: 's', ...line('clockSeconds'), wanted: null },
  ]
}

/** How fast footage is looked at, beside plain ffmpeg decoding the same keyframes to the same small grey pictures. */
export async function presenceSpeedBench(): Promise<BenchLine[]> {
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-presence-speed-'))
  const ffmpeg = await ffmpegPath()
  try {
    return [...(await speedOf(ffmpeg, folder, MAIN_STREAM)), ...(await speedOf(ffmpeg, folder, SUB_STREAM))]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
