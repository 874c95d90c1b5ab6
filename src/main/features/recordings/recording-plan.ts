import type { InstantMs } from '#shared/kernel/instant.ts'
import { contains, intersect, type TimeRange } from '#shared/kernel/time-range.ts'

/** A camera is called this long before it has to record: connecting takes seconds, and some begin at a far keyframe. */
export const LEAD_MS = 10_000
/** And let go this long after: what was filmed at the last moment is still on its way. */
export const TAIL_MS = 3000

export type RecordingPlan = {
  /** `near`: so soon before or after a scheduled stretch that the recorder runs already or still. */
  readonly phase: 'scheduled' | 'near' | 'off'
  /** The stretch that is on, coming within the lead, or over. null: none was ever near. */
  readonly range: TimeRange | null
}

/**
 * What a camera has to do now.
 * @param ranges when it has to record: sorted, disjoint, from well before now to well after
 */
export function planAt(ranges: readonly TimeRange[], nowMs: InstantMs): RecordingPlan {
  const on = ranges.find((candidate) => contains(candidate, nowMs))
  if (on) return { phase: 'scheduled', range: on }
  const range = ranges.findLast((candidate) => candidate.fromMs <= nowMs + LEAD_MS) ?? null
  if (!range) return { phase: 'off', range }
  return { phase: nowMs < range.toMs + TAIL_MS ? 'near' : 'off', range }
}

/** The scheduled parts of a stretch. */
export function scheduledParts(ranges: readonly TimeRange[], stretch: TimeRange): TimeRange[] {
  return ranges.flatMap((range) => intersect(range, stretch) ?? [])
}
