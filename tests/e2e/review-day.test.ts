import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS } from '#shared/kernel/instant.ts'
import { systemCall } from '#main/ports/call.ts'
import { AT, codeOf, layReviewDay, RECEIVED, type ReviewDay } from '#tests/builders/review-day.ts'
import { type ServedStation, serveStation } from '#tests/builders/served-station.ts'
import { WORLD_PASSWORD } from '#tests/builders/station-world.ts'
import { openBrowser, openPage } from './browser.ts'
import { type Look, lookAtTiles, spreadMs, tilesSpreadMs, type TileLook } from './review-tiles.ts'

/** Pictures of all tiles and the playhead are at most this far apart. */
const SYNC_MS = 200
/** Looks at each stretch that plays. */
const LOOKS = 8
const WAIT = { timeout: 60_000 }

let folder: string
let station: ServedStation
let browser: Browser
let day: ReviewDay
let page: Page
let problems: string[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'minh-chung-review-'))
  station = await serveStation({ dataFolder: folder })
  day = await layReviewDay(station, folder)
  browser = await openBrowser()
  ;({ page, problems } = await openPage(browser, station.url))
  page.setDefaultTimeout(WAIT.timeout)
  await page.getByLabel('Tên đăng nhập').fill('office-staff')
  await page.getByLabel('Mật khẩu', { exact: true }).fill(WORLD_PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation').first().waitFor()
})

afterAll(async () => {
  await browser?.close()
  await station?.stop()
  await rm(folder, { recursive: true, force: true })
})

beforeEach(() => {
  problems.length = 0
})

async function open(seconds: number): Promise<void> {
  const search = new URLSearchParams({
    room: day.roomId,
    from: String(day.dayMs),
    to: String(day.dayMs + DAY_MS),
    at: String(day.at(seconds)),
  })
  await page.goto(`/review?${search}`)
  await page.getByTestId('player-tile').nth(3).waitFor()
}

const press = (...keys: string[]): Promise<void> =>
  keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve())

/** Seconds since 08:00, where the playhead is. */
async function playhead(): Promise<number> {
  return ((await lookAtTiles(page)).atMs - day.at(0)) / 1000
}

async function mainTile(): Promise<TileLook | undefined> {
  return (await lookAtTiles(page)).tiles.find((tile) => tile.isMain)
}

const isPlaying = async (): Promise<boolean> =>
  (await page.getByTestId('play-toggle').getAttribute('aria-label')) === 'Dừng'

/** All tiles show the playhead's instant. */
const untilSynced = (seconds?: number): Promise<void> =>
  expect
    .poll(async () => {
      const look = await lookAtTiles(page)
      if (seconds !== undefined && Math.abs(look.atMs - day.at(seconds)) > 1) return 'elsewhere'
      return spreadMs(look) < SYNC_MS ? 'synced' : look.tiles.map(({ clockMs }) => (clockMs ?? 0) - look.atMs)
    }, WAIT)
    .toBe('synced')

/** Chromium itself reports every answer of 404 and 500: what is fetched ahead meets the day's bad files. */
const isOwn = (problem: string): boolean => !problem.startsWith('Failed to load resource')

const untilPlayhead = (isThere: (seconds: number) => boolean): Promise<void> =>
  expect.poll(async () => isThere(await playhead()), WAIT).toBe(true)

/** Keeps what the main tile says that it skipped, though it says so for some seconds only. */
const noteSkips = (): Promise<void> =>
  page.evaluate(() => {
    const note = (): void => {
      const notice = document.querySelector('[data-main] [data-testid="player-skipped"]')
      document.body.dataset.skips ??= ''
      if (notice) document.body.dataset.skips += `${notice.textContent}\n`
    }
    new MutationObserver(note).observe(document.querySelector('.review-tiles') ?? document, {
      subtree: true,
      childList: true,
    })
  })

/** The pictures while they run, once all of them do. */
async function looksWhilePlaying(): Promise<Look[]> {
  await expect.poll(async () => spreadMs(await lookAtTiles(page, true)) < SYNC_MS, WAIT).toBe(true)
  const looks: Look[] = []
  for (let look = 0; look < LOOKS; look += 1) looks.push(await lookAtTiles(page, true))
  return looks
}

