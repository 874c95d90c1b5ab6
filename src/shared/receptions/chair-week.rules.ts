import { DAY_MS, type InstantMs, startOfVietnamDay, VIETNAM_OFFSET_MS } from '../kernel/instant.ts'
import type { TimeRange } from '../kernel/time-range.ts'
import type { ReceptionRules } from './reception-rules.model.ts'
import type { ChairWeek, ScheduledSession } from './schedule.model.ts'

const WEEK_MS = 7 * DAY_MS

/** Monday, midnight in Vietnam, of the week that holds the instant. */
export function startOfVietnamWeek(atMs: InstantMs): InstantMs {
  const dayMs = startOfVietnamDay(atMs)
  const weekday = new Date(dayMs + VIETNAM_OFFSET_MS).getUTCDay() || 7
  return dayMs - (weekday - 1) * DAY_MS
}

/** Whole weeks that the range touches. */
export function weeksOf({ fromMs, toMs }: TimeRange): TimeRange[] {
  const weeks: TimeRange[] = []
  for (let weekMs = startOfVietnamWeek(fromMs); weekMs < toMs; weekMs += WEEK_MS)
    weeks.push({ fromMs: weekMs, toMs: weekMs + WEEK_MS })
  return weeks
}

/** Days a week that the chair has to receive; 0 where nothing is in force on that day. */
export function chairMinimumOn(rules: ReceptionRules, dayMs: InstantMs): number {
  const inForce = rules.chairMinimum.find(
    ({ validFromMs, validToMs }) => validFromMs <= dayMs && (validToMs === null || dayMs < validToMs),
  )
  return inForce?.daysPerWeek ?? 0
}

export type DayVerdict = 'not-due' | 'held' | 'delegated' | 'unclear' | 'not-held'

/** The chair's day as register and footage tell it. Footage never says who received: that is for a person to see. */
export function chairDayVerdict(
  sessions: readonly Pick<ScheduledSession, 'sessionState' | 'headVisits' | 'delegatedVisits'>[],
): DayVerdict {
  const isDue = sessions.every(
    ({ sessionState }) => sessionState !== 'planned' && sessionState !== 'under-way',
  )
  if (!isDue) return 'not-due'
  if (sessions.some(({ headVisits }) => headVisits > 0)) return 'held'
  if (sessions.some(({ delegatedVisits }) => delegatedVisits > 0)) return 'delegated'
  return sessions.every(({ sessionState }) => sessionState === 'not-held') ? 'not-held' : 'unclear'
}

/**
 * Days that the schedule gives to the chair and that are over, and those on which the register says that the chair
 * received: without footage, so that a year of a province is quick to count.
 */
export function chairDueDays(
  sessions: readonly { readonly hostRole: string; readonly dayMs: InstantMs }[],
  visits: readonly { readonly regime: string; readonly dayMs: InstantMs }[],
  untilMs: InstantMs,
): { readonly due: number; readonly held: number } {
  const isOver = (dayMs: InstantMs): boolean => dayMs + DAY_MS <= untilMs
  const due = new Set(
    sessions.filter(({ hostRole, dayMs }) => hostRole === 'chair' && isOver(dayMs)).map(({ dayMs }) => dayMs),
  )
  const received = new Set(visits.filter(({ regime }) => regime === 'head').map(({ dayMs }) => dayMs))
  return { due: due.size, held: [...due].filter((dayMs) => received.has(dayMs)).length }
}

/** The chair's own reception days of a week (criterion 1.7.1). */
export function chairWeekOf(
  week: TimeRange,
  sessions: readonly ScheduledSession[],
  rules: ReceptionRules,
): ChairWeek {
  const byDay = new Map<InstantMs, ScheduledSession[]>()
  for (const session of sessions)
    if (session.hostRole === 'chair' && week.fromMs <= session.dayMs && session.dayMs < week.toMs)
      byDay.set(session.dayMs, [...(byDay.get(session.dayMs) ?? []), session])
  const verdicts = [...byDay.values()].map(chairDayVerdict)
  const count = (verdict: DayVerdict): number => verdicts.filter((each) => each === verdict).length
  return {
    fromMs: week.fromMs,
    scheduled: verdicts.length,
    due: verdicts.length - count('not-due'),
    held: count('held'),
    delegated: count('delegated'),
    unclear: count('unclear'),
    notHeld: count('not-held'),
    minimum: chairMinimumOn(rules, week.fromMs),
  }
}
