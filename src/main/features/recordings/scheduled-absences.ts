import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { AbsenceLog } from './absence-log.ts'
import { planAt, scheduledParts } from './recording-plan.ts'

/** An absence log that holds nothing outside the schedule. `ranges`: see `planAt`. */
export function createScheduledAbsences(
  log: AbsenceLog,
  clock: Clock,
  ranges: () => readonly TimeRange[],
): AbsenceLog {
  return {
    begin: async (fromMs, cause, reason) => {
      const nowMs = clock.nowMs()
      const { phase, range } = planAt(ranges(), nowMs)
      // Soon to begin or on: it stands open. Over: it ended with the schedule.
      const isOpen = range !== null && phase !== 'off' && nowMs < range.toMs
      const openFromMs = isOpen ? Math.max(fromMs, range.fromMs) : Number.MAX_SAFE_INTEGER
      const past = scheduledParts(ranges(), { fromMs, toMs: Math.min(nowMs, openFromMs) })
      await log.explain(past, cause, reason)
      if (isOpen) await log.begin(openFromMs, cause, reason)
    },
    end: (atMs) => log.end(atMs),
    setBack: (atMs, byMs) => log.setBack(atMs, byMs),
    explain: (stretches, cause, reason) =>
      log.explain(
        stretches.flatMap((stretch) => scheduledParts(ranges(), stretch)),
        cause,
        reason,
      ),
  }
}
