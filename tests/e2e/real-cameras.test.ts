import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScript } from '#main/simulator/script/create-script.ts'
import { startVirtualCamera, type VirtualCamera } from '#main/simulator/virtual-camera.ts'
import { serveStation, type ServedStation } from '#tests/builders/served-station.ts'
import { WORLD_PASSWORD } from '#tests/builders/station-world.ts'
import { ffmpegPath } from '#tests/builders/test-host.ts'
import { liveLatencies, openBrowser, openPage } from './browser.ts'

/** The picture has to be on the screen within this after it was filmed. */
const MOST_LATENCY_MS = 2000

async function logIn(page: Page, username: string): Promise<void> {
  await page.getByLabel('Tên đăng nhập').fill(username)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(WORLD_PASSWORD)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.getByRole('navigation').first().waitFor()
}

describe('cameras as they are bought', () => {
  let station: ServedStation
  let browser: Browser
  let cameras: VirtualCamera[]

  beforeAll(async () => {
    station = await serveStation()
    browser = await openBrowser()
    const path = await ffmpegPath()
    cameras = await Promise.all(
      [1, 2, 3].map((number) =>
        startVirtualCamera({
          name: `Quay ${number}`,
          ffmpegPath: path,
          sub: true,
          keyframeSpacingSeconds: 1,
          script: createScript({
            seed: number,
            startMs: Date.now(),
            durationMs: 3_600_000,
            room: 'one-stop-desk',
            unitCode: 'H42.18',
            firstCounter: number,
          }),
        }),
      ),
    )
  })

  afterAll(async () => {
    await browser?.close()
    await Promise.all((cameras ?? []).map((camera) => camera.stop()))
    await station?.stop()
  })

  it('adds those of a list that hold, and names the rung that failed of the one that does not', async () => {
    const { page, problems } = await openPage(browser, station.url)
    await logIn(page, 'administrator')
    const { desk, commune } = station.world
    const rows = cameras.map(({ onvifUrl, username, password }, index) =>
      [
        `Quầy ${index + 1}`,
        onvifUrl,
        username,
        index === 1 ? 'sai-mat-khau' : password,
        commune.name,
        desk.name,
      ].join(';'),
    )
    const list = ['Tên;Địa chỉ;Tài khoản;Mật khẩu;Xã;Phòng', ...rows].join('\n')
    await page.goto('/cameras/add?mode=bulk')
    await page.getByTestId('bulk-text').fill(list)
    await page.getByTestId('bulk-read').click()
    await page.getByTestId('bulk-row').nth(2).waitFor()
    await page.getByTestId('bulk-probe').click()
    const state = (row: number) => page.getByTestId('bulk-row-state').nth(row)
    await page.waitForFunction(
      () =>
        [...document.querySelectorAll('[data-testid="bulk-row-state"]')].filter((cell) =>
          ['passed', 'failed'].includes(cell.getAttribute('data-state') ?? ''),
        ).length === 3,
      null,
      { timeout: 120_000 },
    )
    expect(await state(0).getAttribute('data-state')).toBe('passed')
    expect(await state(1).getAttribute('data-state')).toBe('failed')
    await expect.poll(() => page.getByTestId('bulk-row').nth(1).textContent()).toMatch(/mật khẩu/i)
    await page.getByTestId('bulk-add').click()
    await page.waitForFunction(
      () => document.querySelectorAll('[data-testid="bulk-row-state"][data-state="added"]').length === 2,
    )
    expect((await station.services.cameras.all()).map(({ name }) => name)).toEqual(['Quầy 1', 'Quầy 3'])
    expect(problems).toEqual([])
  })

  it('shows them live, within two seconds of being filmed', async () => {
    const { page, problems } = await openPage(browser, station.url)
    await logIn(page, 'office-staff')
    await page.getByRole('link', { name: 'Trực tiếp' }).first().click()
    await page.locator('[data-testid="live-tile"][data-badge="live"]').nth(1).waitFor()
    await page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLVideoElement>('[data-testid="live-video"]')].every(
        (video) => video.readyState >= 2 && video.currentTime > 0,
      ),
    )
    const latencies = await liveLatencies(page, 12)
    expect(latencies).toHaveLength(2)
    for (const ofTile of latencies) {
      expect(ofTile.length).toBeGreaterThan(5)
      expect(Math.max(...ofTile)).toBeLessThan(MOST_LATENCY_MS)
    }
    await page.getByTestId('live-tile').first().dblclick()
    await expect.poll(() => page.getByTestId('live-tile').count()).toBe(1)
    await page.locator('[data-testid="live-tile"][data-badge="live"]').waitFor()
    expect(problems).toEqual([])
  })

  it('says on the wall when a camera is unplugged, and shows it again when it is back', async () => {
    const { page } = await openPage(browser, station.url)
    await logIn(page, 'office-staff')
    await page.goto('/live')
    await page.locator('[data-testid="live-tile"][data-badge="live"]').nth(1).waitFor()
    await cameras[0]?.setFault({ kind: 'drop' })
    await page.locator('[data-testid="live-tile"][data-badge="lost"]').waitFor()
    await cameras[0]?.restore()
    await page.locator('[data-testid="live-tile"][data-badge="live"]').nth(1).waitFor()
  })

  it('shows the calendar of absence, and the minutes of a day with their cause', async () => {
    const { page, problems } = await openPage(browser, station.url)
    await logIn(page, 'office-staff')
    await page.getByRole('link', { name: 'Sổ vắng hình' }).first().click()
    await page.getByTestId('ledger-month').waitFor()
    expect(await page.getByTestId('ledger-unexplained').getAttribute('data-ms')).toBe('0')
    await page.getByTestId('ledger-cell').filter({ hasText: /\d/ }).first().click()
    await page.getByTestId('ledger-day').waitFor()
    await expect.poll(() => page.getByTestId('ledger-day').textContent()).toMatch(/mất tín hiệu/i)
    expect(problems).toEqual([])
  })

  it('tells what a lock costs before it is set, and keeps the footage', async () => {
    const { page, problems } = await openPage(browser, station.url)
    await logIn(page, 'office-staff')
    await page.goto('/live')
    await page.getByTestId('live-tile').first().hover()
    await page.getByTestId('live-back').first().click()
    await page.getByTestId('lock-range').click()
    await expect.poll(() => page.getByTestId('lock-cost').textContent()).toMatch(/\d+(,\d+)? (kB|MB|GB)/)
    await page.getByTestId('lock-reason').fill('Giữ hình để đối chiếu phản ánh của người dân')
    await page.getByTestId('lock-save').click()
    await expect
      .poll(async () => (await station.services.retention.locks(officeStaff(station), {})).length)
      .toBe(1)
    expect(problems).toEqual([])
  })
})

function officeStaff({ world }: ServedStation) {
  const label = 'office-staff'
  return { kind: 'user', id: label, label, role: label, unitId: world.office.id } as const
}
