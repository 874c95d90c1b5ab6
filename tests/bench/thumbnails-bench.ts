import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { thumbnailArguments } from '#main/adapters/ffmpeg/keyframe-thumbnails.ts'
import { HOUR_MS, MINUTE_MS } from '#shared/kernel/instant.ts'
import { keyframesFragment } from '#shared/mp4/keyframe-fragment.ts'
import { rebaseFragment } from '#shared/mp4/rebase-fragment.ts'
import { videoTrackOf } from '#shared/mp4/init-segment.ts'
import { decodeStrip, stripAt } from '#shared/thumbnails/strips.rules.ts'
import { THUMBNAIL_SCALES } from '#shared/thumbnails/thumbnails.model.ts'
import { openAuditedStation } from '#tests/builders/audited-station.ts'
import { type Footage, runProgram, splitFootage } from '#tests/builders/evidence-footage.ts'
import { type HttpSession, logIn } from '#tests/builders/http-session.ts'
import { laySegment, openRun } from '#tests/builders/laid-footage.ts'
import { addSilentCamera } from '#tests/builders/station-world.ts'
import { testDatabases } from '#tests/builders/test-databases.ts'
import { ffmpegPath } from '#tests/builders/test-host.ts'
import type { BenchLine } from './bench-line.ts'

const MADE_SECONDS = 20
const END_OF_IMAGE = '\u00ff\u00d9'
const GROUPS_OF_A_FILE = 30
const ROUNDS = 3
/** What the issue allows for an hour of one camera. */
const HOUR_LIMIT_SECONDS = 5
/** What scrubbing may wait for a picture that was made before. */
const CACHED_LIMIT_SECONDS = 0.1

/** A static office with sensor noise: 1080p15, H.264 of 2 Mbit/s, a keyframe every two seconds. */
async function film(ffmpeg: string, folder: string): Promise<Footage> {
  const path = join(folder, 'film.mp4')
  const source = `testsrc2=size=1920x1080:rate=15:duration=${MADE_SECONDS},noise=alls=6:allf=t`
  const rate = ['-b:v', '2M', '-maxrate', '2M', '-bufsize', '4M', '-preset', 'veryfast']
  const groups = ['-g', '30', '-keyint_min', '30', '-sc_threshold', '0', '-bf', '0', '-pix_fmt', 'yuv420p']
  const fragments = ['-movflags', 'frag_keyframe+empty_moov+default_base_moof']
  await runProgram(ffmpeg, [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    source,
    '-c:v',
    'libx264',
    ...rate,
    ...groups,
    ...fragments,
    path,
  ])
  return splitFootage(await readFile(path))
}

/** The same keyframes through plain ffmpeg from one file, its pictures counted and thrown away. @returns seconds */
async function plainSeconds(ffmpeg: string, path: string, wanted: number): Promise<number> {
  const args = thumbnailArguments().map((argument) => (argument === 'pipe:0' ? path : argument))
  const startedMs = performance.now()
  const child = spawn(ffmpeg, ['-y', ...args], { stdio: ['ignore', 'pipe', 'ignore'] })
  let pictures = 0
  for await (const bytes of child.stdout)
    pictures += Buffer.from(bytes).toString('latin1').split(END_OF_IMAGE).length - 1
  if (pictures !== wanted) throw new Error(`${pictures} pictures of plain ffmpeg, wanted ${wanted}`)
  return (performance.now() - startedMs) / 1000
}

/** The chosen keyframes of an hour end to end, for plain ffmpeg. */
async function writeChosen(film: Footage, count: number, path: string): Promise<void> {
  const track = videoTrackOf(film.init)
  const keyframes = Array.from({ length: count }, (_, index) =>
    rebaseFragment(
      keyframesFragment([film.groups[index % film.groups.length] ?? new Uint8Array()], film.init),
      {
        sequenceNumber: index + 1,
        baseTicksByTrack: new Map([[track.id, index * 30 * track.timescale]]),
      },
    ),
  )
  await writeFile(path, Buffer.concat([film.initBytes, ...keyframes]))
}

async function askSeconds(session: HttpSession, path: string, wanted: number): Promise<number> {
  const startedMs = performance.now()
  const answer = await session.get(path)
  const strip = decodeStrip(new Uint8Array(await answer.arrayBuffer()))
  if (strip?.thumbnails.length !== wanted)
    throw new Error(`${strip?.thumbnails.length} pictures, wanted ${wanted}`)
  return (performance.now() - startedMs) / 1000
}

const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[values.length >> 1] ?? 0

/** Thumbnails of an hour of one 1080p camera through the host: made for the first time, and asked for again. */
export async function thumbnailsBench(say: (message: string) => void): Promise<BenchLine[]> {
  const [database] = testDatabases
  if (!database) throw new Error('no database')
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-thumbnails-'))
  const station = await openAuditedStation(database)
  try {
    const ffmpeg = await ffmpegPath()
    const made = await film(ffmpeg, folder)
    const groups = Array.from(
      { length: GROUPS_OF_A_FILE },
      (_, index) => made.groups[index % made.groups.length] ?? new Uint8Array(),
    )
    say(`made ${MADE_SECONDS} s of 1080p; laying ${ROUNDS} hours of it`)
    const camera = await addSilentCamera(station.host.services, station.world.reception, 'Camera phòng')
    const last = stripAt('minutes', Date.now() - 2 * HOUR_MS)
    const runId = await openRun(station.host, camera.id, last.fromMs - ROUNDS * HOUR_MS)
    for (let minute = 0; minute < ROUNDS * 60; minute += 1) {
      const startAtMs = last.toMs - ROUNDS * HOUR_MS + minute * MINUTE_MS
      const place = { cameraId: camera.id, runId, number: minute + 1, startAtMs }
      await laySegment(station.host, { ...made, groups }, place, 'finished')
    }
    const pictures = HOUR_MS / THUMBNAIL_SCALES.minutes.stepMs
    const chosen = join(folder, 'chosen.mp4')
    await writeChosen(made, pictures, chosen)
    const session = await logIn(station.host.fetch, 'inspector')
    const [ours, plain, cached]: [number[], number[], number[]] = [[], [], []]
    for (let round = 0; round < ROUNDS; round += 1) {
      const path = `/media/cameras/${camera.id}/thumbnails/minutes/${last.fromMs - round * HOUR_MS}`
      plain.push(await plainSeconds(ffmpeg, chosen, pictures))
      ours.push(await askSeconds(session, path, pictures))
      cached.push(await askSeconds(session, path, pictures))
    }
    return [
      {
        name: `thumbnails of an hour of 1080p (${pictures} pictures), against plain ffmpeg decoding the same keyframes`,
        unit: 's',
        ours: median(ours),
        limit: median(plain),
        wanted: 1.2,
      },
      {
        name: 'the same against the limit of an hour',
        unit: 's',
        ours: median(ours),
        limit: HOUR_LIMIT_SECONDS,
        wanted: 1,
      },
      {
        name: 'the strip asked for again',
        unit: 's',
        ours: median(cached),
        limit: CACHED_LIMIT_SECONDS,
        wanted: 1,
      },
    ]
  } finally {
    await station.close()
    await rm(folder, { recursive: true, force: true })
  }
}
