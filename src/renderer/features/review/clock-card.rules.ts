import type { ClockCertificate } from '#shared/clock-checks/clock-checks.model.ts'
import { CERTIFICATE_FRESH_MS } from '#shared/clock-checks/clock-checks.model.ts'
import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import type { ClockOffset } from '#shared/kernel/clock-offset.ts'
import { DAY_MS, type InstantMs, MINUTE_MS } from '#shared/kernel/instant.ts'

/** A camera's clock is read every five minutes, a log's is told once per source. */
const CAMERA_FRESH_MS = 15 * MINUTE_MS
const LOG_FRESH_MS = 31 * DAY_MS

/** Readings are asked for by this much time, so that a playhead that moves does not ask at every frame. */
export const READINGS_STEP_MS = 30 * MINUTE_MS

export function readingsRange(atMs: InstantMs): { fromMs: InstantMs; toMs: InstantMs } {
  const stepMs = Math.floor(atMs / READINGS_STEP_MS) * READINGS_STEP_MS
  return { fromMs: Math.max(0, stepMs - READINGS_STEP_MS), toMs: stepMs + 2 * READINGS_STEP_MS }
}

/** The reading that was made nearest to the moment; null for none. */
export function nearestReading<Reading extends { readonly measuredAtMs: InstantMs }>(
  readings: readonly Reading[],
  atMs: InstantMs,
): Reading | null {
  let nearest: Reading | null = null
  for (const reading of readings)
    if (!nearest || Math.abs(reading.measuredAtMs - atMs) < Math.abs(nearest.measuredAtMs - atMs))
      nearest = reading
  return nearest
}

/** A certificate speaks for the recordings around it: the one whose frames lie nearest. */
export function certificateFor(
  certificates: readonly (ClockCertificate | null)[],
  atMs: InstantMs,
): ClockCertificate | null {
  const known = certificates.flatMap((each) =>
    each ? [{ certificate: each, measuredAtMs: each.lastRecordedMs }] : [],
  )
  return nearestReading(known, atMs)?.certificate ?? null
}

/** Measured near enough to the moment to speak for it. */
export function isFresh(
  clock: 'camera' | 'log' | 'picture',
  measuredAtMs: InstantMs,
  atMs: InstantMs,
): boolean {
  const limits = { camera: CAMERA_FRESH_MS, log: LOG_FRESH_MS, picture: CERTIFICATE_FRESH_MS }
  return Math.abs(atMs - measuredAtMs) <= limits[clock]
}

export type VerdictStanding =
  /** Another verdict is possible within the log's uncertainty. */
  | 'may-change'
  /** The picture may lie further off than the verdict was tried for. */
  | 'not-tried'
  | 'holds'

/** Whether a verdict about footage stands, given what is known of the clocks. */
export function standingOf(
  event: Pick<EventCoverage, 'verdictDependsOnClock' | 'uncertaintyMs'>,
  picture: Pick<ClockOffset, 'offsetMs' | 'uncertaintyMs'> | null,
): VerdictStanding {
  if (event.verdictDependsOnClock) return 'may-change'
  const reachMs = picture ? Math.abs(picture.offsetMs) + picture.uncertaintyMs : 0
  return reachMs > event.uncertaintyMs ? 'not-tried' : 'holds'
}
