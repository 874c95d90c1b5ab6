import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'

/** Groups over which the smallest delay is taken: few, so that a camera whose media clock runs off is followed. */
const WINDOW_GROUPS = 3

export type GroupClock = {
  /**
   * Station time of the next group of a run.
   * @param arrivedAtMs when its last byte came, which is when the following keyframe arrived
   * @param mediaDurationMs by the stream's own clock
   * @param isLate it lay waiting for the host, which stood still: its arrival tells nothing
   */
  readonly place: (arrivedAtMs: InstantMs, mediaDurationMs: number, isLate?: boolean) => TimeRange
}

/** A host that is always late is as good as one that is not: then arrivals count again. */
const MAX_LATE_GROUPS = 8

/** Over so much media time, and so many groups, it shows whether the camera's own clock runs at another rate. */
const RATE_OVER_MS = 20_000
const RATE_GROUPS = 16
/** Less is the network's doing. */
const LEAST_RATE_ERROR = 0.05
const RATE_LIMITS = { least: 0.5, most: 2 } as const

/** A new run cannot have begun earlier than this before the end of the last one, unless the clock was set back. */
const MAX_OVERLAP_MS = 5000

/**
 * Runs do not overlap by the small error of their beginnings. Where the station's clock was set back they do: the new
 * run is placed by the clock as it now is, and the same hour is then filmed twice.
 */
function runStart(startMs: InstantMs, notBeforeMs: InstantMs): InstantMs {
  return notBeforeMs - startMs > MAX_OVERLAP_MS ? startMs : Math.max(notBeforeMs, startMs)
}

type Arrival = { readonly arrivedAtMs: InstantMs; readonly mediaMs: number }

/** Wall time per media time over the groups that came before; 1 unless it is plainly something else. */
export function mediaRate(arrivals: readonly Arrival[]): number {
  const [first, last] = [arrivals[0], arrivals.at(-1)]
  if (!first || !last || last.mediaMs - first.mediaMs < RATE_OVER_MS) return 1
  const rate = (last.arrivedAtMs - first.arrivedAtMs) / (last.mediaMs - first.mediaMs)
  if (Math.abs(rate - 1) < LEAST_RATE_ERROR) return 1
  return Math.min(RATE_LIMITS.most, Math.max(RATE_LIMITS.least, rate))
}

/**
 * Tells when each group of one run was filmed. The end is wall clock: what the camera declares of its frame rate is
 * not trusted. Media time, at the rate at which it came so far, only smooths: of the last few groups the one that came soonest shows the true delay, and
 * the others were held up on the way (the last group of a lost connection by however long the loss took to notice).
 * @param notBeforeMs end of the footage before this run
 */
export function createGroupClock(notBeforeMs: InstantMs): GroupClock {
  const delaysMs: number[] = []
  const arrivals: Arrival[] = []
  let rawMediaMs = 0
  let mediaEndMs = 0
  let previousEndMs: InstantMs | null = null
  let lateGroups = 0

  function learn(arrivedAtMs: InstantMs): void {
    arrivals.push({ arrivedAtMs, mediaMs: rawMediaMs })
    if (arrivals.length > RATE_GROUPS) arrivals.shift()
    delaysMs.push(arrivedAtMs - mediaEndMs)
    if (delaysMs.length > WINDOW_GROUPS) delaysMs.shift()
  }

  function place(arrivedAtMs: InstantMs, mediaDurationMs: number, isLate = false): TimeRange {
    const durationMs = mediaDurationMs * mediaRate(arrivals)
    rawMediaMs += mediaDurationMs
    mediaEndMs += durationMs
    lateGroups = isLate ? lateGroups + 1 : 0
    if (!isLate || delaysMs.length === 0 || lateGroups > MAX_LATE_GROUPS) learn(arrivedAtMs)
    const fromMs = previousEndMs ?? runStart(Math.round(arrivedAtMs - mediaDurationMs), notBeforeMs)
    const toMs = Math.max(fromMs + 1, Math.min(arrivedAtMs, Math.round(mediaEndMs + Math.min(...delaysMs))))
    previousEndMs = toMs
    return { fromMs, toMs }
  }

  return { place }
}
