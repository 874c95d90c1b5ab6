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
import { CLOCK_READER, openBrowser, openPage } from '../e2e/browser.ts'
import type { BenchLine } from './bench-line.ts'
import { fillDays, linkDays } from './seek-rows.ts'

/** What the work is held to, to the first picture of the main tile. */
const LIMIT_MS = 400
const CAMERAS = 9
const SIZE = { widthPx: 1920, heightPx: 1080 }
const FRAMES_PER_SECOND = 15

const FILM_FLAGS =
  '-vf noise=alls=6:allf=t -b:v 2000k -maxrate 3000k -bufsize 6000k -movflags frag_keyframe+empty_moov+default_base_moof'

export type SeekBenchOptions = { readonly days: number; readonly seeks: number }

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
  say('a minute of 1080p is filmed')
  const footage = splitFootage(await readFile(await filmMinute(folder, startMs)))
  const recordings = join(folder, 'recordings')
  const host = { recordingFiles: createRecordingStore(recordings), services: station.services }
  const [cameraId = ''] = cameras
  const runId = await openRun(host, cameraId, startMs)
  const place = { cameraId, runId, number: 1, startAtMs: startMs }
  const { segment, partPath } = await laySegment(host, footage, place, 'synced')
  if (!segment) throw new Error('nothing was filmed')
  say(`${days} days of ${CAMERAS} cameras are indexed`)
  const realPath = join(recordings, partPath)
  await linkDays(recordings, realPath, cameras, days)
  fillDays(join(folder, 'minh-chung.db'), segment, cameras, startMs, days)
  return { startMs, roomId: station.world.desk.id, realPath }
}

/**
 * Sends the page to an instant and resolves, for each tile, how many milliseconds passed until a picture with that
 * instant's burned-in clock was presented. The file is the same every minute, so the clock tells the second in it.
 */
const SEEK = `(async (atMs, clockFromMs, clockToMs) => {
  ${CLOCK_READER}
  const videos = [...document.querySelectorAll('[data-testid="player-video"]')]
  const canvas = document.createElement('canvas')
  canvas.width = 640
  canvas.height = 360
  const context = canvas.getContext('2d', { willReadFrequently: true })
  const shows = (video) => {
    context.drawImage(video, 0, 0, 640, 360)
    const clockMs = readBurnedClock(rgbaToLuma(context.getImageData(0, 0, 640, 360).data), 640, 360)
    return clockMs !== null && clockMs > clockFromMs && clockMs <= clockToMs
  }
  const startedMs = performance.now()
  const until = (video) => new Promise((resolve) => {
    const look = (nowMs) => shows(video) ? resolve(nowMs - startedMs) : video.requestVideoFrameCallback(look)
    video.requestVideoFrameCallback(look)
  })
  const all = Promise.all(videos.map(until))
  history.replaceState(history.state, '', location.href.replace(/([?&]at=)\\d+/, '$1' + atMs))
  dispatchEvent(new PopStateEvent('popstate'))
  return all
})`

function seekTo(page: Page, atMs: InstantMs, startMs: InstantMs): Promise<number[]> {
  const clockMs = startMs + ((atMs - startMs) % MINUTE_MS)
  // The picture before the instant stays until the next one; the clock is cut to tenths.
  const frameMs = 1000 / FRAMES_PER_SECOND
  return page.evaluate<number[]>(`${SEEK}(${atMs}, ${clockMs - 2 * frameMs - 100}, ${clockMs + frameMs})`)
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

export async function seekBench(
  say: Say,
  options: SeekBenchOptions = { days: 30, seeks: 60 },
): Promise<readonly BenchLine[]> {
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-seek-'))
  const station = await serveStation({ dataFolder: folder })
  const browser = await openBrowser()
  try {
    const { startMs, roomId, realPath } = await layMonth(station, folder, options, say)
    const { page } = await openPage(browser, station.url)
    const openedMs = await openMonth(page, roomId, startMs, options.days)
    say(`the month is open with ${CAMERAS} pictures after ${Math.round(openedMs)} ms`)
    const main: number[] = []
    const all: number[] = []
    const plain: number[] = []
    for (const part of shares(options.seeks)) {
      const atMs = startMs + Math.round(part * (options.days * DAY_MS - MINUTE_MS))
      plain.push(await oneFrameByFfmpeg(realPath, ((atMs - startMs) % MINUTE_MS) / 1000))
      const tiles = await seekTo(page, atMs, startMs)
      main.push(tiles[0] ?? Number.NaN)
      all.push(Math.max(...tiles))
    }
    say(
      `main picture: median ${Math.round(share(main, 0.5))} ms; all: median ${Math.round(share(all, 0.5))} ms`,
    )
    const [mainP95, allP95, plainP95] = [share(main, 0.95), share(all, 0.95), share(plain, 0.95)]
    const where = `in ${options.days} days × ${CAMERAS} cameras, p95`
    return [
      { name: `seek: first picture ${where}`, unit: 'ms', ours: mainP95, limit: LIMIT_MS, wanted: 1 },
      {
        name: `seek: the same beside ffmpeg's one frame`,
        unit: 'ms',
        ours: mainP95,
        limit: plainP95,
        wanted: null,
      },
      {
        name: `seek: all ${CAMERAS} pictures ${where}`,
        unit: 'ms',
        ours: allP95,
        limit: LIMIT_MS,
        wanted: null,
      },
    ]
  } finally {
    await browser.close()
    await station.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
