import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { systemCall } from '#main/ports/call.ts'
import { mutatedRegister } from '../builders/mutated-register.ts'
import { csvBytes, REGISTER_HEADERS, registerRow, xlsxBytes } from '../builders/register-files.ts'
import { type ServedStation, serveStation } from '../builders/served-station.ts'
import { WORLD_PASSWORD } from '../builders/station-world.ts'
import { openBrowser, openPage } from './browser.ts'

let station: ServedStation
let browser: Browser

beforeAll(async () => {
  station = await serveStation()
  await station.services.dossiers.createSource(systemCall('test', 'log-source.create'), {
    roomId: station.world.desk.id,
    name: 'Phần mềm một cửa',
    windowBeforeMs: 900_000,
    windowAfterMs: 300_000,
    offsetMs: 0,
    uncertaintyMs: 60_000,
  })
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

async function openWizard() {
  const opened = await openPage(browser, station.url)
  const { page } = opened
  await page.getByLabel('Tên đăng nhập').fill('office-staff')
  await page.getByLabel('Mật khẩu').first().fill(WORLD_PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation').first().waitFor()
  await page.goto('/dossiers/import')
  await page.getByRole('combobox', { name: 'Nguồn hồ sơ' }).click()
  await page.getByRole('option', { name: 'Phần mềm một cửa' }).click()
  const give = async (name: string, bytes: Uint8Array) => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByLabel('Tệp sổ theo dõi').click()
    await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) })
  }
  return { ...opened, give }
}

it('imports a workbook with one column corrected by hand, and keeps that as a profile', async () => {
  const { page, problems, give } = await openWizard()
  const headers = REGISTER_HEADERS.map((name) => (name === 'Người tiếp nhận' ? 'Bộ phận A' : name))
  const rows = [headers, registerRow(), registerRow({ code: 'H42.18-261120-0002', receivedAt: 'hôm qua' })]
  await give('Sổ theo dõi.xlsx', await xlsxBytes(rows))
  await page.getByRole('combobox', { name: 'Là: Bộ phận A' }).click()
  await page.getByRole('option', { name: 'Người tiếp nhận' }).click()
  await page.getByText('sửa tay').waitFor()
  await page.getByRole('cell', { name: 'Trần Thị Bình' }).waitFor()
  await page.getByRole('row').filter({ hasText: 'hôm qua' }).waitFor()
  await page.getByRole('button', { name: 'Lưu các cột thành mẫu' }).click()
  await page.getByLabel('Tên mẫu').fill('Sổ của xã')
  await page.getByRole('button', { name: 'Lưu', exact: true }).click()
  await page.getByText('Đã lưu mẫu “Sổ của xã”').waitFor()
  await page.getByTestId('import-consent').click()
  await page.getByText('Đã nhập xong').waitFor()
  const record = page.getByRole('row').filter({ hasText: 'Sổ theo dõi.xlsx' })
  await record.getByText('Đang dùng').waitFor()
  expect(await page.getByRole('combobox', { name: 'Mẫu đọc cột' }).count()).toBe(1)
  expect(problems).toEqual([])
})

it('shows what a second export tells otherwise and what will be noted, and takes it back', async () => {
  const { page, problems, give } = await openWizard()
  const { first, second, mutations } = mutatedRegister(1)
  await give('thang-11.csv', csvBytes(first))
  await page.getByTestId('import-consent').click()
  await page.getByText('Đã nhập xong').waitFor()
  await give('thang-11-lan-2.csv', csvBytes(second))
  await page.getByRole('region', { name: 'Sẽ ghi thành điều cần xem (20)' }).waitFor()
  const foreseen = page.getByRole('region', { name: 'Sẽ ghi thành điều cần xem (20)' })
  expect(await foreseen.getByText('Ghi dồn cuối ngày').count()).toBe(5)
  expect(await foreseen.getByText('Ngày hẹn trả bị dời').count()).toBe(5)
  const gone = page.getByRole('region', { name: 'Không còn trong tệp (5)' })
  await gone.getByText(mutations.vanished[0] ?? '').waitFor()
  await page.getByTestId('import-consent').click()
  await page.getByText('20 điều cần xem').waitFor()
  await page.getByRole('button', { name: 'Rút lại' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Rút lại' }).click()
  await page.getByText('Đã rút lại tệp thang-11-lan-2.csv.').waitFor()
  expect(problems).toEqual([])
})
