import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { MarkEnd } from './timeline-hit.ts'
import type { InOutMarks } from './timeline.model.ts'

/** Marks are kept to the tenth of a second, as they are typed. */
export const MARK_STEP_MS = 100

/** One end moved, to the tenth of a second, within the bounds and never across the other end. */
export function moveMark(marks: InOutMarks, end: MarkEnd, atMs: InstantMs, bounds: TimeRange): InOutMarks {
  const { inMs, outMs } = marks
  const from = end === 'out' && inMs !== null ? inMs + MARK_STEP_MS : bounds.fromMs
  const to = end === 'in' && outMs !== null ? outMs - MARK_STEP_MS : bounds.toMs
  const tenth = Math.round(atMs / MARK_STEP_MS) * MARK_STEP_MS
  const placed = Math.max(from, Math.min(to, tenth))
  return end === 'in' ? { inMs: placed, outMs } : { inMs, outMs: placed }
}
