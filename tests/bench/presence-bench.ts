import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createReadKeyframes } from '#main/adapters/ffmpeg/keyframe-pictures.ts'
import type { GreyPicture } from '#shared/presence/grey-picture.model.ts'
import { encodeScene, presenceScenes } from '#tests/builders/presence-scenes.ts'
import {
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

async function picturesOf(ffmpeg: string, path: string): Promise<GreyPicture[]> {
  const pictures: GreyPicture[] = []
  const read = createReadKeyframes(ffmpeg)
  for await (const { mediaSeconds, pixels } of read(createReadStream(path), new AbortController().signal))
    pictures.push({ atMs: START_MS + Math.round(mediaSeconds * 1000), pixels })
  return pictures
}

/** Six hours of made footage through a codec: who sat there by the script against who was found. */
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
  try {
    for (const scene of presenceScenes(HOUR_MS, START_MS)) {
      const path = join(folder, `${scene.name}.mp4`)
      await encodeScene(ffmpeg, scene, path)
      const pictures = await picturesOf(ffmpeg, path)
      const counts = confusionOf(scene, staysOf(pictures))
      tell(scene.name, counts)
      add(counts)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  tell('six hours', all)
  return [
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
