import { EventEmitter } from 'node:events'
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Frame,
  type Page,
  type Route,
} from 'playwright-core'
import { findChromium } from '../../scripts/lib/find-programs.mjs'
import { desktopRecord, standIn } from './stand-in-state.ts'

/** What the page sees instead of app://minh-chung; `.test` is reserved and never resolves. */
export const mappedOrigin = 'https://minh-chung.test'
const appOrigin = 'app://minh-chung'

const chromiumOptions = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

type WindowOpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' }
type WindowOptions = {
  readonly width: number
  readonly height: number
  readonly webPreferences: Readonly<Record<string, unknown>>
}

class StandInWebContents extends EventEmitter {
  windowOpenHandler: WindowOpenHandler = () => ({ action: 'allow' })
  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.windowOpenHandler = handler
  }
  /** @returns whether the shell let it pass */
  askNavigation(url: string): boolean {
    let isPrevented = false
    const preventDefault = (): void => {
      isPrevented = true
    }
    this.emit('will-navigate', { url, preventDefault })
    const list = isPrevented ? desktopRecord.preventedNavigations : desktopRecord.allowedNavigations
    list.push(url)
    return !isPrevented
  }
}

/** `https://minh-chung.test/x` of the page is `app://minh-chung/x` of the shell. */
function inAppTerms(url: string): string {
  return url.startsWith(`${mappedOrigin}/`) ? appOrigin + url.slice(mappedOrigin.length) : url
}

async function answerFromShell(route: Route): Promise<void> {
  const handler = standIn.protocolHandlers.get('app')
  if (handler === undefined) throw new Error('the shell has registered no handler for app://')
  const request = route.request()
  const body = request.postDataBuffer()
  const headers = new Headers(await request.allHeaders())
  const origin = headers.get('origin')
  if (origin !== null) headers.set('origin', origin.replace(mappedOrigin, appOrigin))
  const response = await handler(
    new Request(inAppTerms(request.url()), {
      method: request.method(),
      headers,
      ...(body === null ? {} : { body: new Uint8Array(body) }),
    }),
  )
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  })
}

/** @returns null for the first request of a window that the page has just opened: Playwright has no frame for it yet */
function frameOf(route: Route): Frame | null {
  try {
    return route.request().frame()
  } catch {
    return null
  }
}

export class StandInWindow extends EventEmitter {
  static readonly all: StandInWindow[] = []
  static getAllWindows(): readonly StandInWindow[] {
    return StandInWindow.all
  }
  readonly options: WindowOptions
  readonly webContents = new StandInWebContents()
  readonly consoleErrors: string[] = []
  focusCount = 0
  #browser: Browser | null = null
  #page: Page | null = null

  constructor(options: WindowOptions) {
    super()
    this.options = options
    StandInWindow.all.push(this)
    standIn.announceWebContents(this.webContents)
  }

  /** For the test: the Chromium page behind the window. */
  get page(): Page {
    if (this.#page === null) throw new Error('the window has loaded nothing yet')
    return this.#page
  }

  async loadURL(url: string): Promise<void> {
    const context = await this.#openContext()
    this.#page = await context.newPage()
    this.#page.on('console', (message) => {
      if (message.type() === 'error') this.consoleErrors.push(message.text())
    })
    this.#page.on('popup', (popup) => void popup.close())
    await this.#page.goto(url.replace(appOrigin, mappedOrigin))
    this.emit('ready-to-show')
  }

  async #openContext(): Promise<BrowserContext> {
    const executablePath = findChromium()
    if (executablePath === undefined) throw new Error('no Chromium on this machine')
    this.#browser = await chromium.launch({ executablePath, args: chromiumOptions })
    const { width, height } = this.options
    const context = await this.#browser.newContext({ viewport: { width, height } })
    await context.addInitScript((values: Record<string, unknown>) => {
      Object.assign(globalThis, values)
    }, Object.fromEntries(desktopRecord.exposedToPage))
    await context.route('**/*', (route) => this.#onRequest(route))
    return context
  }

  async #onRequest(route: Route): Promise<void> {
    const request = route.request()
    const url = inAppTerms(request.url())
    if (request.isNavigationRequest() && (await this.#isStopped(route, url))) return route.abort('aborted')
    if (!url.startsWith(`${appOrigin}/`)) return route.abort('blockedbyclient')
    return answerFromShell(route)
  }

  async #isStopped(route: Route, url: string): Promise<boolean> {
    const frame = frameOf(route)
    if (frame === null || (await frame.page().opener()) !== null) {
      const { action } = this.webContents.windowOpenHandler({ url })
      const list = action === 'deny' ? desktopRecord.deniedWindows : desktopRecord.allowedWindows
      list.push(url)
      return true
    }
    // loadURL() of the shell itself raises no will-navigate; only what the page starts does.
    const isFirstLoad = frame.url() === 'about:blank' || frame.url() === ''
    return frame.parentFrame() === null && !isFirstLoad && !this.webContents.askNavigation(url)
  }

  async closeBrowser(): Promise<void> {
    await this.#browser?.close()
    StandInWindow.all.splice(StandInWindow.all.indexOf(this), 1)
  }
  /** As when the person closes the window. */
  close(): void {
    this.emit('close', {})
  }
  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return { x: 10, y: 20, width: 1200, height: 700 }
  }
  isMaximized(): boolean {
    return false
  }
  isMinimized(): boolean {
    return false
  }
  restore(): void {}
  maximize(): void {}
  show(): void {}
  focus(): void {
    this.focusCount += 1
  }
}
