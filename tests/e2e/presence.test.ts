import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ProbeReport } from '#shared/cameras/cameras.model.ts'
import { createRecordingStore } from '#main/adapters/files/recording-store.ts'
import { systemCall } from '#main/ports/call.ts'
import { layDossiers } from '#tests/builders/laid-dossiers.ts'
import { layCamera } from '#tests/builders/laid-rows.ts'
import {
  filmScript,
  layFilm,
  minuteOf,
  SCRIPT_START_MS,
  SEATED_REGISTER,
  SEATED_SCRIPT,
} from '#tests/builders/presence-footage.ts'
import { CITIZEN_SEAT } from '#tests/builders/presence-truth.ts'
import { type ServedStation, serveStation } from '#tests/builders/served-station.ts'
import { WORLD_PASSWORD } from '#tests/builders/station-world.ts'
import { openBrowser, openPage } from './browser.ts'

let station: ServedStation | undefined
let browser: Browser | undefined
let cameraId = ''

const NEVER_PROBED: ProbeReport = {
  ok: true,
  failedAt: null,
  address: 'rtsp://192.0.2.1/',
  steps: [],
  device: null,
  clockOffset: null,
  auth: null,
  profiles: [],
  chosenProfileToken: null,
  streamUri: null,
  stream: null,
  capabilities: null,
  subStream: null,
  recordings: null,
  snapshotJpeg: null,
  warnings: [],
  probedAtMs: SCRIPT_START_MS,
}

/** The scripted morning in the recordings, its log, a drawn seat, and all of it looked at. */
async function layMorning({ services, world, dataFolder }: ServedStation): Promise<void> {
  const call = (verb: string) => systemCall('test', verb)
  const camera = { roomId: world.desk.id, name: 'Camera quầy', createdAtMs: SCRIPT_START_MS }
  cameraId = await layCamera(services.work.db, camera)
  await services.work.db
    .updateTable('cameras')
    .set({ probe_json: JSON.stringify(NEVER_PROBED) })
    .execute()
  const source = await services.dossiers.createSource(call('log-source.create'), {
    roomId: world.desk.id,
    name: 'Một cửa',
    windowBeforeMs: 900_000,
    windowAfterMs: 300_000,
    offsetMs: 0,
    uncertaintyMs: 10_000,
  })
  await layDossiers(services.work.db, source.id, SEATED_REGISTER)
  await services.presence.saveZone(call('zone.save'), {
    cameraId,
    kind: 'citizen-seat',
    name: 'Ghế công dân',
    counterId: world.desk.counterId,
    polygon: [...CITIZEN_SEAT],
    validFromMs: 0,
    replacesId: null,
  })
  const recordingFiles = createRecordingStore(join(dataFolder, 'recordings'))
  await layFilm({ recordingFiles, services }, cameraId, await filmScript(SEATED_SCRIPT))
  await services.presence.look(call('presence.look'), {
    cameraId,
    fromMs: SCRIPT_START_MS,
    toMs: minuteOf(60),
  })
  await services.jobs.idle()
}

beforeAll(async () => {
  station = await serveStation()
  await layMorning(station)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

const CELLS = [
  ['personAndDossier', '1', [/08:0(0:5|1:0)\d/, /H42.18-261120-0001/]],
  ['personOnly', '1', [/08:05:[23]\d/]],
  ['dossierOnly', '1', [/08:16:30/, /H42.18-261120-0002/]],
  ['neither', null, [/08:1(0:5|1:0)\d/]],
] as const

async function expectCells(page: Page): Promise<void> {
  for (const [cell, count, words] of CELLS) {
    const button = page.getByTestId(`presence-${cell}`)
    await button.click()
    if (count !== null) expect((await button.innerText()).split('\n')[0]).toBe(count)
    const name = (await button.innerText()).split('\n').at(-1) ?? ''
    const rows = page.getByRole('list', { name, exact: true })
    for (const word of words) expect(await rows.innerText()).toMatch(word)
  }
}

async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.MINH_CHUNG_SHOTS
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

it('shows the four cells with their rows, leads to the footage, takes a dismissal by one key and counts it', async () => {
  if (!browser || !station) throw new Error('not set up')
  const { page, problems } = await openPage(browser, station.url)
  await page.getByLabel('Tên đăng nhập').fill('office-staff')
  await page.getByLabel('Mật khẩu', { exact: true }).fill(WORLD_PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation').first().waitFor()
  await page.goto(`/presence?room=${station.world.desk.id}&day=2026-11-20`)
  await page.getByTestId('presence-personOnly').waitFor()
  await expectCells(page)

  const suggestions = page.getByRole('table', { name: 'Danh sách dấu hiệu' }).locator('tbody tr')
  await suggestions.nth(1).waitFor()
  expect(await suggestions.count()).toBe(2)
  const evidence = page.getByRole('region', { name: 'Căn cứ của dấu hiệu đang chọn' })
  const unlogged = suggestions.filter({ hasText: 'không có hồ sơ nào được ghi' })
  await unlogged.focus()
  await evidence.getByText('Ghế có người liên tục từ 3 phút').waitFor()
  await evidence.getByRole('img', { name: /Hình camera lúc 20\/11\/2026 08:07/ }).waitFor()
  await shoot(page, 'presence')
  await page.keyboard.press('d')
  await unlogged.waitFor({ state: 'detached' })
  // The next suggestion is under the keys at once.
  await page.waitForFunction(() => document.activeElement?.textContent.includes('H42.18-261120-0002'))

  await page.getByTestId('presence-tab-detectors').click()
  const rates = page.getByRole('table', { name: 'Tỷ lệ gợi ý bị bỏ qua, 90 ngày' }).locator('tbody tr')
  await rates.filter({ hasText: '1/1 (100 %)' }).waitFor()
  await shoot(page, 'presence-detectors')

  await page.goBack()
  await page.getByTestId('presence-personOnly').click()
  await page.getByRole('link', { name: 'Xem hình' }).last().click()
  await page.waitForURL(/\/review\?.*from=/)
  expect(problems).toEqual([])
})

it('takes a picture of the empty room, and shows it beside the zones', async () => {
  if (!browser || !station) throw new Error('not set up')
  const { page, problems } = await openPage(browser, station.url)
  await page.getByLabel('Tên đăng nhập').fill('office-staff')
  await page.getByLabel('Mật khẩu', { exact: true }).fill(WORLD_PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation').first().waitFor()
  await page.goto(`/cameras/${cameraId}`)
  const panel = page.getByRole('region', { name: 'Hình phòng trống' })
  await panel.getByLabel('Lúc phòng trống').fill('20/11/2026 08:00:31')
  await panel.getByRole('button', { name: 'Xem hình lúc này' }).click()
  await page.getByText('lúc 20/11/2026 08:00:30').first().waitFor()
  await page.getByTestId('reference-confirm').click()
  await panel.getByRole('img', { name: 'Hình phòng trống, Ban ngày' }).waitFor()
  await panel.getByText('hình lúc 20/11/2026 08:00:30, office-staff xác nhận').waitFor()
  await shoot(page, 'camera-zones')
  expect(problems).toEqual([])
})
