import { DAY_MS, type InstantMs, MINUTE_MS, startOfVietnamDay, toVietnamDateTime } from '../kernel/instant.ts'
import { durationMs, intersect, type TimeRange, totalMs } from '../kernel/time-range.ts'
import {
  FOOTAGE_STATES,
  type FootageState,
  IN_PROGRESS,
  type ProvenSpan,
  UNEXPLAINED,
} from '../recordings/recordings.model.ts'
import { type LedgerCause, type LedgerFigures, type LedgerSum, MINUTES_OF_DAY } from './ledger.model.ts'

/** A month with its neighbours on both sides fits. */
export const MAX_LEDGER_DAYS = 62

/** The states from the one that troubles most to the one that does not. */
export const WORST_FIRST: readonly FootageState[] = [
  'unknown',
  'disk-full',
  'recorder-down',
  'camera-offline',
  'obstructed',
  'not-yet-fetched',
  'purged',
  'expired',
  'backfilled',
  'recorded',
]

/** There is footage to look at. */
export function isFootage(state: FootageState): boolean {
  return state === 'recorded' || state === 'backfilled'
}

/** There was footage, whether or not it is still kept: what an office is judged by. */
export function wasFilmed(state: FootageState): boolean {
  return isFootage(state) || state === 'expired' || state === 'purged'
}

/** The parts of the spans within the ranges. Both sorted and disjoint: one walk over the two. */
export function cutToRanges<Span extends TimeRange>(
  spans: readonly Span[],
  ranges: readonly TimeRange[],
): Span[] {
  const cut: Span[] = []
  let first = 0
  for (const range of ranges) {
    while ((spans[first]?.toMs ?? Infinity) <= range.fromMs) first += 1
    for (let index = first; index < spans.length; index += 1) {
      const span = spans[index]
      if (!span || span.fromMs >= range.toMs) break
      cut.push({ ...span, ...intersect(span, range) })
    }
  }
  return cut
}

/** Days of Vietnam that the range touches, whole. */
export function daysOf(range: TimeRange): TimeRange[] {
  const days: TimeRange[] = []
  for (let dayMs = startOfVietnamDay(range.fromMs); dayMs < range.toMs; dayMs += DAY_MS) {
    days.push({ fromMs: dayMs, toMs: dayMs + DAY_MS })
  }
  return days
}

/** The midnight at which the month of Vietnam that holds the instant began. */
export function startOfVietnamMonth(atMs: InstantMs): InstantMs {
  return startOfVietnamDay(atMs) - (toVietnamDateTime(atMs).day - 1) * DAY_MS
}

export function noTimeByState(): Record<FootageState, number> {
  return {
    recorded: 0,
    backfilled: 0,
    'camera-offline': 0,
    'recorder-down': 0,
    'disk-full': 0,
    obstructed: 0,
    expired: 0,
    purged: 0,
    'not-yet-fetched': 0,
    unknown: 0,
  }
}

/**
 * @param spans within the schedule, sorted and disjoint
 * @param sessions office hours, sorted and disjoint
 */
export function figuresOf(spans: readonly ProvenSpan[], sessions: readonly TimeRange[]): LedgerFigures {
  const byState = noTimeByState()
  let [unexplainedMs, inProgressMs] = [0, 0]
  for (const span of spans) {
    byState[span.state] += durationMs(span)
    if (span.reason === UNEXPLAINED) unexplainedMs += durationMs(span)
    if (span.reason === IN_PROGRESS) inProgressMs += durationMs(span)
  }
  const inOffice = cutToRanges(
    spans.filter(({ reason }) => reason !== IN_PROGRESS),
    sessions,
  )
  return {
    scheduledMs: totalMs(spans),
    byState,
    unexplainedMs,
    inProgressMs,
    officeMs: totalMs(inOffice),
    officeFilmedMs: totalMs(inOffice.filter(({ state }) => wasFilmed(state))),
  }
}

/** Why there is no footage, the longest first. */
export function causesOf(spans: readonly ProvenSpan[]): LedgerCause[] {
  return sumCauses([
    spans
      .filter(({ state }) => !isFootage(state))
      .map((span) => ({ state: span.state, reason: span.reason, lengthMs: durationMs(span) })),
  ])
}

