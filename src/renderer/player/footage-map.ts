import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { FootageSpan, FootageState } from '#shared/recordings/recordings.model.ts'
import type { FootageGap, PlayerFootage } from './player.model.ts'

/** Holes up to this long between two spans of footage are joints, not gaps. */
const JOINT_MS = 500

export function hasFootage(state: FootageState): boolean {
  return state === 'recorded' || state === 'backfilled'
}

/** Footage as disjoint ranges: touching spans, and those a joint apart, become one. */
export function footageRanges(spans: readonly FootageSpan[]): TimeRange[] {
  const ranges: TimeRange[] = []
  for (const span of spans) {
    if (!hasFootage(span.state) || span.toMs <= span.fromMs) continue
    const last = ranges.at(-1)
    if (last && span.fromMs - last.toMs <= JOINT_MS) {
      ranges[ranges.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, span.toMs) }
    } else {
      ranges.push({ fromMs: span.fromMs, toMs: span.toMs })
    }
  }
  return ranges
}

export type FootagePlace =
  | { readonly kind: 'footage'; readonly range: TimeRange }
  | { readonly kind: 'gap'; readonly gap: FootageGap }

/** What lies at an instant. Where the ledger says nothing (yet) the cause is `unknown`. */
export function placeAt(footage: PlayerFootage, atMs: InstantMs): FootagePlace {
  const ranges = footageRanges(footage.spans)
  const range = ranges.find((candidate) => candidate.fromMs <= atMs && atMs < candidate.toMs)
  if (range) return { kind: 'footage', range }
  return { kind: 'gap', gap: gapAt(footage, ranges, atMs) }
}

/** The gap around an instant without footage; its cause is that of the span at the instant. */
function gapAt(footage: PlayerFootage, ranges: readonly TimeRange[], atMs: InstantMs): FootageGap {
  const before = ranges.findLast((range) => range.toMs <= atMs)
  const after = ranges.find((range) => range.fromMs > atMs)
  const span = footage.spans.find((candidate) => candidate.fromMs <= atMs && atMs < candidate.toMs)
  const whole = {
    fromMs: before?.toMs ?? Math.min(footage.bounds.fromMs, atMs),
    toMs: after?.fromMs ?? Math.max(footage.bounds.toMs, atMs + 1),
  }
  if (!span) return { ...whole, cause: 'unknown', reason: null }
  return {
    fromMs: Math.max(whole.fromMs, span.fromMs),
    toMs: Math.min(whole.toMs, span.toMs),
    cause: span.state,
    reason: span.reason,
  }
}

/** First instant with footage at or after `atMs`; null when there is none left. */
export function nextFootageMs(footage: PlayerFootage, atMs: InstantMs): InstantMs | null {
  for (const range of footageRanges(footage.spans)) {
    if (atMs < range.toMs) return Math.max(atMs, range.fromMs)
  }
  return null
}

/** Last instant with footage before `atMs`, and not in the footage that `atMs` itself lies in; null when there is none. */
export function previousFootageEndMs(footage: PlayerFootage, atMs: InstantMs): InstantMs | null {
  return footageRanges(footage.spans).findLast((range) => range.toMs <= atMs)?.toMs ?? null
}

/** Where the footage after the hole that comes next begins; null when there is none left. */
export function followingFootageMs(footage: PlayerFootage, atMs: InstantMs): InstantMs | null {
  return footageRanges(footage.spans).find((range) => range.fromMs > atMs)?.fromMs ?? null
}

/** Whether footage goes on after an instant for longer than the group that is being written just now. */
export function hasMoreThan(footage: PlayerFootage, afterMs: InstantMs, leastMs: number): boolean {
  const nextMs = nextFootageMs(footage, afterMs)
  return nextMs !== null && nextFootageMs(footage, nextMs + leastMs) !== null
}

/** The longest absence between two instants: what a jump from one to the other skipped. Null for a mere joint. */
export function gapBetween(footage: PlayerFootage, fromMs: InstantMs, toMs: InstantMs): FootageGap | null {
  let longest: FootageGap | null = null
  for (const span of footage.spans) {
    if (hasFootage(span.state) || span.toMs <= fromMs || span.fromMs >= toMs) continue
    if (span.toMs - span.fromMs <= JOINT_MS) continue
    if (longest && longest.toMs - longest.fromMs >= span.toMs - span.fromMs) continue
    longest = { fromMs: span.fromMs, toMs: span.toMs, cause: span.state, reason: span.reason }
  }
  return longest
}

/**
 * The stretch to ask the playlist of: a window around the instant, most of it ahead, cut to the bounds. Whole days of
 * two-second groups would make playlists of megabytes.
 */
export function playlistWindow(bounds: TimeRange, atMs: InstantMs, windowMs: number): TimeRange {
  const fromMs = Math.max(bounds.fromMs, Math.round(atMs - windowMs / 4))
  return { fromMs, toMs: Math.min(bounds.toMs, fromMs + windowMs) }
}
