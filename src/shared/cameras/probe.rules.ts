import type { ClockOffset } from '../kernel/clock-offset.ts'
import type { InstantMs } from '../kernel/instant.ts'
import type { MediaProfile, ProbeStep, ProbeStepName } from './cameras.model.ts'

/** Beyond this a camera's clock is called wrong. */
export const FAR_OFF_CLOCK_MS = 5000
/** Keyframes further apart mean H.264+/H.265+: clips start late and a crash loses more. */
export const FAR_APART_KEYFRAMES_MS = 4000

/** A measured frame rate further from the declared one than this share of it is told. */
export const FRAME_RATE_TOLERANCE = 0.1

/** A smaller picture than this helps nobody on a wall of sixteen. */
const LEAST_SUB_WIDTH_PX = 160

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

/**
 * What the wall and the presence detection watch: the smallest H.264 picture that is smaller than the main one and wide
 * enough; where there is none, the smallest H.265; null where there is neither.
 */
export function chooseSubProfile(
  profiles: readonly MediaProfile[],
  main: MediaProfile | null,
): MediaProfile | null {
  const smaller = profiles
    .filter((profile) => profile.token !== main?.token && profile.widthPx >= LEAST_SUB_WIDTH_PX)
    .filter((profile) => main === null || area(profile) < area(main))
    .toSorted((left, right) => area(left) - area(right))
  return (
    smaller.find((profile) => profile.codec === 'h264') ??
    smaller.find((profile) => profile.codec === 'h265') ??
    null
  )
}

/** Cameras that declare 25 and send 21 make phantom gaps for whoever believes them. */
export function frameRatesDiffer(declaredMilli: number, measuredMilli: number): boolean {
  return Math.abs(measuredMilli - declaredMilli) > declaredMilli * FRAME_RATE_TOLERANCE
}

/** Name of the first rung that did not hold; null when all did. */
export function failedStep(steps: readonly ProbeStep[]): ProbeStepName | null {
  return steps.find((step) => step.outcome === 'failed')?.step ?? null
}

/** Each warning once; the security rung may have several. */
export function warningCodes(steps: readonly ProbeStep[]): string[] {
  const codes = steps
    .filter((step) => step.outcome === 'warning')
    .flatMap((step) =>
      typeof step.detail['findings'] === 'string' ? step.detail['findings'].split(' ') : [step.code],
    )
  return [...new Set(codes)]
}
