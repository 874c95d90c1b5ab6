import { DAY_MS, type InstantMs } from '../kernel/instant.ts'
import type { Forecast, RetentionDays } from './retention.model.ts'

/** What one camera holds and adds. */
export type CameraLoad = {
  readonly lockedBytes: number
  readonly keptBytes: number
  readonly deletableBytes: number
  readonly bytesPerDay: number
  /** Of what is there now; null: nothing. */
  readonly oldestMs: InstantMs | null
  readonly days: RetentionDays
}

export type ForecastFacts = {
  readonly nowMs: InstantMs
  /** Free above the reserves of all folders that take recordings. */
  readonly freeBytes: number
  readonly otherBytes: number
  readonly cameras: readonly CameraLoad[]
}

const HORIZON_DAYS = 730
const POINT_EVERY_DAYS = 7

/** Footage of a camera that is still below its floor after so many days: what is there now ages, new footage comes. */
function belowFloorAfter(camera: CameraLoad, nowMs: InstantMs, days: number): number {
  const { floorDays } = camera.days
  const spanDays = Math.min(floorDays, Math.max(0, nowMs - (camera.oldestMs ?? nowMs)) / DAY_MS)
  // Taken as spread evenly over the days that it spans.
  const left = spanDays <= 0 ? 0 : Math.min(1, Math.max(0, floorDays - days) / spanDays)
  return camera.keptBytes * left + camera.bytesPerDay * Math.min(days, floorDays)
}

function needAfter(
  facts: ForecastFacts,
  days: number,
  count: { readonly locks: boolean; readonly floors: boolean },
) {
  const sum = (of: (camera: CameraLoad) => number): number =>
    facts.cameras.reduce((total, camera) => total + of(camera), 0)
  return {
    lockedBytes: count.locks ? sum((camera) => camera.lockedBytes) : 0,
    floorBytes: count.floors ? sum((camera) => belowFloorAfter(camera, facts.nowMs, days)) : 0,
  }
}

/** Days until what must stay no longer fits; null: it does for the whole horizon. Linear inside a day. */
function daysToFull(
  facts: ForecastFacts,
  capacityBytes: number,
  count = { locks: true, floors: true },
): number | null {
  let before = 0
  for (let days = 0; days <= HORIZON_DAYS; days += 1) {
    const { lockedBytes, floorBytes } = needAfter(facts, days, count)
    const need = lockedBytes + floorBytes
    if (need > capacityBytes) {
      if (days === 0) return 0
      return days - 1 + (capacityBytes - before) / (need - before)
    }
    before = need
  }
  return null
}

function bottleneckOf(facts: ForecastFacts, capacityBytes: number): Forecast['bottleneck'] {
  if (daysToFull(facts, capacityBytes) === null) return null
  if (daysToFull(facts, capacityBytes + facts.otherBytes) === null && facts.otherBytes > capacityBytes)
    return 'other-files'
  return daysToFull(facts, capacityBytes, { locks: false, floors: true }) === null ? 'locks' : 'floors'
}

/** How long footage stays once the disk is in use: what is not locked, shared by all at their own pace. */
function keepsDays(facts: ForecastFacts, capacityBytes: number, bytesPerDay: number): number | null {
  if (bytesPerDay <= 0) return null
  const locked = facts.cameras.reduce((sum, camera) => sum + camera.lockedBytes, 0)
  const room = Math.max(0, capacityBytes - locked)
  const ceilings = facts.cameras
    .filter((camera) => camera.bytesPerDay > 0)
    .map((camera) => camera.days.ceilingDays ?? Number.POSITIVE_INFINITY)
  return Math.min(room / bytesPerDay, Math.max(...ceilings))
}

/**
 * When recording would have to stop, were everything to go on as in the last days: footage past its floor makes room,
 * locks and floors never do.
 */
export function forecast(facts: ForecastFacts): Forecast {
  const { nowMs, cameras, freeBytes } = facts
  const bytesPerDay = cameras.reduce((sum, camera) => sum + camera.bytesPerDay, 0)
  const stored = cameras.reduce(
    (sum, camera) => sum + camera.lockedBytes + camera.keptBytes + camera.deletableBytes,
    0,
  )
  const capacityBytes = Math.round(Math.max(0, stored + freeBytes))
  const atDay = (days: number): InstantMs => Math.round(nowMs + days * DAY_MS)
  const full = bytesPerDay > 0 ? daysToFull(facts, capacityBytes) : null
  const pointDays = Array.from(
    { length: Math.floor(180 / POINT_EVERY_DAYS) + 1 },
    (_, index) => index * POINT_EVERY_DAYS,
  )
  const deletingDays = bytesPerDay > 0 ? Math.max(0, freeBytes) / bytesPerDay : null
  return {
    nowMs,
    bytesPerDay: bytesPerDay > 0 ? Math.round(bytesPerDay) : null,
    capacityBytes,
    deletingFromMs: deletingDays === null || deletingDays > HORIZON_DAYS ? null : atDay(deletingDays),
    fullAtMs: full === null ? null : atDay(full),
    daysLeft: full,
    keepsDays: keepsDays(facts, capacityBytes, bytesPerDay),
    bottleneck: bytesPerDay > 0 ? bottleneckOf(facts, capacityBytes) : null,
    points: pointDays.map((days) => {
      const { lockedBytes, floorBytes } = needAfter(facts, days, { locks: true, floors: true })
      return { atMs: atDay(days), lockedBytes: Math.round(lockedBytes), floorBytes: Math.round(floorBytes) }
    }),
  }
}

/** The same facts, were so many more bytes locked: first those that could go, then those below the floor. */
export function withLocked(facts: ForecastFacts, newBytes: number): ForecastFacts {
  const nothing: CameraLoad = {
    lockedBytes: newBytes,
    keptBytes: 0,
    deletableBytes: -newBytes,
    bytesPerDay: 0,
    oldestMs: null,
    days: { floorDays: 0, ceilingDays: null },
  }
  return { ...facts, cameras: [...facts.cameras, nothing] }
}
