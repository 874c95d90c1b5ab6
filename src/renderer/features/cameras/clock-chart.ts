import type { ClockOffset } from '#shared/kernel/clock-offset.ts'
import { HOUR_MS, type InstantMs, SECOND_MS } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'

/** Readings further apart than this are not joined: nobody knows what the clock did between. */
const UNJOINED_MS = HOUR_MS
/** The least that the axis spans, so that a quiet clock is drawn as a quiet line. */
const LEAST_SPAN_MS = 2 * SECOND_MS
const STEPS_MS = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600].map((seconds) => seconds * SECOND_MS)
const MAX_TICKS = 6

export type ChartSize = { readonly widthPx: number; readonly heightPx: number }
export type ChartTick = { readonly offsetMs: number; readonly yPx: number }
export type ClockChart = {
  /** Offsets, one line per run of readings. */
  readonly linePath: string
  /** ± uncertainty around the line. */
  readonly bandPath: string
  readonly ticks: readonly ChartTick[]
  /** Where the clocks agree; null when that lies outside the axis. */
  readonly zeroPx: number | null
}

type Point = { readonly xPx: number; readonly yPx: number; readonly topPx: number; readonly bottomPx: number }

function runsOf(readings: readonly ClockOffset[]): ClockOffset[][] {
  const runs: ClockOffset[][] = []
  for (const reading of readings) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run && last && reading.measuredAtMs - last.measuredAtMs <= UNJOINED_MS) run.push(reading)
    else runs.push([reading])
  }
  return runs
}

function spanOf(readings: readonly ClockOffset[]): { readonly lowMs: number; readonly highMs: number } {
  let lowMs = Infinity
  let highMs = -Infinity
  for (const { offsetMs, uncertaintyMs } of readings) {
    lowMs = Math.min(lowMs, offsetMs - uncertaintyMs)
    highMs = Math.max(highMs, offsetMs + uncertaintyMs)
  }
  const lackingMs = Math.max(0, LEAST_SPAN_MS - (highMs - lowMs))
  return { lowMs: lowMs - lackingMs / 2, highMs: highMs + lackingMs / 2 }
}

function stepOf(spanMs: number): number {
  const wanted = spanMs / MAX_TICKS
  const step = STEPS_MS.find((each) => each >= wanted)
  return step ?? Math.ceil(wanted / HOUR_MS) * HOUR_MS
}

const draw = (points: readonly { readonly xPx: number; readonly yPx: number }[]): string =>
  points
    .map(({ xPx, yPx }, index) => `${index === 0 ? 'M' : 'L'}${xPx.toFixed(1)} ${yPx.toFixed(1)}`)
    .join('')

function bandOf(points: readonly Point[]): string {
  const there = points.map(({ xPx, topPx }) => ({ xPx, yPx: topPx }))
  const back = points.map(({ xPx, bottomPx }) => ({ xPx, yPx: bottomPx })).reverse()
  return `${draw([...there, ...back])}Z`
}

/** A lone reading is drawn as a short dash. */
const widened = (points: readonly Point[]): readonly Point[] => {
  const [only] = points
  return points.length === 1 && only
    ? [
        { ...only, xPx: only.xPx - 1 },
        { ...only, xPx: only.xPx + 1 },
      ]
    : points
}

/** The chart of clock readings, oldest first; null without any. */
export function clockChart(
  readings: readonly ClockOffset[],
  range: TimeRange,
  size: ChartSize,
): ClockChart | null {
  if (readings.length === 0) return null
  const { lowMs, highMs } = spanOf(readings)
  const x = (atMs: InstantMs): number => ((atMs - range.fromMs) / (range.toMs - range.fromMs)) * size.widthPx
  const y = (offsetMs: number): number => ((highMs - offsetMs) / (highMs - lowMs)) * size.heightPx
  const runs = runsOf(readings).map((run) =>
    widened(
      run.map(({ measuredAtMs, offsetMs, uncertaintyMs }) => ({
        xPx: x(measuredAtMs),
        yPx: y(offsetMs),
        topPx: y(offsetMs + uncertaintyMs),
        bottomPx: y(offsetMs - uncertaintyMs),
      })),
    ),
  )
  const stepMs = stepOf(highMs - lowMs)
  const ticks: ChartTick[] = []
  for (let tickMs = Math.ceil(lowMs / stepMs) * stepMs; tickMs <= highMs; tickMs += stepMs) {
    ticks.push({ offsetMs: tickMs === 0 ? 0 : tickMs, yPx: y(tickMs) })
  }
  return {
    linePath: runs.map(draw).join(''),
    bandPath: runs.map(bandOf).join(''),
    ticks,
    zeroPx: lowMs <= 0 && highMs >= 0 ? y(0) : null,
  }
}
