import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'

const STEPS_MS: readonly number[] = [
  ...[1, 2, 5, 10, 30].map((seconds) => seconds * SECOND_MS),
  ...[1, 2, 5, 10, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 6, 12].map((hours) => hours * HOUR_MS),
  ...[1, 2, 7].map((days) => days * DAY_MS),
]

/** The longest step that is no longer; the shortest step where all are. */
function stepWithin(mostMs: number): number {
  return STEPS_MS.findLast((stepMs) => stepMs <= mostMs) ?? SECOND_MS
}

/** About one cell to a pixel of a usual screen. */
const CELLS_ACROSS = 1000

/** What has to be read so that a view can be drawn: the stretch, and how finely. */
export type TimelineReading = TimeRange & { readonly cellMs: number }

/**
 * A stretch around the view with some air, its ends on whole steps: moving about or zooming a little reads nothing anew.
 * Inside of the limits.
 */
export function readingOf(view: TimeRange, limits: TimeRange): TimelineReading {
  const lengthMs = view.toMs - view.fromMs
  const stepMs = stepWithin(lengthMs / 4)
  const airMs = lengthMs / 10
  const fromMs = Math.floor((view.fromMs - airMs) / stepMs) * stepMs
  const toMs = Math.ceil((view.toMs + airMs) / stepMs) * stepMs
  return {
    fromMs: Math.max(limits.fromMs, fromMs),
    toMs: Math.min(limits.toMs, toMs),
    cellMs: stepWithin(lengthMs / CELLS_ACROSS),
  }
}
