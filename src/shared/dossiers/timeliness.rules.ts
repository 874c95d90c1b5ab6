import { DAY_MS, type InstantMs, startOfVietnamDay } from '../kernel/instant.ts'
import type { Dossier } from './dossiers.model.ts'
import type { Exclusion, TimelinessBasis, TimelinessClass, TimelinessOptions } from './timeliness.model.ts'

export type JudgedDossier = Pick<
  Dossier,
  'receivedAtLogMs' | 'dueAtLogMs' | 'finishedAtLogMs' | 'returnedAtLogMs' | 'status'
>

export type Judgement = {
  readonly class: TimelinessClass
  /** Only of those left out. */
  readonly exclusion: Exclusion | null
  /** When it was resolved by the basis; null: pending or left out. */
  readonly resolvedAtMs: InstantMs | null
}

export type JudgementScope = {
  readonly basis: TimelinessBasis
  readonly options: TimelinessOptions
  /** End of the report, exclusive: what happened from then on has not happened. */
  readonly asOfMs: InstantMs
}

const leftOut = (exclusion: Exclusion): Judgement => ({ class: 'excluded', exclusion, resolvedAtMs: null })
const resolved = (kind: TimelinessClass, resolvedAtMs: InstantMs): Judgement => ({
  class: kind,
  exclusion: null,
  resolvedAtMs,
})
const pending = (inTime: boolean): Judgement => ({
  class: inTime ? 'pending-in-time' : 'pending-overdue',
  exclusion: null,
  resolvedAtMs: null,
})

/**
 * The last moment that is still in time. A due date without a time of day (midnight) holds for the whole day: "hẹn trả
 * 26/11" is not overdue on the morning of 26/11.
 */
function lastInTimeMs(dueMs: InstantMs): InstantMs {
  return startOfVietnamDay(dueMs) === dueMs ? dueMs + DAY_MS - 1 : dueMs
}

/** −1 before, 0 at, 1 after the due date, as the resolution sees it. */
function against(dueMs: InstantMs, atMs: InstantMs, resolution: TimelinessBasis['resolution']): number {
  if (resolution === 'date') return Math.sign(startOfVietnamDay(atMs) - startOfVietnamDay(dueMs))
  if (atMs > lastInTimeMs(dueMs)) return 1
  // Within the due day of a date without a time there is no earlier and later.
  if (lastInTimeMs(dueMs) !== dueMs) return Math.sign(startOfVietnamDay(atMs) - dueMs)
  return Math.sign(atMs - dueMs)
}

const RESOLVED_CLASS = new Map<number, TimelinessClass>([
  [-1, 'early'],
  [0, 'on-time'],
  [1, 'overdue'],
])

/**
 * When the work ended by the basis. What was handed over had been finished by then, so a missing time of finishing is at
 * the latest that of the return; the reverse does not hold.
 */
function endOf(dossier: JudgedDossier, instant: TimelinessBasis['instant']): InstantMs | null {
  return instant === 'returned'
    ? dossier.returnedAtLogMs
    : (dossier.finishedAtLogMs ?? dossier.returnedAtLogMs)
}

/** The status says that it is over, and no time says when. */
function lacksEnd(dossier: JudgedDossier, instant: TimelinessBasis['instant']): boolean {
  if (dossier.finishedAtLogMs !== null || dossier.returnedAtLogMs !== null) return false
  return dossier.status === 'returned' || (dossier.status === 'finished' && instant === 'finished')
}

/** Where a dossier stands at `asOfMs`. Instants are log time. */
export function judgeTimeliness(dossier: JudgedDossier, scope: JudgementScope): Judgement {
  const { receivedAtLogMs, dueAtLogMs, status } = dossier
  const { basis, options, asOfMs } = scope
  if (status === 'registered' || status === 'not-received') return leftOut('not-taken-in')
  if (receivedAtLogMs === null) return leftOut('no-receipt')
  const endedAtMs = endOf(dossier, basis.instant)
  if (status === 'withdrawn') {
    // Withdrawn dossiers carry no time of withdrawal of their own.
    const atMs = endedAtMs ?? receivedAtLogMs
    return options.withdrawnOnTime && atMs < asOfMs ? resolved('on-time', atMs) : leftOut('withdrawn')
  }
  if (lacksEnd(dossier, basis.instant)) return leftOut('no-end-date')
  const isResolved = endedAtMs !== null && endedAtMs < asOfMs
  if (dueAtLogMs === null) {
    if (!options.noDueOnTime) return leftOut('no-due-date')
    return isResolved ? resolved('on-time', endedAtMs) : pending(true)
  }
  if (isResolved) {
    const side = against(dueAtLogMs, endedAtMs, basis.resolution)
    return resolved(RESOLVED_CLASS.get(side) ?? 'overdue', endedAtMs)
  }
  if (status === 'supplement-requested' && options.supplementInTime) return pending(true)
  return pending(against(dueAtLogMs, asOfMs - 1, basis.resolution) <= 0)
}
