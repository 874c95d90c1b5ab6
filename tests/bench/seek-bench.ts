/** First picture after a seek anywhere in a month of nine cameras, in Chromium: `npm run bench -- seek`. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { DAY_MS, type InstantMs, MINUTE_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import { createRecordingStore } from '#main/adapters/files/recording-store.ts'
import { burnFile } from '#tests/builders/burned-files.ts'
import { splitFootage } from '#tests/builders/evidence-footage.ts'
import { laySegment, openRun } from '#tests/builders/laid-footage.ts'
import { layCamera } from '#tests/builders/laid-rows.ts'
import { type ServedStation, serveStation } from '#tests/builders/served-station.ts'
import { WORLD_PASSWORD } from '#tests/builders/station-world.ts'
import { openBrowser, openPage } from '../e2e/browser.ts'
import type { BenchLine } from './bench-line.ts'
import { FRAMES_PER_SECOND, type SeekTimes, seekTo, seekToDay } from './seek-page.ts'
import { fillDays, linkDays } from './seek-rows.ts'
import { pointAfterRest, scrub } from './seek-scrub.ts'

/** What the work is held to, to the first picture of the main tile. */
const LIMIT_MS = 400
/** The same for the small picture under a pointer that scrubs. */
const SCRUB_LIMIT_MS = 100
const CAMERAS = 9
const SIZE = { widthPx: 1920, heightPx: 1080 }

const FILM_FLAGS =
  '-vf noise=alls=6:allf=t -b:v 2000k -maxrate 3000k -bufsize 6000k -movflags frag_keyframe+empty_moov+default_base_moof'

export type SeekBenchOptions = { readonly days: number; readonly seeks: number; readonly otherDays: number }

type Say = (message: string) => void

/** A minute of an office as a camera sends it: 1080p15 with sensor noise at 2 Mbit/s, the clock burned in. */
async function filmMinute(folder: string, startMs: InstantMs): Promise<string> {
  return burnFile({
    path: join(folder, 'minute.mp4'),
    startMs,
    seconds: MINUTE_MS / 1000,
    framesPerSecond: FRAMES_PER_SECOND,
    size: SIZE,
    flags: FILM_FLAGS.split(' '),
  })
}

/** The month: one real minute, and rows and names for every minute of every camera. */
async function layMonth(station: ServedStation, folder: string, { days }: SeekBenchOptions, say: Say) {
  const startMs = startOfVietnamDay(Date.now()) - days * DAY_MS
  const { db } = station.services.work
  const cameras: string[] = []
  for (let number = 1; number <= CAMERAS; number += 1) {
    const name = `Camera ${number}`
    cameras.push(await layCamera(db, { roomId: station.world.desk.id, name, createdAtMs: startMs }))
  }
  say('a minute of 1080p is filmed: it is what every minute of every camera shows')
  const footage = splitFootage(await readFile(await filmMinute(folder, startMs)))
  const recordings = join(folder, 'recordings')
  const host = { recordingFiles: createRecordingStore(recordings), services: station.services }
  const [cameraId = ''] = cameras
  const runId = await openRun(host, cameraId, startMs)
  const place = { cameraId, runId, number: 1, startAtMs: startMs }
  const { segment, partPath } = await laySegment(host, footage, place, 'synced')
  if (!segment) throw new Error('nothing was filmed')
  say(
    `${days * CAMERAS * (DAY_MS / MINUTE_MS)} minutes of ${CAMERAS} cameras get rows of their own and names that all lead to that one file, which lies in memory`,
  )
  const realPath = join(recordings, partPath)
  await linkDays(recordings, realPath, cameras, days)
  fillDays(join(folder, 'minh-chung.db'), segment, cameras, startMs, days)
  return { startMs, roomId: station.world.desk.id, realPath }
}

async function oneFrameByFfmpeg(path: string, seconds: number): Promise<number> {
  const startedMs = performance.now()
  const args = ['-v', 'error', '-ss', seconds.toFixed(3), '-i', path, '-frames:v', '1', '-f', 'null', '-']
  await once(spawn('ffmpeg', args, { stdio: 'ignore' }), 'close')
  return performance.now() - startedMs
}

function share(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN
}

/** Pseudo-random, the same in every run. */
function shares(count: number): number[] {
  let state = 20_261_128
  return Array.from({ length: count }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  })
}

