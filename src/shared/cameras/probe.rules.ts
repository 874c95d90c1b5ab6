import type { ClockOffset } from '../kernel/clock-offset.ts'
import type { InstantMs } from '../kernel/instant.ts'
import type { MediaProfile, ProbeStep, ProbeStepName } from './cameras.model.ts'

/** Beyond this a camera's clock is called wrong. */
export const FAR_OFF_CLOCK_MS = 5000
/** Keyframes further apart mean H.264+/H.265+: clips start late and a crash loses more. */
export const FAR_APART_KEYFRAMES_MS = 4000

/** ONVIF tells the time in whole seconds, cut off: the true time lies up to a second later. */
const HALF_A_SECOND_MS = 500

/** One answer to GetSystemDateAndTime. */
export type ClockReading = {
  /** By the camera's clock, a whole second. */
  readonly cameraTimeMs: InstantMs
  /** Station time when the request left and when its answer was complete. */
  readonly sentAtMs: InstantMs
  readonly receivedAtMs: InstantMs
}

/** How far the camera runs ahead of the station, read at the middle of the round trip. */
export function clockOffsetOf(reading: ClockReading): ClockOffset {
  const roundTripMs = Math.max(0, reading.receivedAtMs - reading.sentAtMs)
  const middleMs = reading.sentAtMs + roundTripMs / 2
  return {
    offsetMs: Math.round(reading.cameraTimeMs + HALF_A_SECOND_MS - middleMs),
    uncertaintyMs: Math.ceil(roundTripMs / 2) + HALF_A_SECOND_MS,
    method: 'onvif-date-time',
    measuredAtMs: reading.receivedAtMs,
  }
}

const area = (profile: MediaProfile): number => profile.widthPx * profile.heightPx

/** The largest picture in H.264 or H.265; where there is none, the largest at all. The first of equals wins. */
export function chooseProfile(profiles: readonly MediaProfile[]): MediaProfile | null {
  const recordable = profiles.filter((profile) => profile.codec !== 'other')
  const candidates = recordable.length > 0 ? recordable : profiles
  return candidates.reduce<MediaProfile | null>(
    (best, profile) => (best === null || area(profile) > area(best) ? profile : best),
    null,
  )
}

/** Name of the first rung that did not hold; null when all did. */
export function failedStep(steps: readonly ProbeStep[]): ProbeStepName | null {
  return steps.find((step) => step.outcome === 'failed')?.step ?? null
}

export function warningCodes(steps: readonly ProbeStep[]): string[] {
  return steps.filter((step) => step.outcome === 'warning').map((step) => step.code)
}