function sumCauses(all: readonly (readonly LedgerCause[])[]): LedgerCause[] {
  const sums = new Map<string, LedgerCause>()
  for (const cause of all.flat()) {
    const key = `${cause.state} ${cause.reason}`
    sums.set(key, { ...cause, lengthMs: cause.lengthMs + (sums.get(key)?.lengthMs ?? 0) })
  }
  return [...sums.values()].toSorted((left, right) => right.lengthMs - left.lengthMs)
}

export function sumFigures(all: readonly LedgerFigures[]): LedgerFigures {
  const byState = noTimeByState()
  for (const figures of all) for (const state of FOOTAGE_STATES) byState[state] += figures.byState[state]
  const sum = (key: Exclude<keyof LedgerFigures, 'byState'>): number =>
    all.reduce((total, figures) => total + figures[key], 0)
  return {
    scheduledMs: sum('scheduledMs'),
    byState,
    unexplainedMs: sum('unexplainedMs'),
    inProgressMs: sum('inProgressMs'),
    officeMs: sum('officeMs'),
    officeFilmedMs: sum('officeFilmedMs'),
  }
}

export function addUp(sums: readonly LedgerSum[]): LedgerSum {
  return {
    figures: sumFigures(sums.map(({ figures }) => figures)),
    causes: sumCauses(sums.map(({ causes }) => causes)),
  }
}

/** Whether every scheduled millisecond has exactly one state: what a ledger must never fail. */
export function addsUp({ figures }: LedgerSum, scheduled: readonly TimeRange[]): boolean {
  const stated = Object.values(figures.byState).reduce((sum, lengthMs) => sum + lengthMs, 0)
  return stated === totalMs(scheduled) && figures.scheduledMs === stated
}

export function footageMsOf({ byState }: LedgerFigures): number {
  return byState.recorded + byState.backfilled
}

/** Of the scheduled time, what has footage; what is on its way counts as nothing yet. null: nothing was scheduled. */
export function footageShare(figures: LedgerFigures): number | null {
  const dueMs = figures.scheduledMs - figures.inProgressMs
  return dueMs === 0 ? null : footageMsOf(figures) / dueMs
}

/** Uptime in office hours, criterion 3.4. null: there were none. */
export function officeUptime({ officeMs, officeFilmedMs }: LedgerFigures): number | null {
  return officeMs === 0 ? null : officeFilmedMs / officeMs
}

/** Bands of criterion 3.4: from which share of office hours on, and the points in hundredths. */
export const UPTIME_BANDS = [
  { fromShare: 0.98, hundredths: 200 },
  { fromShare: 0.95, hundredths: 150 },
  { fromShare: 0.9, hundredths: 100 },
  { fromShare: 0, hundredths: 0 },
] as const

/** The place of an uptime in {@link UPTIME_BANDS}; the last when it is below all. */
export function uptimeBand(share: number): number {
  const band = UPTIME_BANDS.findIndex(({ fromShare }) => share >= fromShare)
  return band === -1 ? UPTIME_BANDS.length - 1 : band
}

/** The state other than footage that troubles most; null when all of it has footage or is on its way. */
export function worstCause({ byState, inProgressMs }: LedgerFigures): FootageState | null {
  const heldBack = (state: FootageState): number => (state === 'not-yet-fetched' ? inProgressMs : 0)
  return WORST_FIRST.find((state) => !isFootage(state) && byState[state] - heldBack(state) > 0) ?? null
}

/** The state that holds longest in each minute of the day, the worse of two that hold as long. */
export function minutesOf(spans: readonly ProvenSpan[], dayMs: InstantMs): (FootageState | null)[] {
  const minutes = Array.from({ length: MINUTES_OF_DAY }, (_, minute) => ({
    fromMs: dayMs + minute * MINUTE_MS,
    toMs: dayMs + (minute + 1) * MINUTE_MS,
  }))
  let first = 0
  return minutes.map((minute) => {
    while ((spans[first]?.toMs ?? Infinity) <= minute.fromMs) first += 1
    const lengths = new Map<FootageState, number>()
    for (let index = first; index < spans.length; index += 1) {
      const span = spans[index]
      const part = span && intersect(span, minute)
      if (!part) break
      lengths.set(span.state, (lengths.get(span.state) ?? 0) + durationMs(part))
    }
    const longestMs = Math.max(0, ...lengths.values())
    return WORST_FIRST.find((state) => longestMs > 0 && lengths.get(state) === longestMs) ?? null
  })
}
