import type { Page } from 'playwright-core'
import { type InstantMs, MINUTE_MS } from '#shared/kernel/instant.ts'
import { CLOCK_READER } from '../e2e/browser.ts'

/** Of the film that every minute is. */
export const FRAMES_PER_SECOND = 15
const FRAME_MS = 1000 / FRAMES_PER_SECOND

/** Milliseconds from the seek on. */
export type SeekTimes = {
  /** To the picture of that very instant, by its burned-in clock; the main tile's is the first. */
  readonly tiles: readonly number[]
  /** On the way of the main tile: it asks for its playlist, has it, has its first fragment. Absent: it had them already. */
  readonly steps?: readonly [number, number, number]
}

/** Where the film's clock stands in the picture of an instant. It is the same every minute, so it tells the second in it. */
type WantedClock = { readonly afterMs: number; readonly untilMs: number }

const SHOWS = `
  ${CLOCK_READER}
  const canvas = document.createElement('canvas')
  canvas.width = 640
  canvas.height = 360
  const context = canvas.getContext('2d', { willReadFrequently: true })
  const shows = (video) => {
    context.drawImage(video, 0, 0, 640, 360)
    const clockMs = readBurnedClock(rgbaToLuma(context.getImageData(0, 0, 640, 360).data), 640, 360)
    return clockMs !== null && clockMs > afterMs && clockMs <= untilMs
  }
  const videosNow = () => [...document.querySelectorAll('[data-testid="player-video"]')]
  performance.clearResourceTimings()
  const startedMs = performance.now()
  const stepsOfMain = () => {
    const fetched = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/media/cameras/'))
    // The main tile goes ahead of the others.
    const playlist = fetched.find(({ name }) => name.includes('/playlist.m3u8'))
    const camera = playlist?.name.split('/playlist.m3u8')[0]
    const [header, fragment] = fetched.filter(({ name }) => name.startsWith(camera + '/segments/'))
    if (!fragment) return undefined
    const here = Math.max(header.responseEnd, fragment.responseEnd)
    return [playlist.startTime, playlist.responseEnd, here].map((atMs) => atMs - startedMs)
  }
  const go = () => {
    history.replaceState(history.state, '', address)
    dispatchEvent(new PopStateEvent('popstate'))
  }`

/** Within what is open: the tiles stay. */
const SEEK = `(async ({ address, afterMs, untilMs }) => {
  ${SHOWS}
  const until = (video) => new Promise((resolve) => {
    const look = (nowMs) => shows(video) ? resolve(nowMs - startedMs) : video.requestVideoFrameCallback(look)
    video.requestVideoFrameCallback(look)
  })
  const all = Promise.all(videosNow().map(until))
  go()
  const tiles = await all
  return { tiles, steps: stepsOfMain() }
})`

/** To a day that is not open: its tiles are new. The main one is looked at alone until it has its picture. */
const OPEN_DAY = `(async ({ address, afterMs, untilMs, tiles }) => {
  ${SHOWS}
  const before = new Set(videosNow())
  const times = []
  go()
  while (Object.keys(times).length < tiles) {
    await new Promise(requestAnimationFrame)
    for (const [tile, video] of videosNow().entries()) {
      if (times[tile] !== undefined || before.has(video) || (tile > 0 && times[0] === undefined)) continue
      if (video.readyState >= 2 && shows(video)) times[tile] = performance.now() - startedMs
    }
  }
  return { tiles: times, steps: stepsOfMain() }
})`

/** The picture before the instant stays until the next one; the clock is cut to tenths. */
function clockAt(atMs: InstantMs, startMs: InstantMs): WantedClock {
  const clockMs = startMs + ((atMs - startMs) % MINUTE_MS)
  return { afterMs: clockMs - 2 * FRAME_MS - 100, untilMs: clockMs + FRAME_MS }
}

const addressOf = (page: Page, changes: Readonly<Record<string, number>>): string => {
  const address = new URL(page.url())
  for (const [key, value] of Object.entries(changes)) address.searchParams.set(key, String(value))
  return `${address.pathname}${address.search}`
}

/** @param startMs the instant at which the film begins for the first time */
export function seekTo(page: Page, atMs: InstantMs, startMs: InstantMs): Promise<SeekTimes> {
  const wanted = { address: addressOf(page, { at: atMs }), ...clockAt(atMs, startMs) }
  return page.evaluate<SeekTimes>(`${SEEK}(${JSON.stringify(wanted)})`)
}

/** The same where the day of that instant has to be opened for it, as a click on another day of the timeline does. */
export function seekToDay(
  page: Page,
  atMs: InstantMs,
  startMs: InstantMs,
  day: { readonly fromMs: InstantMs; readonly toMs: InstantMs; readonly tiles: number },
): Promise<SeekTimes> {
  const address = addressOf(page, { at: atMs, from: day.fromMs, to: day.toMs })
  const wanted = { address, ...clockAt(atMs, startMs), tiles: day.tiles }
  return page.evaluate<SeekTimes>(`${OPEN_DAY}(${JSON.stringify(wanted)})`)
}
