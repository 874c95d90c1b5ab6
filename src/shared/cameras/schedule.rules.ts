import type { InstantMs } from '../kernel/instant.ts'
import { intersect, mergeRanges, type TimeRange } from '../kernel/time-range.ts'
import type { CameraSchedule } from './cameras.model.ts'

/** A schedule in force during [validFromMs, validToMs). */
export type ScheduleInForce = {
  readonly schedule: CameraSchedule
  readonly validFromMs: InstantMs
  readonly validToMs: InstantMs | null
}

export type ScheduleFacts = {
  readonly createdAtMs: InstantMs
  /** null while the camera is in service. */
  readonly removedAtMs: InstantMs | null
  /** Sorted; before the first the camera records always. */
  readonly schedules: readonly ScheduleInForce[]
  /** Office sessions of the camera's commune that overlap a range. */
  readonly officeSessions: (range: TimeRange) => readonly TimeRange[]
}

function rangesOf(
  schedule: CameraSchedule,
  range: TimeRange,
  officeSessions: ScheduleFacts['officeSessions'],
): TimeRange[] {
  if (schedule.kind === 'always') return [range]
  const { preRollMs, postRollMs } = schedule
  const reach = { fromMs: Math.max(0, range.fromMs - postRollMs), toMs: range.toMs + preRollMs }
  const rolled = officeSessions(reach).map((session) => ({
    fromMs: session.fromMs - preRollMs,
    toMs: session.toMs + postRollMs,
  }))
  return rolled.flatMap((session) => intersect(session, range) ?? [])
}

/** When the camera has to record within the range: sorted, disjoint, and only while it is in service. */
export function scheduledRanges(facts: ScheduleFacts, range: TimeRange): TimeRange[] {
  const inService = intersect(range, {
    fromMs: facts.createdAtMs,
    toMs: facts.removedAtMs ?? Number.MAX_SAFE_INTEGER,
  })
  if (!inService) return []
  const first = facts.schedules[0]
  const inForce: readonly ScheduleInForce[] = [
    { schedule: { kind: 'always' }, validFromMs: 0, validToMs: first?.validFromMs ?? null },
    ...facts.schedules,
  ]
  return mergeRanges(
    inForce.flatMap(({ schedule, validFromMs, validToMs }) => {
      const part = intersect(inService, { fromMs: validFromMs, toMs: validToMs ?? Number.MAX_SAFE_INTEGER })
      return part ? rangesOf(schedule, part, facts.officeSessions) : []
    }),
  )
}
