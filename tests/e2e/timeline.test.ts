import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  DAY_MS,
  formatVietnamDateTime,
  HOUR_MS,
  MINUTE_MS,
  startOfVietnamDay,
} from '#shared/kernel/instant.ts'
import { createRecordingStore } from '#main/adapters/files/recording-store.ts'
import { systemCall } from '#main/ports/call.ts'
import { newId } from '#main/ports/new-id.ts'
import { makeFootage } from '#tests/builders/evidence-footage.ts'
import { laySegment, openRun } from '#tests/builders/laid-footage.ts'
import { createRowLayer, layCamera } from '#tests/builders/laid-rows.ts'
import { csvBytes, REGISTER_HEADERS, registerRow } from '#tests/builders/register-files.ts'
import { type ServedStation, serveStation } from '#tests/builders/served-station.ts'
import { WORLD_PASSWORD } from '#tests/builders/station-world.ts'
import { openBrowser, openPage } from './browser.ts'

/** Two days ago, so that the whole of it lies behind. */
const DAY = startOfVietnamDay(Date.now()) - 2 * DAY_MS
const START_MS = DAY + 9 * HOUR_MS

let station: ServedStation | undefined
let browser: Browser | undefined

/** Ten minutes of one camera from nine o'clock on, an absence, and a dossier in each. */
async function layDay({ services, world, dataFolder }: ServedStation): Promise<void> {
  const { db } = services.work
  const cameraId = await layCamera(db, {
    roomId: world.desk.id,
    name: 'Quầy 1',
    createdAtMs: DAY - 40 * DAY_MS,
  })
  const looksAt = {
    camera_id: cameraId,
    counter_id: world.desk.counterId,
    valid_from_ms: 0,
    valid_to_ms: null,
  }
  await db
    .insertInto('camera_views')
    .values({ id: newId(), ...looksAt })
    .execute()
  const host = { recordingFiles: createRecordingStore(`${dataFolder}/recordings`), services }
  const runId = await openRun(host, cameraId, START_MS)
  const film = await makeFootage({ seconds: 60, size: '320x180', framesPerSecond: 5 })
  for (let minute = 0; minute < 10; minute += 1) {
    const place = { cameraId, runId, number: minute + 1, startAtMs: START_MS + minute * MINUTE_MS }
    await laySegment(host, film, place, 'finished')
  }
  const gapMs = START_MS + 10 * MINUTE_MS
  await createRowLayer(db).absence(cameraId, gapMs, gapMs + 2 * HOUR_MS, 'camera-offline', 'rtsp-timeout')
  const source = await services.dossiers.createSource(systemCall('test', 'log-source.create'), {
    roomId: world.desk.id,
    name: 'iGate',
    windowBeforeMs: 5 * MINUTE_MS,
    windowAfterMs: 2 * MINUTE_MS,
    offsetMs: 0,
    uncertaintyMs: 1000,
  })
  const rows = [5, 40].map((minute, index) =>
    registerRow({
      code: `H42.18-261120-000${index + 1}`,
      receivedAt: formatVietnamDateTime(START_MS + minute * MINUTE_MS),
      counter: 'Quầy 1',
    }),
  )
  await services.imports.now(systemCall('test', 'import.consent'), {
    kind: 'dossier-register',
    sourceId: source.id,
    fileName: 'so.csv',
    bytes: csvBytes([REGISTER_HEADERS, ...rows]),
  })
}

