import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createReadKeyframes, keyframeArguments } from '#main/adapters/ffmpeg/keyframe-pictures.ts'
import type { GreyPicture } from '#shared/presence/grey-picture.model.ts'
import { createPresenceAnalyser } from '#shared/presence/presence-analyser.ts'
import { usualPicture } from '#shared/presence/usual-picture.rules.ts'
import { encodeScene, presenceScenes } from '#tests/builders/presence-scenes.ts'
import {
  CITIZEN_SEAT,
  type Confusion,
  confusionOf,
  precisionOf,
  recallOf,
  staysOf,
} from '#tests/builders/presence-truth.ts'
import { ffmpegPath } from '#tests/builders/test-host.ts'
import type { BenchLine } from './bench-line.ts'

const HOUR_MS = 3_600_000
const START_MS = Date.UTC(2026, 10, 20, 1)
const ROUNDS = 3

async function picturesOf(ffmpeg: string, path: string): Promise<GreyPicture[]> {
  const pictures: GreyPicture[] = []
  const read = createReadKeyframes(ffmpeg)
  for await (const { mediaSeconds, pixels } of read(createReadStream(path), new AbortController().signal))
    pictures.push({ atMs: START_MS + Math.round(mediaSeconds * 1000), pixels })
  return pictures
}

/** The same keyframes to the same small pictures, thrown away. @returns seconds */
async function plainSeconds(ffmpeg: string, path: string): Promise<number> {
  const args = keyframeArguments().map((argument) =>
    argument === 'pipe:0' ? path : argument === 'pipe:1' ? '-' : argument,
  )
  const startedMs = performance.now()
  const child = spawn(ffmpeg, ['-v', 'error', ...args], { stdio: ['ignore', 'pipe', 'ignore'] })
  child.stdout.resume()
  await once(child, 'close')
  return (performance.now() - startedMs) / 1000
}

async function ourSeconds(ffmpeg: string, path: string, usual: Float32Array): Promise<number> {
  const startedMs = performance.now()
  const zones = [{ id: 'seat', polygon: [...CITIZEN_SEAT] }]
  const analyser = createPresenceAnalyser({ rooms: [usual], zones })
  const read = createReadKeyframes(ffmpeg)
  for await (const { mediaSeconds, pixels } of read(createReadStream(path), new AbortController().signal))
    analyser.see({ atMs: START_MS + Math.round(mediaSeconds * 1000), pixels })
  return (performance.now() - startedMs) / 1000
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

/** Six hours of made footage through a codec: who sat there by the script against who was found; and the speed of it. */
export async function presenceBench(say: (message: string) => void): Promise<BenchLine[]> {
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-presence-'))
  const ffmpeg = await ffmpegPath()
  const all = { truePositive: 0, falsePositive: 0, falseNegative: 0, trueNegative: 0 }
  const add = (counts: Confusion): void => {
    for (const key of ['truePositive', 'falsePositive', 'falseNegative', 'trueNegative'] as const)
      all[key] += counts[key]
  }
  const tell = (name: string, counts: Confusion): void =>
    say(
      `${name}: ${JSON.stringify(counts)} precision ${precisionOf(counts).toFixed(3)} recall ${recallOf(counts).toFixed(3)}`,
    )
  const ours: number[] = []
  const plain: number[] = []
  try {
    for (const scene of presenceScenes(HOUR_MS, START_MS)) {
      const path = join(folder, `${scene.name}.mp4`)
      await encodeScene(ffmpeg, scene, path)
      const pictures = await picturesOf(ffmpeg, path)
      const counts = confusionOf(scene, staysOf(pictures))
      tell(scene.name, counts)
      add(counts)
      if (plain.length > 0) continue
      const usual = usualPicture(pictures.filter((_, index) => index % 30 === 0).map(({ pixels }) => pixels))
      for (let round = 0; round < ROUNDS; round += 1) {
        plain.push(await plainSeconds(ffmpeg, path))
        ours.push(await ourSeconds(ffmpeg, path, usual))
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  tell('six hours', all)
  return [
    {
      name: 'presence in an hour of 576×324 keyframes, analysis included, against plain ffmpeg decoding them',
      unit: 's',
      ours: median(ours),
      limit: median(plain),
      wanted: 1 / 0.85,
    },
    {
      name: 'precision of "person at the counter" by minute',
      unit: '',
      ours: precisionOf(all),
      limit: 0.95,
      wanted: null,
    },
    {
      name: 'recall of "person at the counter" by minute',
      unit: '',
      ours: recallOf(all),
      limit: 0.95,
      wanted: null,
    },
  ]
}
