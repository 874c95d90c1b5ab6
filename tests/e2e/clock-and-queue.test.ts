import { decodeQR } from 'qr/decode.js'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { CODE_MS, readClockCode } from '#shared/clock-checks/clock-code.rules.ts'
import { DAY_MS, MINUTE_MS } from '#shared/kernel/instant.ts'
import { layCamera } from '#tests/builders/laid-rows.ts'
import { someFinding } from '#tests/builders/finding-changes.ts'
import { type ServedStation, serveStation } from '#tests/builders/served-station.ts'
import { WORLD_PASSWORD } from '#tests/builders/station-world.ts'
import { openBrowser, openPage } from './browser.ts'

let station: ServedStation | undefined
let browser: Browser | undefined

/** Yesterday's findings of the desk, the lightest last. */
async function layFindings({ services, world }: ServedStation): Promise<void> {
  const atMs = Date.now() - DAY_MS
  const at = (minutes: number) => ({
    atMs: atMs + minutes * MINUTE_MS,
    fromMs: atMs + (minutes - 1) * MINUTE_MS,
    toMs: atMs + (minutes + 1) * MINUTE_MS,
  })
  await layCamera(services.work.db, { roomId: world.desk.id, name: 'Quầy 1', createdAtMs: atMs - DAY_MS })
  await services.work.bookkeep((transaction) =>
    services.findings.log.record(transaction, [
      someFinding(world.desk.id, { ...at(0), kind: 'late-keying', dedupeKey: 'light' }),
      someFinding(world.desk.id, { ...at(70), kind: 'receipt-back-dated', dedupeKey: 'heavy' }),
      someFinding(world.desk.id, { ...at(140), kind: 'opened-late', dedupeKey: 'middle', confidence: 0.9 }),
    ]),
  )
}

beforeAll(async () => {
  station = await serveStation()
  await layFindings(station)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.MINH_CHUNG_SHOTS
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

const shownSchema = z.object({ sidePx: z.number(), luma: z.string(), nowMs: z.number() })

/** The code page as a camera's frame shows it, smaller: four pixels a module. */
async function codeOf(page: Page) {
  const shown = await page.evaluate(`(() => {
    const shown = document.querySelector('[data-testid="clock-code"]')
    const sidePx = 33 * 4
    const canvas = new OffscreenCanvas(sidePx, sidePx)
    const context = canvas.getContext('2d')
    context.imageSmoothingEnabled = false
    context.drawImage(shown, 0, 0, sidePx, sidePx)
    const nowMs = Date.now()
    const { data } = context.getImageData(0, 0, sidePx, sidePx)
    return { sidePx, nowMs, luma: data.filter((_, at) => at % 4 === 0).join(' ') }
  })()`)
  const { sidePx, luma, nowMs } = shownSchema.parse(shown)
  const data = Uint8Array.from(luma.split(' '), Number)
  const text = decodeQR({ width: sidePx, height: sidePx, data }, { format: 'I420' })
  return { text, code: readClockCode(text)?.code, nowMs }
}

/** Others work on the machine that runs this. */
const SLOW = { timeout: 20_000 }

it('sees to the queue by keys, and shows a camera the station’s time on a page without a login', async () => {
  if (!browser || !station) throw new Error('not set up')
  const { page, problems } = await openPage(browser, station.url)
  await page.getByLabel('Tên đăng nhập').fill('office-staff')
  await page.getByLabel('Mật khẩu', { exact: true }).fill(WORLD_PASSWORD)
  await page.keyboard.press('Enter')
  const navigation = page.getByRole('navigation').first()
  await navigation.getByRole('link', { name: 'Việc cần xem' }).click()
  const rows = page.getByRole('table', { name: 'Việc đang chờ' }).locator('tbody tr')
  await rows.nth(2).waitFor()
  expect(await rows.locator('td:nth-child(2) strong').allInnerTexts()).toEqual([
    'Lùi ngày tiếp nhận',
    'Mở quầy muộn',
    'Nhập dồn sau',
  ])
  expect(await rows.first().innerText()).toContain('Vì sao ở đây: loại việc 60')
  await shot(page, 'queue')

  // One key takes it on, one decides; the next row is at hand, and a decision can be taken back.
  await rows.first().focus()
  await page.keyboard.press('c')
  await rows.first().getByText('office-staff', { exact: true }).waitFor()
  await page.keyboard.press('a')
  await page.getByText('Đã nhận gợi ý.').waitFor()
  await expect.poll(() => rows.count(), SLOW).toBe(2)
  await page.getByRole('button', { name: 'Hoàn tác' }).click()
  await expect.poll(() => rows.count(), SLOW).toBe(3)
  await rows.nth(2).focus()
  await page.keyboard.press('d')
  await expect.poll(() => rows.count(), SLOW).toBe(2)
  await page.getByText('Xong hôm nay (1)').click()
  await page.waitForURL(/show=done/)
  expect(await page.getByRole('table', { name: 'Việc đã xong hôm nay' }).innerText()).toContain('Bỏ qua')
  await page.getByText('Đang chờ (2)').click()
  await rows.first().focus()
  await page.keyboard.press('Enter')
  // The workbench has written its own address: from here on it stays where it is.
  await page.waitForURL(/\/review\?.*cameras=/)
  const picture = page.getByTestId('clock-picture')
  expect(await picture.innerText()).toContain('chưa đo')
  await shot(page, 'clock-card')
  await picture.getByRole('link').click()
  await page.waitForURL(/\/clock-check\?camera=/)
  await page.getByRole('button', { name: 'Bắt đầu kiểm tra' }).click()
  const address = await page.getByTestId('clock-link').inputValue()
  await page.getByTestId('clock-check').waitFor()
  await shot(page, 'clock-check')

  const phone = await openPage(browser, station.url)
  await phone.page.context().clearCookies()
  await phone.page.goto(address)
  await phone.page.getByText(/giữ yên trước camera/).waitFor()
  await phone.page.locator('[data-testid="clock-code"][data-at-ms]').waitFor()
  const first = await codeOf(phone.page)
  expect(first.text).toHaveLength(38)
  // This browser and the station share a clock: the code says what time it is, as surely as it says.
  const late = first.nowMs - (first.code?.atMs ?? 0)
  const uncertaintyMs = first.code?.uncertaintyMs ?? 0
  expect(late).toBeGreaterThanOrEqual(-uncertaintyMs)
  // A browser without time draws late; it never shows what is not yet.
  expect(late).toBeLessThan(CODE_MS + uncertaintyMs + 5000)
  await expect.poll(async () => (await codeOf(phone.page)).code?.atMs, SLOW).not.toBe(first.code?.atMs)
  await shot(phone.page, 'clock-page')
  await phone.page.goto('/clock-page#nothing')
  await phone.page.getByRole('alert').waitFor()

  await navigation.getByRole('link', { name: 'Niêm yết' }).click()
  await page.getByText('Chưa vẽ bảng niêm yết nào').waitFor()
  expect([...problems, ...phone.problems]).toEqual([])
})