/**
 * Of three looks in four: the playhead is a text that the page writes ten times a second, and a computer that does other work,
 * too, is late with it now and then. The pictures themselves are held against each other at every look.
 */
function usualSpreadMs(looks: readonly Look[]): number {
  const spreads = looks.map(spreadMs).toSorted((a, b) => a - b)
  return spreads[Math.floor((spreads.length - 1) * 0.75)] ?? Number.POSITIVE_INFINITY
}

describe('a review day of four cameras', () => {
  it('plays all of them on one clock, the H.265 one through the H.264 copy, and after seeks too', async () => {
    await open(4)
    await untilSynced(4)
    await press('Space')
    const atOnce = await looksWhilePlaying()
    await press('>')
    const twice = await looksWhilePlaying()
    await press('Space', '<')
    expect(Math.max(...atOnce.map(tilesSpreadMs))).toBeLessThan(SYNC_MS)
    expect(usualSpreadMs(atOnce)).toBeLessThan(SYNC_MS)
    expect(usualSpreadMs(twice)).toBeLessThan(SYNC_MS)
    expect(new Set(atOnce.map(({ atMs }) => atMs)).size).toBe(LOOKS)
    const { tiles } = await lookAtTiles(page)
    expect(tiles.map(({ name, source }) => [name, source])).toEqual([
      ['Quầy 1', 'original'],
      ['Quầy 2', undefined],
      ['Quầy 3', undefined],
      ['Quầy 4', 'proxy'],
    ])
    await press('4')
    await page.locator('[data-main] [data-source="proxy"]').filter({ hasText: 'Bản chuyển mã' }).waitFor()
    for (const seconds of [31.3, 8.05, 302]) {
      await page.evaluate((at) => {
        history.replaceState(history.state, '', location.href.replace(/([?&]at=)\d+/, `$1${at}`))
        dispatchEvent(new PopStateEvent('popstate'))
      }, day.at(seconds))
      await untilSynced(seconds)
    }
    expect(problems.filter(isOwn)).toEqual([])
  })

  it('does what its keys say', async () => {
    await open(10)
    await untilSynced(10)
    await press('ArrowRight')
    await untilSynced(15)
    await press('ArrowLeft', 'ArrowLeft')
    await untilSynced(5)
    await press('.')
    await untilPlayhead((seconds) => seconds > 5 && seconds < 5.12)
    await press(',')
    await untilPlayhead((seconds) => seconds < 5.03)
    await press('Shift+ArrowRight')
    await page.getByTestId('player-gap').first().waitFor()
    await press('Shift+ArrowLeft')
    await untilPlayhead((seconds) => Math.abs(seconds - 5) < 0.1)

    await press('l')
    expect(await isPlaying()).toBe(true)
    await press('l')
    await expect.poll(() => page.getByLabel('Tốc độ phát').first().inputValue(), WAIT).toBe('2×')
    await press('j', 'k')
    expect(await isPlaying()).toBe(false)
    await expect.poll(() => page.getByLabel('Tốc độ phát').first().inputValue(), WAIT).toBe('1×')

    const before = await playhead()
    await press('j')
    await page.locator('[data-main] [data-testid="player-keyframes"]').waitFor()
    await untilPlayhead((seconds) => seconds < before - 1.5)
    await press('k')
    await page.getByTestId('player-keyframes').first().waitFor({ state: 'detached' })
    await untilSynced()

    await press('t', '2')
    expect(await page.getByTestId('player-independent').count()).toBe(4)
    const [stays] = (await lookAtTiles(page)).tiles
    await press('ArrowRight', 'ArrowRight')
    await expect.poll(async () => (await mainTile())?.name, WAIT).toBe('Quầy 2')
    await expect.poll(async () => (await mainTile())?.clockMs ?? 0, WAIT).toBeGreaterThan(stays?.clockMs ?? 0)
    expect((await lookAtTiles(page)).tiles[0]?.clockMs).toBe(stays?.clockMs)
    await press('t')
    await untilSynced()

    await press('z', 'z')
    await page.getByTestId('player-zoom').filter({ hasText: '2,3×' }).waitFor()
    const transform = () => page.locator('[data-main] video').evaluate((video) => video.style.transform)
    const middle = await transform()
    await press('Control+ArrowRight')
    expect(await transform()).not.toBe(middle)
    await press('0')
    await page.getByTestId('player-zoom').waitFor({ state: 'detached' })

    const download = page.waitForEvent('download')
    await press('s')
    expect((await download).suggestedFilename()).toMatch(/^quay-2_\d{4}-\d\d-\d\d_08-00-\d\d-\d{3}\+07\.png$/)
    await press('?')
    await page.getByRole('dialog').getByText('Lặp lại giữa hai điểm').waitFor()
    await press('Escape')
    expect(problems.filter(isOwn)).toEqual([])
  })

  it('goes from one dossier to the next, marks and locks, and lets a camera be heard, all by keys', async () => {
    const [first, second, third] = RECEIVED
    const untilChosen = (seconds: number): Promise<void> =>
      page
        .locator(`[data-testid="event-row"][aria-selected="true"][data-dossier-code="${codeOf(seconds)}"]`)
        .waitFor()
    await open(1)
    await untilSynced(1)
    await press('n')
    await untilChosen(first)
    await untilPlayhead((seconds) => Math.abs(seconds - first) <= 5)
    await press('n', 'k')
    await untilChosen(second)
    await press('n', 'k')
    await untilChosen(third)
    await untilPlayhead((seconds) => seconds >= AT.second)
    await press('p', 'k')
    await untilChosen(second)

    const dialog = page.getByRole('dialog')
    await press('b')
    await dialog.getByText(codeOf(second)).waitFor()
    await dialog.getByRole('textbox').first().fill('Để khách chờ')
    await page.getByTestId('lock-cost').waitFor()
    await press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('Để khách chờ').first().waitFor()

    await press('i', 'ArrowRight', 'o', 'Shift+B')
    await page.getByTestId('lock-reason').fill('Giữ cho thẩm định')
    await page.getByTestId('lock-cost').waitFor()
    await press('Tab')
    await page.getByTestId('lock-save').press('Enter')
    await dialog.waitFor({ state: 'detached' })
    const locks = await station.services.retention.locks(systemCall('test', 'retention.locks').actor, {
      fromMs: day.at(second - 60),
      toMs: day.at(second + 60),
    })
    expect(locks.map(({ reason }) => reason)).toContain('Giữ cho thẩm định')

    const isMuted = () => page.locator('[data-main] video').evaluate((video: HTMLVideoElement) => video.muted)
    await press('1')
    expect(await isMuted()).toBe(true)
    await press('m')
    await expect.poll(isMuted, WAIT).toBe(false)
    await press('m')
    await expect.poll(isMuted, WAIT).toBe(true)
    expect(problems.filter(isOwn)).toEqual([])
  })

  it('goes round between the marks', async () => {
    await open(20)
    await untilSynced(20)
    await press('i', 'ArrowRight')
    await untilSynced(25)
    await press('o', 'r')
    expect(await page.getByTestId('loop').getAttribute('aria-pressed')).toBe('true')
    await press('ArrowLeft', 'ArrowRight', 'Space')
    await untilPlayhead((seconds) => seconds < 24)
    expect(await isPlaying()).toBe(true)
    await press('k', 'x')
    expect(problems.filter(isOwn)).toEqual([])
  })

  it('plays keyframes alone at 16×, and each tile tells the time of the picture that it shows', async () => {
    await open(1)
    await untilSynced(1)
    await press('>', '>', '>', '>', 'Space')
    await page.locator('[data-main] [data-testid="player-keyframes"]').waitFor()
    await untilPlayhead((seconds) => seconds > 12)
    const look = await lookAtTiles(page, true)
    await press('k')
    for (const { clockMs, shownMs } of look.tiles.filter(({ isMain }) => isMain))
      expect(Math.abs((clockMs ?? 0) - shownMs)).toBeLessThanOrEqual(2100)
    await press('<', '<', '<', '<')
    await untilSynced()
    expect(problems.filter(isOwn)).toEqual([])
  })

  it('skips a gap and says why, or shows it in the time that it took', async () => {
    await open(AT.firstEnds - 2)
    await untilSynced(AT.firstEnds - 2)
    await noteSkips()
    await press('Space')
    await expect
      .poll(() => page.evaluate(() => document.body.dataset.skips), WAIT)
      .toMatch(/4:20 không có hình: Camera mất tín hiệu/)
    const behind = await looksWhilePlaying()
    expect(Math.min(...behind.map(({ atMs }) => atMs))).toBeGreaterThanOrEqual(day.at(AT.second))
    expect(usualSpreadMs(behind)).toBeLessThan(SYNC_MS)
    await press('k', 'h', '[')
    await untilSynced(AT.firstEnds - 2)
    await press('Space')
    await page.locator('[data-main] [data-gap="camera-offline"]').waitFor(WAIT)
    const inGap = await playhead()
    await untilPlayhead((seconds) => seconds > inGap + 1)
    await press('k')
    expect(await playhead()).toBeLessThan(AT.second)
    await press('h', ']')
    await untilSynced(AT.second)
    expect(problems.filter(isOwn)).toEqual([])
  })

  it('keeps its place in a hole, names the cause and leads out of it', async () => {
    await open(400)
    const card = page.locator('[data-main] [data-testid="player-gap"]')
    await card.filter({ hasText: 'Máy ghi ngừng chạy' }).waitFor()
    expect(await playhead()).toBe(400)
    await card.getByTestId('gap-previous').click()
    await untilSynced(AT.secondEnds - 2)
    await page.waitForURL(new RegExp(`at=${day.at(AT.secondEnds - 2)}`))
    await press('ArrowRight')
    await page.waitForURL(new RegExp(`at=${day.at(AT.secondEnds + 3)}`))
    await card.getByTestId('gap-next').click()
    await untilPlayhead((seconds) => seconds === AT.third)
    await expect.poll(async () => (await mainTile())?.clockMs, WAIT).toBe(day.at(AT.third))
    expect(problems.filter(isOwn)).toEqual([])
  })

  it('plays on where the picture changes its size', async () => {
    await open(AT.larger - 2)
    await untilSynced(AT.larger - 2)
    expect((await mainTile())?.widthPx).toBe(320)
    await press('Space')
    await untilPlayhead((seconds) => seconds > AT.larger + 0.5)
    const looks = await looksWhilePlaying()
    await press('k')
    expect(looks.map(({ tiles }) => tiles[0]?.widthPx)).toEqual(looks.map(() => 480))
    expect(usualSpreadMs(looks)).toBeLessThan(SYNC_MS)
    expect(problems.filter(isOwn)).toEqual([])
  })

  it('plays on over a damaged file and over one that is gone', async () => {
    await open(AT.bad - 2)
    await untilPlayhead((seconds) => seconds === AT.bad - 2)
    await press('Space')
    const gone = page.getByTestId('player-tile').nth(1)
    await gone.getByText('Tệp hình bị hỏng').first().waitFor(WAIT)
    await page.locator('[data-main] [data-source="proxy"]').waitFor(WAIT)
    await untilPlayhead((seconds) => seconds > AT.badEnds + 1)
    await expect
      .poll(async () => {
        const { tiles, atMs } = await lookAtTiles(page, true)
        return spreadMs({ atMs, tiles: tiles.slice(0, 3) }) < SYNC_MS
      }, WAIT)
      .toBe(true)
    await press('k')
  })

  it('comes back to the same place from its address', async () => {
    await open(12)
    await untilSynced(12)
    await press('3', 'ArrowRight')
    await untilSynced(17)
    await page.waitForURL(new RegExp(`at=${day.at(17)}`))
    const other = await page.context().newPage()
    await other.goto(page.url())
    await expect
      .poll(async () => {
        const look = await lookAtTiles(other).catch(() => null)
        return look && spreadMs(look) < SYNC_MS
          ? [look.atMs, look.tiles.find((tile) => tile.isMain)?.name]
          : null
      }, WAIT)
      .toEqual([day.at(17), 'Quầy 3'])
    await other.close()
    expect(problems.filter(isOwn)).toEqual([])
  })

  it('keeps its place while the host is away, and goes on when it is back', async () => {
    await open(2)
    await untilSynced(2)
    await station.restart(async () => {
      await press(']')
      await page
        .locator('[data-main] [data-testid="player-failed"]')
        .filter({ hasText: 'Máy chủ chưa trả lời' })
        .waitFor()
      expect(await playhead()).toBe(AT.second)
      await press('Space')
    })
    await untilPlayhead((seconds) => seconds > AT.second + 1)
    expect(usualSpreadMs(await looksWhilePlaying())).toBeLessThan(SYNC_MS)
  })
})