beforeAll(async () => {
  station = await serveStation()
  await layDay(station)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

const shot = async (page: Page, name: string): Promise<void> => {
  if (process.env.MINH_CHUNG_SHOTS)
    await page.screenshot({ path: `${process.env.MINH_CHUNG_SHOTS}/${name}.png` })
}

/** What the timeline shows now, once it has come to rest. */
async function restingView(page: Page): Promise<{ readonly fromMs: number; readonly toMs: number }> {
  // A view that was sent elsewhere just now leaves with the next frame: until then it seems to be at rest.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )
  await page.waitForFunction(() => {
    const view = document.querySelector('[data-testid="timeline"]')?.getAttribute('data-view')
    const [from, to] = (view ?? '').split('-')
    const { searchParams } = new URL(window.location.href)
    return searchParams.get('viewFrom') === from && searchParams.get('viewTo') === to
  })
  const [fromMs = 0, toMs = 0] = ((await page.getByTestId('timeline').getAttribute('data-view')) ?? '')
    .split('-')
    .map(Number)
  return { fromMs, toMs }
}

const lengthOf = async (page: Page): Promise<number> => {
  const { fromMs, toMs } = await restingView(page)
  return toMs - fromMs
}

/** It glides there, and a busy machine may rest on the way. */
const untilLength = (page: Page, wantedMs: number): Promise<void> =>
  expect.poll(() => lengthOf(page), { timeout: 20_000 }).toBe(wantedMs)

/** The pixel of an instant on the screen. */
async function pixelOf(page: Page, atMs: number): Promise<number> {
  const { fromMs, toMs } = await restingView(page)
  const box = await page.getByTestId('timeline').boundingBox()
  return (box?.x ?? 0) + ((atMs - fromMs) / (toMs - fromMs)) * (box?.width ?? 0)
}

it('is zoomed from a month to a second, shows pictures, takes marks, and stands as it was after a reload', async () => {
  if (!browser || !station) throw new Error('not set up')
  const { page, problems } = await openPage(browser, station.url)
  await page.getByLabel('Tên đăng nhập').fill('office-staff')
  await page.getByLabel('Mật khẩu', { exact: true }).fill(WORLD_PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation').first().waitFor()
  await page.goto(`/review?room=${station.world.desk.id}&from=${DAY}&to=${DAY + DAY_MS}&at=chieu`)
  const timeline = page.getByTestId('timeline')
  await timeline.waitFor()
  // What cannot be used of an address is named, and the rest is opened.
  expect(await page.getByTestId('address-refused').innerText()).toContain('vị trí đang xem')
  await page.getByRole('button', { name: 'Đóng thông báo' }).click()
  const box = await timeline.boundingBox()
  if (!box) throw new Error('no timeline')

  // Out to a month by its button, and by the wheel no further.
  await page.getByRole('button', { name: 'Xem cả tháng' }).click()
  await untilLength(page, 31 * DAY_MS)
  await shot(page, 'timeline-month')

  // The first minutes of the footage by a button and keys; a picture under the pointer with its true time.
  await page.getByRole('button', { name: 'Xem cả ngày đang mở' }).click()
  await untilLength(page, DAY_MS)
  await page.mouse.click(await pixelOf(page, START_MS + 5 * MINUTE_MS), box.y + 60)
  // A click that comes late takes the focus with it.
  await expect
    .poll(
      async () => {
        await timeline.focus()
        await page.keyboard.press('+')
        return lengthOf(page)
      },
      { timeout: 20_000 },
    )
    .toBeLessThan(30 * MINUTE_MS)
  await page.mouse.move(await pixelOf(page, START_MS + 4 * MINUTE_MS), box.y + 35)
  const picture = page.getByTestId('timeline-thumbnail')
  // A coarser one stands in until it is there: what counts is the time that it tells.
  await page.waitForFunction(
    (wantedMs) => {
      const image = document.querySelector<HTMLImageElement>('[data-testid="timeline-thumbnail"]')
      return image?.naturalWidth === 160 && Math.abs(Number(image.dataset.atMs) - wantedMs) <= 10_000
    },
    START_MS + 4 * MINUTE_MS,
  )
  expect(await picture.getAttribute('alt')).toContain('Quầy 1 lúc 09:0')
  await shot(page, 'timeline-picture')
  // What was missing is named where nothing was filmed.
  await page.mouse.move(await pixelOf(page, START_MS + 10 * MINUTE_MS + 10_000), box.y + 35)
  await page.getByRole('tooltip').getByText('mất tín hiệu').waitFor()
  await shot(page, 'timeline-gap')

  // Marks: one typed wrong, then right; the other by its key and dragged.
  const first = page.getByLabel('Giờ của điểm đầu')
  await first.fill('9h04')
  await first.press('Enter')
  expect(await page.getByTestId('mark-error').innerText()).toContain('Gõ giờ như 09:15:22,4')
  await first.fill('09:04:00.5')
  await first.press('Enter')
  await page.getByLabel('Giờ của điểm cuối').fill('09:06')
  await page.getByLabel('Giờ của điểm cuối').press('Enter')
  expect(await page.getByTestId('marks-length').innerText()).toContain('1:59,5')
  await page.mouse.move(await pixelOf(page, START_MS + 6 * MINUTE_MS), box.y + 60)
  await page.mouse.down()
  await page.mouse.move(await pixelOf(page, START_MS + 8 * MINUTE_MS), box.y + 62, { steps: 5 })
  await page.mouse.up()
  const dragged = await page.getByLabel('Giờ của điểm cuối').inputValue()
  expect(dragged).toMatch(/^09:0[78]:\d\d,\d$/)
  await shot(page, 'timeline-marks')

  // In to a second by the wheel, and no nearer.
  await page.mouse.move(await pixelOf(page, START_MS + 5 * MINUTE_MS), box.y + 60)
  for (let turn = 0; turn < 3; turn += 1) await page.mouse.wheel(0, -3000)
  await untilLength(page, 1000)
  await shot(page, 'timeline-second')
  const before = await restingView(page)
  const playhead = await timeline.getAttribute('data-at-ms')
  await page.reload()
  await timeline.waitFor()
  expect(await restingView(page)).toEqual(before)
  expect(before.toMs - before.fromMs).toBe(1000)
  expect(await timeline.getAttribute('data-at-ms')).toBe(playhead)
  expect(await page.getByLabel('Giờ của điểm đầu').inputValue()).toBe('09:04:00,5')
  expect(await page.getByLabel('Giờ của điểm cuối').inputValue()).toBe(dragged)
  expect(await timeline.getAttribute('aria-valuetext')).toContain('Quầy 1')

  // A click on another day opens it with the timeline left as it is.
  await page.getByRole('button', { name: 'Xem cả tháng' }).click()
  await untilLength(page, 31 * DAY_MS)
  const month = await restingView(page)
  await page.mouse.click(await pixelOf(page, DAY - 3 * DAY_MS + 10 * HOUR_MS), box.y + 60)
  await page.waitForFunction((fromMs) => window.location.search.includes(`from=${fromMs}`), DAY - 3 * DAY_MS)
  expect(await restingView(page)).toEqual(month)
  expect(problems).toEqual([])
})
