import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'

/** One fragment of a loaded playlist: where it stands on the media timeline and which instant it shows. */
export type MappedFragment = {
  /** Seconds on the media timeline, where gaps do not exist. */
  readonly startS: number
  readonly durationS: number
  /** Station time of its first frame. */
  readonly programMs: InstantMs
}

/** Playlists round durations to the millisecond; a hole this small is inside the footage. */
const HOLE_TOLERANCE_MS = 250

/** Index of the last fragment that starts at or before `value`; -1 when all start later. */
function lastAtOrBefore(
  fragments: readonly MappedFragment[],
  value: number,
  key: 'startS' | 'programMs',
): number {
  let low = 0
  let high = fragments.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const fragment = fragments[middle]
    if (fragment && fragment[key] <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Station time of a media position; null when nothing is loaded. Positions past the end count on from the last frame. */
export function programAtMedia(fragments: readonly MappedFragment[], mediaS: number): InstantMs | null {
  const fragment = fragments[Math.max(0, lastAtOrBefore(fragments, mediaS, 'startS'))]
  if (!fragment) return null
  const offsetS = Math.min(Math.max(0, mediaS - fragment.startS), fragment.durationS)
  return Math.round(fragment.programMs + offsetS * 1000)
}

/**
 * Media position that shows an instant. Null before the first and after the last fragment, and inside a gap, since
 * there is no such picture.
 */
export function mediaAtProgram(fragments: readonly MappedFragment[], atMs: InstantMs): number | null {
  const index = lastAtOrBefore(fragments, atMs, 'programMs')
  const fragment = fragments[index]
  const next = fragments[index + 1]
  if (!fragment) return next && next.programMs - atMs <= HOLE_TOLERANCE_MS ? next.startS : null
  const offsetMs = atMs - fragment.programMs
  if (offsetMs < fragment.durationS * 1000) return fragment.startS + offsetMs / 1000
  return next && next.programMs - atMs <= HOLE_TOLERANCE_MS ? next.startS : null
}

/** The instant at which the loaded fragments end. */
export function mappedEndMs(fragments: readonly MappedFragment[]): InstantMs | null {
  const last = fragments.at(-1)
  return last ? Math.round(last.programMs + last.durationS * 1000) : null
}

/** Station time of the fragment that shows an instant; null where there is none. */
export function fragmentAt(fragments: readonly MappedFragment[], atMs: InstantMs): TimeRange | null {
  const fragment = fragments[lastAtOrBefore(fragments, atMs, 'programMs')]
  if (!fragment) return null
  const toMs = Math.round(fragment.programMs + fragment.durationS * 1000)
  return atMs < toMs ? { fromMs: fragment.programMs, toMs } : null
}
