// `npm run screenshots [-- ROUTE]`: every page of the demonstration in Vietnamese, at the two sizes of office screens, in
// the folder `screenshots` (not kept in git). Those that docs/ shows are written there too. With MINH_CHUNG_AT the pages
// of a demonstration that is running already.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { visitAllPages } from './all-pages.ts'
import { openBrowser } from './browser.ts'
import { startDemo } from './running-demo.ts'

const SIZES = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
]
/** Routes whose picture docs/ shows, with its name there. */
const SHOWN_IN_DOCS: Readonly<Record<string, string>> = {
  '/login': 'login',
  '/': 'today',
  '/review': 'review',
  '/queue': 'queue',
  '/bookmarks': 'bookmarks',
  '/presence': 'presence',
  '/clock-check': 'clock-check',
  '/notice-boards': 'notice-boards',
  '/dossiers': 'dossiers',
  '/evidence': 'evidence',
  '/scoring/$scorecardId': 'scorecard',
  '/cameras': 'cameras',
  '/cameras/add': 'camera-add',
  '/admin': 'admin',
}
const PEOPLE = ['thanhtra', 'quantri', 'hoidong'].map((username) => ({
  username,
  password: 'minh-chung-demo',
}))
/** Videos that are on the page have their first picture; one that never comes is photographed as it is. */
const untilPictures = (page: Page): Promise<unknown> =>
  page
    .waitForFunction(
      () => [...document.querySelectorAll('video')].every(({ readyState }) => readyState >= 2),
      undefined,
      { timeout: 15_000 },
    )
    .catch(() => undefined)
const root = join(import.meta.dirname, '..', '..')
const only = process.argv[2]
const running = process.env.MINH_CHUNG_AT
const demo = running === undefined ? await startDemo() : { url: running, stop: async () => undefined }
const browser = await openBrowser()
const folder = join(root, 'screenshots')
mkdirSync(folder, { recursive: true })
try {
  for (const viewport of SIZES) {
    await visitAllPages(browser, demo.url, { people: PEOPLE, viewport, only }, async ({ route, page }) => {
      // Maps, tables and pictures come a little after their frame.
      await page.waitForTimeout(700)
      await untilPictures(page)
      const name = route === '/' ? 'today' : route.slice(1).replaceAll(/[/$]+/g, '-')
      await page.screenshot({ path: join(folder, `${viewport.width}-${name}.png`) })
      const inDocs = SHOWN_IN_DOCS[route]
      if (viewport.width === SIZES[0]?.width && inDocs !== undefined)
        await page.screenshot({ path: join(root, 'docs', 'screenshots', `${inDocs}.png`) })
      const wider = await page.evaluate<number>(
        'document.querySelector("main, body").scrollWidth - document.querySelector("main, body").clientWidth',
      )
      console.log(`${viewport.width} ${route}${wider > 0 ? `  SCROLLS SIDEWAYS by ${wider} px` : ''}`)
    })
  }
} finally {
  await browser.close()
  await demo.stop()
}
