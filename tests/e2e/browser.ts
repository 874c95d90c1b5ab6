import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { type Browser, chromium, type Page } from 'playwright-core'
import { findChromium } from '../../scripts/lib/find-programs.mjs'

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('no Chromium: run scripts/bootstrap.mjs --tests')
  return chromium.launch({ executablePath, args: ARGUMENTS })
}

export type WatchedPage = { readonly page: Page; readonly problems: string[] }

/** A page of an office computer; whatever it complains of is collected, and the tests expect nothing. */
export async function openPage(browser: Browser, url: string): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    baseURL: url,
  })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(error.message))
  await page.goto('/')
  return { page, problems }
}

/** Logs in through the card of the demo's login page. */
export async function logInAs(page: Page, role: RegExp): Promise<void> {
  await page.getByRole('button', { name: role }).click()
  await page.getByRole('navigation').first().waitFor()
}

/** The reader of the clock that virtual cameras burn into their pictures, as plain script text. */
export const CLOCK_READER = stripTypeScriptTypes(
  readFileSync(new URL('../../src/main/simulator/burned-clock.ts', import.meta.url), 'utf8'),
).replaceAll(/^export /gm, '')

export type Grab = {
  /** The burned-in clock: the camera's time, epoch milliseconds; null when it cannot be read. */
  readonly clockMs: number | null
  /** Station time that the page shows beside the picture. */
  readonly shownMs: number
  readonly mediaSeconds: number
  /** Sum over the picture: differs when the picture does. */
  readonly checksum: number
  readonly source: string | undefined
}

const GRAB_FRAME = `(() => {
  ${CLOCK_READER}
  const video = document.querySelector('[data-testid="player-video"]')
  const canvas = document.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  const context = canvas.getContext('2d')
  context.drawImage(video, 0, 0)
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
  return {
    clockMs: readBurnedClock(rgbaToLuma(data), canvas.width, canvas.height),
    shownMs: Number(document.querySelector('[data-testid="station-time"]').dataset.atMs),
    mediaSeconds: video.currentTime,
    checksum: data.reduce((sum, value, index) => (sum + value * ((index % 251) + 1)) % 1000000007, 0),
    source: document.querySelector('[data-testid="player-source"]')?.dataset.source,
  }
})()`

/** Reads one frame of the main tile, pixel by pixel. */
export function grabFrame(page: Page): Promise<Grab> {
  return page.evaluate<Grab>(GRAB_FRAME)
}

/** Waits until the main tile shows moving pictures. */
export async function untilPlaying(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const video = document.querySelector<HTMLVideoElement>('[data-testid="player-video"]')
    return video !== null && !video.paused && video.readyState >= 3 && video.currentTime > 0
  })
}

const LATENCY_OF_TILES = `(() => {
  ${CLOCK_READER}
  return [...document.querySelectorAll('[data-testid="live-video"]')].map((video) => {
    const canvas = document.createElement('canvas')
    canvas.width = video.videoWidth
    canvas.height = video.videoHeight
    const context = canvas.getContext('2d')
    context.drawImage(video, 0, 0)
    const nowMs = Date.now()
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
    const clockMs = readBurnedClock(rgbaToLuma(data), canvas.width, canvas.height)
    return clockMs === null ? null : nowMs - clockMs
  })
})()`

/**
 * How far each tile of the live wall is behind now, by the clock in its pixels, looked at again and again. Cameras and
 * browser have to share one clock. A look at which a tile's clock could not be read is left out.
 */
export async function liveLatencies(page: Page, looks: number): Promise<number[][]> {
  const tiles: number[][] = []
  for (let look = 0; look < looks; look += 1) {
    const latencies = await page.evaluate<(number | null)[]>(LATENCY_OF_TILES)
    latencies.forEach((latencyMs, tile) => {
      tiles[tile] ??= []
      if (latencyMs !== null) tiles[tile].push(latencyMs)
    })
    await page.waitForTimeout(250)
  }
  return tiles
}
