import { DAY_MS, type InstantMs } from '#shared/kernel/instant.ts'
import type { Forecast } from '#shared/retention/retention.model.ts'

export type ChartSize = { readonly widthPx: number; readonly heightPx: number }

export type ForecastChart = {
  /** What is locked, from the foot up. */
  readonly lockedPath: string
  /** What is below its floor, on top of what is locked. */
  readonly floorPath: string
  readonly capacityYPx: number
  readonly fromMs: InstantMs
  readonly toMs: InstantMs
  /** Where recording would stop, and where deleting begins; null outside of the chart. */
  readonly fullXPx: number | null
  readonly deletingXPx: number | null
}

/** What does not fit is drawn up to this many times the room there is, so that the room stays to be seen. */
const MOST_ROOMS = 2
/** Air above the highest of what is drawn. */
const HEADROOM = 1.08

type Point = { readonly xPx: number; readonly yPx: number }

const draw = (points: readonly Point[]): string =>
  points
    .map(({ xPx, yPx }, index) => `${index === 0 ? 'M' : 'L'}${xPx.toFixed(1)} ${yPx.toFixed(1)}`)
    .join('')

const areaBetween = (low: readonly Point[], high: readonly Point[]): string =>
  `${draw([...high, ...low.toReversed()])}Z`

/** Nothing can go to make room where recording stops as soon as the disk is in use. */
function deletingHelps({ deletingFromMs, fullAtMs }: Forecast): boolean {
  return deletingFromMs !== null && (fullAtMs === null || fullAtMs - deletingFromMs >= DAY_MS)
}

/** What must stay, against the room there is; null while there is too little to draw. */
export function forecastChart(forecast: Forecast, size: ChartSize): ForecastChart | null {
  const { points, capacityBytes, fullAtMs, deletingFromMs } = forecast
  const fromMs = points[0]?.atMs
  const toMs = points.at(-1)?.atMs
  if (fromMs === undefined || toMs === undefined || toMs <= fromMs) return null
  const highest = Math.max(capacityBytes, ...points.map((point) => point.lockedBytes + point.floorBytes))
  const shownBytes = capacityBytes > 0 ? Math.min(highest, capacityBytes * MOST_ROOMS) : highest
  const topBytes = Math.max(1, shownBytes) * HEADROOM
  const x = (atMs: InstantMs): number => ((atMs - fromMs) / (toMs - fromMs)) * size.widthPx
  const y = (bytes: number): number => size.heightPx * (1 - bytes / topBytes)
  const within = (atMs: InstantMs | null): number | null =>
    atMs === null || atMs < fromMs || atMs > toMs ? null : x(atMs)
  const lineOf = (bytesOf: (point: Forecast['points'][number]) => number): Point[] =>
    points.map((point) => ({ xPx: x(point.atMs), yPx: y(bytesOf(point)) }))
  const foot = lineOf(() => 0)
  const locked = lineOf((point) => point.lockedBytes)
  const stacked = lineOf((point) => point.lockedBytes + point.floorBytes)
  return {
    lockedPath: areaBetween(foot, locked),
    floorPath: areaBetween(locked, stacked),
    capacityYPx: y(capacityBytes),
    fromMs,
    toMs,
    fullXPx: within(fullAtMs),
    deletingXPx: within(deletingHelps(forecast) ? deletingFromMs : null),
  }
}
