import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  DAY_MS,
  formatVietnamDateTime,
  HOUR_MS,
  MINUTE_MS,
  startOfVietnamDay,
} from '#shared/kernel/instant.ts'
import { systemCall } from '#main/ports/call.ts'
import { newId } from '#main/ports/new-id.ts'
import { createRowLayer, layCamera } from '#tests/builders/laid-rows.ts'
import { csvBytes, REGISTER_HEADERS, registerRow } from '#tests/builders/register-files.ts'
import { type ServedStation, serveStation } from '#tests/builders/served-station.ts'
import { WORLD_PASSWORD } from '#tests/builders/station-world.ts'
import { openBrowser, openPage } from './browser.ts'

let station: ServedStation | undefined
let browser: Browser | undefined

/** Yesterday: two dossiers in the morning, one of them while the camera was offline. */
async function layYesterday({ services, world }: ServedStation): Promise<void> {
  const dayMs = startOfVietnamDay(Date.now()) - DAY_MS
  const { db } = services.work
  const cameraId = await layCamera(db, { roomId: world.desk.id, name: 'Quầy 1', createdAtMs: dayMs })
  const view = {
    camera_id: cameraId,
    counter_id: world.desk.counterId,
    valid_from_ms: dayMs,
    valid_to_ms: null,
  }
  await db
    .insertInto('camera_views')
    .values({ id: newId(), ...view })
    .execute()
  const layer = createRowLayer(db)
  await layer.footage(cameraId, { fromMs: dayMs + 8 * HOUR_MS, toMs: dayMs + 10 * HOUR_MS })
  await layer.absence(cameraId, dayMs + 10 * HOUR_MS, dayMs + 12 * HOUR_MS, 'camera-offline', 'rtsp-timeout')
  const call = (verb: string) => systemCall('test', verb)
  const source = await services.dossiers.createSource(call('log-source.create'), {
    roomId: world.desk.id,
    name: 'iGate',
    windowBeforeMs: 15 * MINUTE_MS,
    windowAfterMs: 5 * MINUTE_MS,
    offsetMs: 0,
    uncertaintyMs: 5000,
  })
  const rows = [9, 11].map((hour, index) =>
    registerRow({
      code: `H42.18-261120-000${index + 1}`,
      receivedAt: formatVietnamDateTime(dayMs + hour * HOUR_MS),
      counter: 'Quầy 1',
    }),
  )
  const file = { fileName: 'so.csv', bytes: csvBytes([REGISTER_HEADERS, ...rows]) }
  await services.imports.now(call('import.consent'), {
    kind: 'dossier-register',
    sourceId: source.id,
    ...file,
  })
}

beforeAll(async () => {
  station = await serveStation()
  await layYesterday(station)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

it('goes from a month to the cause of a missing hour, dismisses what was noticed, and finds words without their accents', async () => {
  if (!browser || !station) throw new Error('not set up')
  const { page, problems } = await openPage(browser, station.url)
  await page.getByLabel('Tên đăng nhập').fill('office-staff')
  await page.getByLabel('Mật khẩu', { exact: true }).fill(WORLD_PASSWORD)
  await page.keyboard.press('Enter')
  const navigation = page.getByRole('navigation').first()
  await navigation.getByRole('link', { name: 'Phủ hình' }).click()
  const yesterday = new Date(startOfVietnamDay(Date.now()) - DAY_MS + 7 * HOUR_MS).toISOString().slice(0, 10)
  await page.goto(`/coverage?month=${yesterday.slice(0, 7)}`)

  const cell = page.getByTestId('coverage-cell')
  await cell.waitFor()
  expect(await cell.getAttribute('aria-label')).toContain('1/2 (50 %)')
  await cell.click()
  await page.waitForURL(new RegExp(`day=%22${yesterday}%22|day=${yesterday}`))
  await page.getByTestId('coverage-cause').click()
  await page.waitForURL(/cause=camera-offline/)
  const rows = page.getByRole('table', { name: 'Những lượt phía sau số liệu' }).locator('tbody tr')
  await page.getByText('1/1 lượt').waitFor()
  expect(await rows.innerText()).toContain('Camera mất tín hiệu')
  if (process.env.MINH_CHUNG_SHOTS)
    await page.screenshot({ path: `${process.env.MINH_CHUNG_SHOTS}/coverage.png`, fullPage: true })
  await rows.click()
  await page.waitForURL(/\/review\?.*dossier=/)

  await navigation.getByRole('link', { name: 'Dấu hiệu' }).click()
  const findings = page.getByRole('table', { name: 'Danh sách dấu hiệu' }).locator('tbody tr')
  const unfilmed = findings.filter({ hasText: 'Sự cố ở đầu camera' })
  await unfilmed.waitFor()
  const before = await findings.count()
  if (process.env.MINH_CHUNG_SHOTS)
    await page.screenshot({ path: `${process.env.MINH_CHUNG_SHOTS}/findings.png` })
  await unfilmed.focus()
  await page.keyboard.press('d')
  await unfilmed.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Hoàn tác' }).click()
  await unfilmed.waitFor()
  expect(await findings.count()).toBe(before)

  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('/')
  const box = page.getByRole('combobox', { name: /^Tìm hồ sơ/ })
  await box.pressSequentially('dang ky khai sinh')
  const hits = page.getByRole('option').filter({ hasText: 'Đăng ký khai sinh' })
  await hits.first().waitFor()
  if (process.env.MINH_CHUNG_SHOTS)
    await page.screenshot({ path: `${process.env.MINH_CHUNG_SHOTS}/search.png` })
  await box.fill('H42.18-261120-0002')
  const dossiers = page.getByRole('listbox').getByRole('group', { name: 'Hồ sơ' })
  await dossiers
    .getByRole('option')
    .filter({ hasText: 'H42.18-261120-0002' })
    .click({ modifiers: ['Control'] })
  await page.waitForURL(/\/dossiers\/[0-9a-f-]{36}/)
  await page.getByRole('heading', { name: 'H42.18-261120-0002' }).waitFor()
  if (process.env.MINH_CHUNG_SHOTS)
    await page.screenshot({ path: `${process.env.MINH_CHUNG_SHOTS}/dossier.png`, fullPage: true })
  expect(problems).toEqual([])
})
