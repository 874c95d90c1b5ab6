import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type FurnishedStation, furnishStation } from '#tests/builders/furnished-station.ts'
import { WORLD_PASSWORD } from '#tests/builders/station-world.ts'
import { visitAllPages } from './all-pages.ts'
import { violationsOf } from './axe.ts'
import { openBrowser, openPage } from './browser.ts'

let station: FurnishedStation | undefined
let browser: Browser | undefined

beforeAll(async () => {
  station = await furnishStation()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

it('finds nothing serious on any page that the router knows, in light, dark and high contrast', async () => {
  if (!browser || !station) throw new Error('not set up')
  const found: Record<string, readonly string[]> = {}
  const people = ['inspector', 'administrator', 'committee-member'].map((username) => ({
    username,
    password: WORLD_PASSWORD,
  }))
  const routes = await visitAllPages(browser, station.url, { people }, async ({ route, page }) => {
    const problems = await violationsOf(page)
    if (problems.length > 0) found[route] = problems
  })
  expect(found).toEqual({})
  expect(routes).toEqual(expect.arrayContaining(['/login', '/', '/bookmarks', '/dossiers/$dossierId']))
}, 300_000)

/** What has the focus: `grid Dấu mốc`; and whether a ring shows it. A box or a radio shows it at its label. */
const FOCUSED = `(() => {
  const element = document.activeElement
  const { outlineStyle, outlineWidth } = getComputedStyle(element)
  const isBox = element.matches('[type="radio"], [type="checkbox"]')
  return {
    name: (element.getAttribute('role') ?? element.tagName.toLowerCase()) + ' ' + (element.getAttribute('aria-label') ?? ''),
    isRinged: isBox || (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2),
  }
})()`

/** Presses Tab until the wanted part has the focus; every stop on the way has to be seen. */
async function tabTo(page: Page, wanted: RegExp): Promise<void> {
  const stops: string[] = []
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab')
    const { name, isRinged } = await page.evaluate<{ name: string; isRinged: boolean }>(FOCUSED)
    stops.push(name)
    expect(isRinged, name).toBe(true)
    if (wanted.test(name)) return
  }
  throw new Error(`Tab never came to ${wanted}: ${stops.join(' · ')}`)
}

it('lets bookmarks be locked, let go and edited by the keyboard alone, and remembers how a person reads', async () => {
  if (!browser || !station) throw new Error('not set up')
  const { page, problems } = await openPage(browser, station.url)
  const account = { username: 'inspector', password: WORLD_PASSWORD }
  await page.request.post('/rpc/users/login', { data: { json: account } })
  await page.goto('/')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('m')
  await page.waitForURL(/\/bookmarks/)
  const grid = page.getByRole('grid', { name: 'Dấu mốc' })
  await grid.waitFor()
  await page.keyboard.press('/')
  await page
    .getByRole('combobox', { name: /^Tìm hồ sơ/ })
    .and(page.locator(':focus'))
    .waitFor()
  await page.keyboard.press('Escape')

  await tabTo(page, /^grid Dấu mốc/)
  await page.keyboard.press('Space')
  await page.getByText('Đã chọn 1/2').waitFor()
  await page.getByRole('toolbar').getByRole('button', { name: 'Khóa', exact: true }).press('Enter')
  await page.getByTestId('lock-cost').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Khóa', exact: true }).press('Enter')
  await page.getByText('Đã khóa 1 đoạn.').waitFor()
  await grid.getByText('khóa', { exact: true }).nth(1).waitFor()
  await page.getByTestId('undo-bookmarks').press('Enter')
  await grid.getByText('khóa', { exact: true }).nth(1).waitFor({ state: 'detached' })

  await grid.focus()
  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog', { name: 'Sửa dấu mốc' })
  await dialog.getByLabel('Ghi chú').fill('Rời quầy 12 phút')
  await page.keyboard.press('Tab')
  await page.keyboard.type('vắng quầy')
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Lưu' }).press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await grid.getByText('Rời quầy 12 phút').waitFor()
  await grid.and(page.locator(':focus')).waitFor()

  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Các phím' })
  await help.getByText('Sửa dấu mốc').waitFor()
  await help.getByText('Đến ô tìm kiếm').waitFor()
  await page.keyboard.press('Escape')
  await grid.and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/review\?.*cameras=/)

  await page.getByRole('button', { name: /^Tài khoản/ }).press('Enter')
  for (const name of ['Tương phản cao', 'Chữ lớn'])
    await page.getByRole('menuitemcheckbox', { name }).press('Enter')
  await page.goto('/bookmarks')
  await page.locator('html[data-contrast="high"][data-text="large"]').waitFor({ state: 'attached' })
  await grid.waitFor()
  const overflow = 'document.querySelector("main").scrollWidth - document.querySelector("main").clientWidth'
  expect(await page.evaluate<number>(overflow)).toBe(0)
  expect(problems).toEqual([])
})
