import type { Page } from 'playwright-core'
import { levelFor, stripsIn } from '#shared/thumbnails/strips.rules.ts'

/** As many pixels as a hand moves between two looks. */
const STEP_PX = 22
/** A new place so often: a picture that has not come by then never counted. */
const STEP_MS = 150

/**
 * Follows the pointer over the timeline and notes, for each place, how long it took until the picture above it was one of
 * that place: so near that no other could stand between them.
 */
const WATCH = `(({ reachPx }) => {
  const stage = document.querySelector('[data-testid="timeline"]')
  const waits = window.scrubWaits = []
  let wanted = null
  stage.addEventListener('pointermove', (event) => {
    if (wanted) waits.push(null)
    const [fromMs, toMs] = stage.dataset.view.split('-').map(Number)
    const width = stage.querySelector('.timeline-overlay').getBoundingClientRect().width
    const msPerPx = (toMs - fromMs) / width
    wanted = { movedMs: event.timeStamp, atMs: fromMs + event.offsetX * msPerPx, reachMs: reachPx * msPerPx }
  }, true)
  const look = () => {
    const image = document.querySelector('[data-testid="timeline-thumbnail"]')
    const isThere = wanted && image && image.complete && image.naturalWidth > 0
    if (isThere && Math.abs(Number(image.dataset.atMs) - wanted.atMs) <= wanted.reachMs) {
      waits.push(performance.now() - wanted.movedMs)
      wanted = null
    }
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
})({ reachPx: 24 })`

/** Milliseconds at each place; null where the pointer was elsewhere before there was a picture. */
export type ScrubWaits = readonly (number | null)[]

/** Drags the playhead over what the timeline shows, from one end to the other. The page seeks at every step, too. */
async function drag(page: Page): Promise<ScrubWaits> {
  const box = await page.getByTestId('timeline').boundingBox()
  if (!box) throw new Error('no timeline')
  const y = box.y + 6
  await page.mouse.move(box.x + STEP_PX, y)
  await page.mouse.down()
  await page.evaluate('window.scrubWaits.length = 0')
  for (let x = 2 * STEP_PX; x < box.width - STEP_PX; x += STEP_PX) {
    await page.mouse.move(box.x + x, y)
    await page.waitForTimeout(STEP_MS)
  }
  await page.mouse.up()
  return page.evaluate<ScrubWaits>('window.scrubWaits')
}

/** The pointer rests on the timeline until the pictures of what it shows are made. @returns milliseconds to the first one */
async function untilMade(page: Page): Promise<number> {
  const box = await page.getByTestId('timeline').boundingBox()
  if (!box) throw new Error('no timeline')
  const startedMs = performance.now()
  let firstMs: number | null = null
  for (let part = 0.05; part < 1; part += 0.1) {
    await page.mouse.move(box.x + part * box.width, box.y + 6)
    await page.locator('.timeline-thumbnail:not([data-loading]):not([data-empty]) img').waitFor()
    firstMs ??= performance.now() - startedMs
    await page.waitForTimeout(200)
  }
  await page.mouse.move(box.x, box.y - 50)
  return firstMs ?? Number.NaN
}

/** As many as the page has made ahead of a pointer. */
const MOST_AHEAD = 5

async function stripsAhead(page: Page): Promise<number> {
  const stage = page.getByTestId('timeline')
  const [fromMs = 0, toMs = 0] = ((await stage.getAttribute('data-view')) ?? '').split('-').map(Number)
  const widthPx = (await stage.boundingBox())?.width ?? 0
  const level = levelFor(toMs - fromMs, widthPx)
  return Math.min(MOST_AHEAD, stripsIn(level, { fromMs, toMs }).length)
}

/**
 * Nobody touches a newly opened day until the host has made its pictures; then somebody points.
 * @returns milliseconds to the first picture
 */
export async function pointAfterRest(page: Page): Promise<number> {
  let made = 0
  page.on('response', (answer) => {
    if (answer.request().method() === 'HEAD' && answer.url().includes('/thumbnails/')) made += 1
  })
  const wanted = await stripsAhead(page)
  while (made < wanted) await page.waitForTimeout(100)
  return untilMade(page)
}

export type Scrubbing = { readonly firstMs: number; readonly waits: ScrubWaits }

/** Scrubbing over what the timeline shows, once its small pictures have been made. */
export async function scrub(page: Page): Promise<Scrubbing> {
  const firstMs = await untilMade(page)
  await page.evaluate(WATCH)
  return { firstMs, waits: [...(await drag(page)), ...(await drag(page))] }
}
