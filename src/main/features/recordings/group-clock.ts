import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'

/** Groups over which the smallest delay is taken: few, so that a camera whose media clock runs off is followed. */
const WINDOW_GROUPS = 3

export type GroupClock = {
  /**
   * Station time of the next group of a run.
   * @param arrivedAtMs when its last byte came, which is when the following keyframe arrived
   * @param mediaDurationMs by the stream's own clock
   */
  readonly place: (arrivedAtMs: InstantMs, mediaDurationMs: number) => TimeRange
}

/** A new run cannot have begun earlier than this before the end of the last one, unless the clock was set back. */
const MAX_OVERLAP_MS = 5000

/**
 * Runs do not overlap by the small error of their beginnings. Where the station's clock was set back they do: the new
 * run is placed by the clock as it now is, and the same hour is then filmed twice.
 */
function runStart(startMs: InstantMs, notBeforeMs: InstantMs): InstantMs {
  return notBeforeMs - startMs > MAX_OVERLAP_MS ? startMs : Math.max(notBeforeMs, startMs)
}

/**
 * Tells when each group of one run was filmed. The end is wall clock: what the camera declares of its frame rate is
 * not trusted. Media time only smooths: of the last few groups the one that came soonest shows the true delay, and
 * the others were held up on the way (the last group of a lost connection by however long the loss took to notice).
 * @param notBeforeMs end of the footage before this run
 */
export function createGroupClock(notBeforeMs: InstantMs): GroupClock {
  const delaysMs: number[] = []
  let mediaEndMs = 0
  let previousEndMs: InstantMs | null = null

  function place(arrivedAtMs: InstantMs, mediaDurationMs: number): TimeRange {
    mediaEndMs += mediaDurationMs
    delaysMs.push(arrivedAtMs - mediaEndMs)
    if (delaysMs.length > WINDOW_GROUPS) delaysMs.shift()
    const fromMs = previousEndMs ?? runStart(Math.round(arrivedAtMs - mediaDurationMs), notBeforeMs)
    const toMs = Math.max(fromMs + 1, Math.min(arrivedAtMs, Math.round(mediaEndMs + Math.min(...delaysMs))))
    previousEndMs = toMs
    return { fromMs, toMs }
  }

  return { place }
}
