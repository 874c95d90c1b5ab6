import type { Browser, BrowserContext, Page } from 'playwright-core'

/** Where a page is, as the router knows it, and as a real address. */
export type VisitedPage = { readonly route: string; readonly address: string; readonly page: Page }

/** Who opens pages. */
export type Account = { readonly username: string; readonly password: string }

/** Which list knows a real value of a route's parameter, and under which field. */
const REAL_VALUES: Readonly<Record<string, { readonly list: string; readonly field: string }>> = {
  $dossierId: { list: '/api/v1/dossiers', field: 'id' },
  $cameraId: { list: '/api/v1/cameras', field: 'id' },
  $scorecardId: { list: '/api/v1/scorecards', field: 'id' },
  $counterId: { list: '/api/v1/cameras', field: 'counterIds' },
}

/** Every route that can be opened, asked of the router itself: a page that is added tomorrow is among them. */
async function routesOf(page: Page): Promise<string[]> {
  const paths = await page.evaluate<string[]>(
    `Object.values(globalThis.__TSR_ROUTER__.routesById)
      .filter((route) => route.options.component !== undefined && route.options.path !== undefined)
      .map((route) => route.fullPath)`,
  )
  return [...new Set(paths)].toSorted()
}

/** @throws Error when nobody said where a real value comes from, or there is none */
async function realValue(page: Page, parameter: string): Promise<string> {
  const source = REAL_VALUES[parameter]
  if (source === undefined) throw new Error(`all-pages.ts: say where a real ${parameter} comes from`)
  const found = await page.evaluate<string | null>(`(async () => {
    const answer = await fetch(${JSON.stringify(source.list)})
    const body = await answer.json()
    const values = (Array.isArray(body) ? body : body.rows).flatMap((row) => row[${JSON.stringify(source.field)}])
    return values[0] ?? null
  })()`)
  if (found === null) throw new Error(`the station has no ${parameter}`)
  return found
}

/** Where a page has more to show than at its bare address: script text that gives its search. */
const FULLER_SEARCHES: Readonly<Record<string, string>> = {
  '/presence': `(async () => {
    const { rows } = await (await fetch('/api/v1/findings')).json()
    const seen = rows.find(({ origin }) => origin.kind === 'presence')
    if (seen === undefined) return ''
    const day = new Date(seen.atMs + 7 * 3_600_000).toISOString().slice(0, 10)
    return '?room=' + seen.roomId + '&day=' + day
  })()`,
}

async function addressOf(page: Page, route: string): Promise<string> {
  const parts = route.split('/').map(async (part) => (part.startsWith('$') ? realValue(page, part) : part))
  const search = FULLER_SEARCHES[route]
  return (
    (await Promise.all(parts)).join('/') + (search === undefined ? '' : await page.evaluate<string>(search))
  )
}

/** Nothing is on its way any more: no skeleton, no spinner, and the page has its heading. */
export async function untilSettled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor({ timeout: 15_000 })
  await page.waitForFunction(
    () => document.querySelector('main [aria-busy="true"], main .mantine-Skeleton-root') === null,
    undefined,
    { timeout: 15_000 },
  )
}

async function contextOf(browser: Browser, url: string, viewport: { width: number; height: number }) {
  return browser.newContext({
    viewport,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    baseURL: url,
    reducedMotion: 'reduce',
  })
}

type Person = { readonly context: BrowserContext; readonly page: Page; readonly opens: ReadonlySet<string> }

async function enter(context: BrowserContext, account: Account): Promise<Person> {
  const page = await context.newPage()
  const answer = await page.request.post('/rpc/users/login', { data: { json: account } })
  if (!answer.ok()) throw new Error(`${account.username} could not log in: ${answer.status()}`)
  // A page with little on it: only the navigation is looked at.
  await page.goto('/bookmarks')
  const links = page.getByRole('navigation').first().locator('a[href]')
  await links.first().waitFor()
  const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
  return { context, page, opens: new Set(hrefs) }
}

/** Some pages below one that is open to many are not: the next of the people tries. */
async function openAsFirst(people: readonly Person[], route: string): Promise<VisitedPage> {
  for (const { page } of people) {
    const address = await addressOf(page, route)
    await page.goto(address)
    await untilSettled(page)
    if ((await page.getByTestId('forbidden').count()) === 0) return { route, address, page }
  }
  throw new Error(`nobody may open ${route}`)
}

/**
 * Opens every page of the program with real data, the login page first, each as the first of the people who may. `look`
 * is called once the page has settled.
 * @returns the routes
 */
export async function visitAllPages(
  browser: Browser,
  url: string,
  options: {
    readonly people: readonly Account[]
    readonly viewport?: { readonly width: number; readonly height: number }
    /** Routes that begin like this alone. */
    readonly only?: string | undefined
  },
  look: (visited: VisitedPage) => Promise<void>,
): Promise<string[]> {
  const { viewport = { width: 1366, height: 768 }, only } = options
  const outside = await (await contextOf(browser, url, viewport)).newPage()
  await outside.goto('/login')
  await untilSettled(outside)
  const routes = (await routesOf(outside)).filter((route) => only === undefined || route.startsWith(only))
  if (routes.includes('/login')) await look({ route: '/login', address: '/login', page: outside })
  await outside.context().close()

  const people: Person[] = []
  for (const account of options.people)
    people.push(await enter(await contextOf(browser, url, viewport), account))
  for (const route of routes) {
    if (route === '/login') continue
    const first = `/${route.split('/')[1] ?? ''}`
    // A page that no navigation leads to is anybody's.
    const may = people.filter(({ opens }) => opens.has(first))
    await look(await openAsFirst(may.length === 0 ? people : may, route))
  }
  for (const { context } of people) await context.close()
  return routes
}
