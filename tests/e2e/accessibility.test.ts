import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type FurnishedStation, furnishStation } from '#tests/builders/furnished-station.ts'
import { WORLD_PASSWORD } from '#tests/builders/station-world.ts'
import { visitAllPages } from './all-pages.ts'
import { violationsOf } from './axe.ts'
import { openBrowser } from './browser.ts'

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
