import { DAY_MS, type InstantMs, MINUTE_MS, startOfVietnamDay } from '../kernel/instant.ts'
import { contains, durationMs, intersect, mergeRanges, type TimeRange } from '../kernel/time-range.ts'
import type { BackfillEstimate, BackfillSettings } from './backfill.model.ts'

/** A shorter hole is the seam between two connections, not worth asking a camera for. */
const LEAST_HOLE_MS = 1000

/** A camera without recordings of its own is taken to send this much. */
export const ASSUMED_BYTES_PER_SECOND = 250_000

type Window = Pick<BackfillSettings, 'windowFromMinute' | 'windowToMinute'>

function windowOfDay(settings: Window, dayMs: InstantMs): TimeRange {
  const { windowFromMinute: from, windowToMinute: to } = settings
  const lengthMs = to > from ? (to - from) * MINUTE_MS : DAY_MS - (from - to) * MINUTE_MS
  const fromMs = dayMs + from * MINUTE_MS
  return { fromMs, toMs: fromMs + lengthMs }
}

/** The window that is open now, else the next one. */
export function fetchWindow(settings: Window, nowMs: InstantMs): TimeRange {
  const todayMs = startOfVietnamDay(nowMs)
  const windows = [todayMs - DAY_MS, todayMs, todayMs + DAY_MS].map((dayMs) => windowOfDay(settings, dayMs))
  const open = windows.find((window) => contains(window, nowMs))
  return open ?? windows.find((window) => window.fromMs > nowMs) ?? windowOfDay(settings, todayMs + DAY_MS)
}

export function isFetchTime(settings: Window, nowMs: InstantMs): boolean {
  return contains(fetchWindow(settings, nowMs), nowMs)
}

/** Parts of the holes that lie in any of the ranges, without crumbs. */
export function holesInside(holes: readonly TimeRange[], ranges: readonly TimeRange[]): TimeRange[] {
  const merged = mergeRanges(ranges)
  return mergeRanges(holes.flatMap((hole) => merged.flatMap((range) => intersect(hole, range) ?? []))).filter(
    (hole) => durationMs(hole) >= LEAST_HOLE_MS,
  )
}

export type EstimateFacts = {
  readonly fetchMs: number
  /** null: the camera has recorded nothing yet. */
  readonly bytesPerSecond: number | null
  readonly settings: BackfillSettings
  /** What earlier fetching from this camera reached; null before the first. */
  readonly reachedBitsPerSecond: number | null
  readonly nowMs: InstantMs
}

/** Whether the night is long enough for so much footage at the stated bandwidth, and how many nights it takes. */
export function estimateBackfill(facts: EstimateFacts): BackfillEstimate {
  const { settings, nowMs } = facts
  const bytesPerSecond = facts.bytesPerSecond ?? ASSUMED_BYTES_PER_SECOND
  const limit = settings.maxKilobitsPerSecond * 1000
  const bitsPerSecond = Math.min(limit, facts.reachedBitsPerSecond ?? limit)
  const bytes = Math.round((facts.fetchMs / 1000) * bytesPerSecond)
  const neededMs = Math.ceil((bytes * 8000) / bitsPerSecond)
  const window = fetchWindow(settings, nowMs)
  const windowLeftMs = window.toMs - Math.max(window.fromMs, nowMs)
  const laterMs = Math.max(0, neededMs - windowLeftMs)
  return {
    bytes,
    bytesPerSecond,
    basis: facts.bytesPerSecond === null ? 'assumed' : 'own-footage',
    bitsPerSecond,
    neededMs,
    window,
    windowLeftMs,
    enough: laterMs === 0,
    nights: neededMs === 0 ? 0 : 1 + Math.ceil(laterMs / durationMs(window)),
  }
}
