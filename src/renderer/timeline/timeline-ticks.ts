import {
  DAY_MS,
  formatVietnamDate,
  formatVietnamTime,
  HOUR_MS,
  type InstantMs,
  MINUTE_MS,
  SECOND_MS,
  startOfVietnamDay,
  VIETNAM_OFFSET_MS,
} from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { TimelineView } from './timeline.model.ts'

/** Steps that people count in. */
export const TICK_STEPS_MS: readonly number[] = [
  100,
  200,
  500,
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS),
  ...[1, 2, 7, 14].map((days) => days * DAY_MS),
]

/** `time-tenth` 09:15:22,4 · `time-second` 09:15:22 · `time-minute` 09:15 · `date` 22/11. */
export type TickLabel = 'time-tenth' | 'time-second' | 'time-minute' | 'date'

export type TickScale = { readonly stepMs: number; readonly minorMs: number; readonly label: TickLabel }

/** The finest step whose ticks stand at least `minSpacingPx` apart. */
export function chooseTicks(view: TimelineView, minSpacingPx: number): TickScale {
  const msPerPx = (view.toMs - view.fromMs) / Math.max(1, view.widthPx)
  const steps = TICK_STEPS_MS
  const found = steps.findIndex((stepMs) => stepMs / msPerPx >= minSpacingPx)
  const index = found < 0 ? steps.length - 1 : found
  const stepMs = steps[index] ?? DAY_MS
  const minorMs =
    steps.findLast((other) => other < stepMs && stepMs % other === 0 && other / msPerPx >= 8) ?? stepMs
  return { stepMs, minorMs, label: labelOf(stepMs) }
}

function labelOf(stepMs: number): TickLabel {
  if (stepMs < SECOND_MS) return 'time-tenth'
  if (stepMs < MINUTE_MS) return 'time-second'
  return stepMs < DAY_MS ? 'time-minute' : 'date'
}

/** Instants of the view that stand on a step counted from midnight in Vietnam. */
export function ticksOf(range: TimeRange, stepMs: number): InstantMs[] {
  const first = Math.ceil((range.fromMs + VIETNAM_OFFSET_MS) / stepMs) * stepMs - VIETNAM_OFFSET_MS
  const ticks: InstantMs[] = []
  for (let atMs = first; atMs < range.toMs; atMs += stepMs) ticks.push(atMs)
  return ticks
}

/** Midnight is told by its date, whatever the zoom. */
export function tickText(atMs: InstantMs, label: TickLabel): string {
  if (label === 'date' || startOfVietnamDay(atMs) === atMs) return formatVietnamDate(atMs).slice(0, 5)
  switch (label) {
    case 'time-minute':
      return formatVietnamTime(atMs).slice(0, 5)
    case 'time-second':
      return formatVietnamTime(atMs)
    case 'time-tenth':
      return `${formatVietnamTime(atMs)},${Math.floor((atMs % SECOND_MS) / 100)}`
  }
}
