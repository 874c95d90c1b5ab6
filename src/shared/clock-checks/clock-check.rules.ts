import { HOUR_MS, type InstantMs } from '../kernel/instant.ts'
import { CODE_MS, type ClockCode } from './clock-code.rules.ts'

/** One frame in which a good code of the check was read. */
export type Sighting = {
  /** Station time at which the recording places the frame. */
  readonly recordedAtMs: InstantMs
  readonly code: Pick<ClockCode, 'atMs' | 'uncertaintyMs'>
}

export type Measured = {
  /** How much later the recording places a frame than it was filmed; negative: earlier. */
  readonly offsetMs: number
  /** One frame, what the page did not know, and what the sightings leave open. */
  readonly uncertaintyMs: number
  readonly frameMs: number
  readonly pageUncertaintyMs: number
  readonly sightings: number
  readonly codes: number
  readonly firstFilmedMs: InstantMs
  readonly lastFilmedMs: InstantMs
  readonly firstRecordedMs: InstantMs
  readonly lastRecordedMs: InstantMs
}

/** Why a run of sightings proves nothing. */
export type CheckRefusal =
  /** Fewer than {@link LEAST_CODES} different codes in the time looked at. */
  | 'too-few-codes'
  /** One code stands still for longer than it was ever shown: a photograph or a paper. */
  | 'still-code'
  /** The codes run backwards: a film that is played again. */
  | 'replayed-code'
  /** The delay changes within the check by more than two frames: a clock was set, or the page was filmed off another screen. */
  | 'unsteady-code'
  /** Filmed more than half a day from where the recording places it. */
  | 'old-code'

/** Enough to tell a running page from a still one. */
export const LEAST_CODES = 5
const LONGEST_OFFSET_MS = 12 * HOUR_MS
/** A screen shows what it is told up to this much later. */
const SCREEN_MS = 20

function frameMsOf(sightings: readonly Sighting[]): number {
  const steps = sightings
    .slice(1)
    .map((each, at) => each.recordedAtMs - (sightings[at]?.recordedAtMs ?? 0))
    .filter((step) => step > 0)
    .toSorted((left, right) => left - right)
  return steps[Math.floor(steps.length / 2)] ?? CODE_MS
}

function standsStill(sightings: readonly Sighting[], frameMs: number): boolean {
  const longest = CODE_MS + 2 * frameMs + SCREEN_MS
  let first = sightings[0]
  for (const each of sightings) {
    if (each.code.atMs !== first?.code.atMs) first = each
    else if (each.recordedAtMs - first.recordedAtMs > longest) return true
  }
  return false
}

function refusalOf(sightings: readonly Sighting[], frameMs: number): CheckRefusal | null {
  if (standsStill(sightings, frameMs)) return 'still-code'
  if (sightings.some(({ code }, at) => code.atMs < (sightings[at - 1]?.code.atMs ?? 0)))
    return 'replayed-code'
  if (new Set(sightings.map(({ code }) => code.atMs)).size < LEAST_CODES) return 'too-few-codes'
  return null
}

/**
 * What the sightings (in the order of the recording) say about where the recording places its frames. A frame that shows
 * the code of T was filmed in [T, T + {@link CODE_MS}), so each one bounds the offset from both sides; the bounds of all
 * frames together leave about one frame.
 */
export function measureClock(sightings: readonly Sighting[]): Measured | CheckRefusal {
  const [first, last] = [sightings[0], sightings.at(-1)]
  if (!first || !last) return 'too-few-codes'
  const frameMs = frameMsOf(sightings)
  const refusal = refusalOf(sightings, frameMs)
  if (refusal) return refusal
  const delays = sightings.map(({ recordedAtMs, code }) => recordedAtMs - code.atMs)
  const highestMs = Math.min(...delays)
  const lowestMs = Math.max(...delays) - CODE_MS
  if (lowestMs - highestMs > 2 * frameMs + SCREEN_MS) return 'unsteady-code'
  const offsetMs = Math.round((lowestMs + highestMs) / 2)
  if (Math.abs(offsetMs) > LONGEST_OFFSET_MS) return 'old-code'
  const pageUncertaintyMs = Math.max(...sightings.map(({ code }) => code.uncertaintyMs))
  return {
    offsetMs,
    uncertaintyMs: Math.ceil(frameMs + pageUncertaintyMs + Math.abs(highestMs - lowestMs) / 2),
    frameMs: Math.round(frameMs),
    pageUncertaintyMs,
    sightings: sightings.length,
    codes: new Set(sightings.map(({ code }) => code.atMs)).size,
    firstFilmedMs: first.code.atMs,
    lastFilmedMs: last.code.atMs,
    firstRecordedMs: first.recordedAtMs,
    lastRecordedMs: last.recordedAtMs,
  }
}
