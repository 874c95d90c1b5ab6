import { type InstantMs, startOfVietnamDay } from '../kernel/instant.ts'
import type { TimeRange } from '../kernel/time-range.ts'
import { INTEGRITY_THRESHOLDS, type IntegrityNote, isDateOnly } from './log-integrity.rules.ts'

/** Something that the log says was done at a moment. */
export type LoggedAct = {
  readonly action: string
  readonly atLogMs: InstantMs
  /** Told for the first time, or otherwise than before. */
  readonly isNew: boolean
  /** When the earlier export had it; null: it had no such act. */
  readonly beforeLogMs: InstantMs | null
}

type DayActs = { readonly action: string; readonly dayMs: InstantMs; readonly acts: LoggedAct[] }

function byDayAndAction(acts: readonly LoggedAct[]): DayActs[] {
  const groups = new Map<string, DayActs>()
  for (const act of acts) {
    if (isDateOnly(act.atLogMs)) continue
    const dayMs = startOfVietnamDay(act.atLogMs)
    const key = `${act.action}:${dayMs}`
    const group = groups.get(key) ?? { action: act.action, dayMs, acts: [] }
    group.acts.push(act)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** When the office closed on each day: midnight of the day → end of its last session. */
export function closingTimes(sessions: readonly TimeRange[]): ReadonlyMap<InstantMs, InstantMs> {
  const closings = new Map<InstantMs, InstantMs>()
  for (const { fromMs, toMs } of sessions) {
    const dayMs = startOfVietnamDay(fromMs)
    closings.set(dayMs, Math.max(closings.get(dayMs) ?? toMs, toMs))
  }
  return closings
}

/**
 * Days on which much of one kind of act was logged in the last minutes before closing: keyed afterwards, in one go. A
 * day of few acts says nothing, a day that was noticed before is not told again.
 * @param acts of whole days: those that were told before too
 */
export function noticeEndOfDayBursts(
  acts: readonly LoggedAct[],
  closings: ReadonlyMap<InstantMs, InstantMs>,
): IntegrityNote[] {
  const { windowMs, leastActs, leastShare } = INTEGRITY_THRESHOLDS.endOfDay
  return byDayAndAction(acts).flatMap(({ action, dayMs, acts: ofDay }): IntegrityNote[] => {
    const closesMs = closings.get(dayMs)
    if (closesMs === undefined) return []
    const isLast = (atMs: InstantMs | null): boolean =>
      atMs !== null && closesMs - windowMs <= atMs && atMs <= closesMs
    const last = ofDay.filter((act) => isLast(act.atLogMs))
    if (last.length < leastActs || last.length < leastShare * ofDay.length || !last.some((act) => act.isNew))
      return []
    const before = last.filter((act) => isLast(act.beforeLogMs)).length
    return [
      {
        kind: 'end-of-day-burst',
        code: null,
        atLogMs: closesMs - windowMs,
        fromLogMs: closesMs - windowMs,
        toLogMs: closesMs,
        detail: { action, acts: last.length, ofActs: ofDay.length, before, dayLogMs: dayMs },
        confidence: 0.8,
        key: `${action}:${dayMs}`,
      },
    ]
  })
}