async function openMonth(page: Page, roomId: string, startMs: InstantMs, days: number): Promise<number> {
  await page.getByLabel('Tên đăng nhập').fill('office-staff')
  await page.getByLabel('Mật khẩu', { exact: true }).fill(WORLD_PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation').first().waitFor()
  const search = { room: roomId, from: startMs, to: startMs + days * DAY_MS, at: startMs + 5000 }
  const startedMs = performance.now()
  await page.goto(
    `/review?${new URLSearchParams(Object.entries(search).map(([key, value]) => [key, `${value}`]))}`,
  )
  await page.waitForFunction(
    (tiles) => {
      const videos = [...document.querySelectorAll<HTMLVideoElement>('[data-testid="player-video"]')]
      return videos.length === tiles && videos.every((video) => video.readyState >= 2)
    },
    CAMERAS,
    { timeout: 120_000 },
  )
  return performance.now() - startedMs
}

const ms = (value: number): string => `${Math.round(value)} ms`

function told(what: string, values: readonly number[]): string {
  return `${what}: median ${ms(share(values, 0.5))}, p95 ${ms(share(values, 0.95))}, longest ${ms(share(values, 1))}`
}

/** Where the time of the main picture goes, in the middle. */
function toldSteps(seeks: readonly SeekTimes[]): string {
  const parts = seeks.flatMap(({ tiles: [shownMs = 0], steps }) => {
    if (!steps) return []
    const [askedMs, playlistMs, fragmentMs] = steps
    return [[askedMs, playlistMs - askedMs, fragmentMs - playlistMs, shownMs - fragmentMs]]
  })
  const [page, playlist, fragment, picture] = [0, 1, 2, 3].map((part) =>
    ms(
      share(
        parts.map((each) => each[part] ?? 0),
        0.5,
      ),
    ),
  )
  return `of these: until the page asks ${page}, playlist ${playlist}, first fragment ${fragment}, decoded and shown ${picture}`
}

type Month = {
  readonly page: Page
  readonly startMs: InstantMs
  readonly days: number
  /** The one file that every minute is. */
  readonly realPath: string
  readonly say: Say
}

const p95 = (values: readonly number[]): number => share(values, 0.95)
const mainOf = (seeks: readonly SeekTimes[]): number[] => seeks.map(({ tiles }) => tiles[0] ?? Number.NaN)
const lastOf = (seeks: readonly SeekTimes[]): number[] => seeks.map(({ tiles }) => Math.max(...tiles))
const firstPicture = { unit: 'ms', limit: LIMIT_MS } as const

/** Seeks all over the month, each beside plain ffmpeg's way to the same picture. */
async function seekAround(
  { startMs, realPath, days }: Month,
  count: number,
  seek: (atMs: InstantMs) => Promise<SeekTimes>,
) {
  const seeks: SeekTimes[] = []
  const plain: number[] = []
  for (const part of shares(count)) {
    const atMs = startMs + Math.round(part * (days * DAY_MS - MINUTE_MS))
    plain.push(await oneFrameByFfmpeg(realPath, ((atMs - startMs) % MINUTE_MS) / 1000))
    seeks.push(await seek(atMs))
  }
  return { seeks, plain }
}

async function seekInMonth(month: Month, count: number): Promise<BenchLine[]> {
  const { page, startMs, days, say } = month
  const { seeks, plain } = await seekAround(month, count, (atMs) => seekTo(page, atMs, startMs))
  say(`${count} seeks: ${told('main picture', mainOf(seeks))}`)
  say(toldSteps(seeks))
  say(told(`all ${CAMERAS} pictures`, lastOf(seeks)))
  say(told('one frame by plain ffmpeg', plain))
  const where = `in ${days} days × ${CAMERAS} cameras, p95`
  const ours = p95(mainOf(seeks))
  return [
    { name: `seek: first picture ${where}`, ...firstPicture, ours, wanted: 1 },
    { name: `seek: the same beside ffmpeg's one frame`, unit: 'ms', ours, limit: p95(plain), wanted: null },
    {
      name: `seek: all ${CAMERAS} pictures ${where}`,
      ...firstPicture,
      ours: p95(lastOf(seeks)),
      wanted: null,
    },
  ]
}

/** Places that the pointer left without a picture count as endless. */
async function scrubOverMonth({ page, days, say }: Month): Promise<BenchLine[]> {
  const { firstMs, waits } = await scrub(page)
  say(`small pictures of ${days} days, made when first pointed at: the first after ${ms(firstMs)}`)
  const there = waits.filter((wait) => wait !== null)
  say(`${waits.length} places scrubbed over, ${there.length} with a picture: ${told('it', there)}`)
  const ours = p95(waits.map((wait) => wait ?? Number.POSITIVE_INFINITY))
  const name = `scrubbing over ${days} days: small picture, p95`
  return [{ name, unit: 'ms', ours, limit: SCRUB_LIMIT_MS, wanted: 1 }]
}

/** Instants of days that are not open: each opens its day, as a click on another day of the timeline does. */
async function openDays(month: Month, count: number): Promise<BenchLine[]> {
  const { page, startMs, days, say } = month
  let openMs = startMs
  const { seeks } = await seekAround(month, count, (atMs) => {
    const drawnMs = startOfVietnamDay(atMs)
    // The film is the same every day: the same time of the next one is as good.
    openMs = drawnMs === openMs ? startMs + ((drawnMs + DAY_MS - startMs) % (days * DAY_MS)) : drawnMs
    const day = { fromMs: openMs, toMs: openMs + DAY_MS, tiles: CAMERAS }
    return seekToDay(page, openMs + (atMs - drawnMs), startMs, day)
  })
  say(`${count} days opened at an instant: ${told('main picture', mainOf(seeks))}`)
  say(toldSteps(seeks))
  say(told(`all ${CAMERAS} pictures`, lastOf(seeks)))
  say(
    `small picture of such a day, pointed at for the first time after a rest: ${ms(await pointAfterRest(page))}`,
  )
  const name = 'seek to a day that is not open: first picture, p95'
  return [{ name, ...firstPicture, ours: p95(mainOf(seeks)), wanted: null }]
}

export async function seekBench(
  say: Say,
  options: SeekBenchOptions = { days: 30, seeks: 60, otherDays: 20 },
): Promise<readonly BenchLine[]> {
  const { days } = options
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-seek-'))
  const station = await serveStation({ dataFolder: folder })
  const browser = await openBrowser()
  try {
    const { startMs, roomId, realPath } = await layMonth(station, folder, options, say)
    const { page } = await openPage(browser, station.url)
    const openedMs = await openMonth(page, roomId, startMs, days)
    say(`${days} days are open with ${CAMERAS} pictures after ${ms(openedMs)}`)
    const month: Month = { page, startMs, days, realPath, say }
    return [
      ...(await seekInMonth(month, options.seeks)),
      ...(await scrubOverMonth(month)),
      ...(await openDays(month, options.otherDays)),
    ]
  } finally {
    await browser.close()
    await station.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
