import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { openBrowser } from '#tests/e2e/browser.ts'
import type { BenchLine } from './bench-line.ts'

const FRAMES_A_SECOND = 50
const ROUND_SECONDS = 4
const ORIGIN = 'http://timeline.test'
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

/** Serves the built page without a port. */
async function openBuilt(page: Page, folder: string): Promise<void> {
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url())
    const path = pathname === '/' ? '/index.html' : pathname
    const body = await readFile(join(folder, path)).catch(() => null)
    if (!body) return route.fulfill({ status: 404 })
    await route.fulfill({ body, contentType: TYPES[extname(path)] ?? 'application/octet-stream' })
  })
  await page.goto(`${ORIGIN}/`)
  await page.getByTestId('timeline').waitFor()
}

/** What a hand does, as plain script text: each is called once a frame with the seconds that have passed. */
const ACTS = {
  'is at rest': '() => undefined',
  'zooms from a month to a second and back': `(seconds) => {
    const deltaY = seconds % 4 < 2 ? -60 : 60
    stage.dispatchEvent(new WheelEvent('wheel', { deltaY, clientX: box.x + box.width * 0.48, clientY: box.y + 60, bubbles: true, cancelable: true }))
  }`,
  'pans over a month': `(seconds) => {
    stage.dispatchEvent(new WheelEvent('wheel', { deltaX: seconds % 2 < 1 ? 25 : -25, bubbles: true, cancelable: true }))
  }`,
  'moves the pointer over a month': `(seconds) => {
    const clientX = box.x + (0.5 + 0.45 * Math.sin(seconds * 2)) * box.width
    const clientY = box.y + (0.5 + 0.45 * Math.sin(seconds * 3)) * box.height
    stage.dispatchEvent(new PointerEvent('pointermove', { clientX, clientY, bubbles: true }))
  }`,
} as const

/** Times between frames in milliseconds while a hand does something for so many seconds. */
function framesOf(page: Page, act: string, seconds: number): Promise<number[]> {
  return page.evaluate<number[]>(`new Promise((resolve) => {
    const stage = document.querySelector('.timeline-overlay')
    const box = stage.getBoundingClientRect()
    const act = ${act}
    const startMs = performance.now()
    const frames = []
    let lastMs = startMs
    requestAnimationFrame(function frame(nowMs) {
      frames.push(nowMs - lastMs)
      lastMs = nowMs
      if (nowMs - startMs > ${seconds * 1000}) return resolve(frames.slice(1))
      act((nowMs - startMs) / 1000)
      requestAnimationFrame(frame)
    })
  })`)
}

const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[values.length >> 1] ?? 0

/** Frames in the worst whole second. */
function worstSecond(frames: readonly number[]): number {
  const counts: number[] = []
  let [elapsedMs, count] = [0, 0]
  for (const frameMs of frames) {
    elapsedMs += frameMs
    count += 1
    if (elapsedMs < 1000) continue
    counts.push((count * 1000) / elapsedMs)
    elapsedMs = 0
    count = 0
  }
  return Math.min(...counts)
}

/** Seconds of the processor's time that the page's own thread has taken: what others take of a busy machine is not in it. */
async function openThreadTime(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0
  }
}

type Measured = { readonly medianFps: number; readonly worstFps: number; readonly threadMs: number }

async function measure(page: Page, act: string): Promise<Measured> {
  await framesOf(page, act, 1)
  const threadSeconds = await openThreadTime(page)
  const before = await threadSeconds()
  const frames = await framesOf(page, act, 2 * ROUND_SECONDS)
  const threadMs = (1000 * ((await threadSeconds()) - before)) / frames.length
  return { medianFps: 1000 / median(frames), worstFps: worstSecond(frames), threadMs }
}

/** Frames a second count upwards, so the lines hold the times of a frame. */
function linesOf(name: string, { medianFps, worstFps, threadMs }: Measured): BenchLine[] {
  const limit = 1000 / FRAMES_A_SECOND
  const line = (what: string, ours: number, wanted: number | null): BenchLine => ({
    name: `timeline ${name}: ${what}`,
    unit: 'ms',
    ours,
    limit,
    wanted,
  })
  return [
    line('median frame', 1000 / medianFps, 1),
    line('processor time of a frame on the page’s thread', threadMs, 1),
    // Whoever else works on this machine is in it: beside the page at rest it can be judged.
    line('mean frame of the worst second', 1000 / worstFps, null),
  ]
}

/** The timeline in Chromium, drawn by the processor alone, with 31 days × 9 cameras × 20 000 events. */
export async function timelineBench(say: (message: string) => void): Promise<BenchLine[]> {
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-timeline-'))
  const lines: BenchLine[] = []
  try {
    await build({
      configFile: false,
      root: fileURLToPath(new URL('timeline-page', import.meta.url)),
      plugins: [react()],
      logLevel: 'error',
      build: { outDir: folder, emptyOutDir: true, target: 'es2023' },
    })
    const browser = await openBrowser()
    try {
      for (const [name, act] of Object.entries(ACTS)) {
        const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
        await openBuilt(page, folder)
        const measured = await measure(page, act)
        say(
          `timeline ${name}: median ${measured.medianFps.toFixed(1)}, worst second ${measured.worstFps.toFixed(1)} frames a second, limit ${FRAMES_A_SECOND}`,
        )
        lines.push(...linesOf(name, measured))
        await page.close()
      }
    } finally {
      await browser.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return lines
}
