import type { InstantMs } from '../kernel/instant.ts'
import {
  contains,
  durationMs,
  intersect,
  mergeRanges,
  subtractRanges,
  type TimeRange,
} from '../kernel/time-range.ts'

/** Something that the log says happened at the counter; station time, which may be off by `uncertaintyMs` either way. */
export type LoggedEvent = {
  readonly dossierId: string
  readonly dossierCode: string
  readonly atMs: InstantMs
  readonly uncertaintyMs: number
}

export type MatrixInput = {
  /** When somebody sat at the counter; sorted and disjoint. */
  readonly stays: readonly TimeRange[]
  readonly events: readonly LoggedEvent[]
  /** When the counter is open. */
  readonly sessions: readonly TimeRange[]
  /** When the picture was looked at: outside nothing is said. */
  readonly analysed: readonly TimeRange[]
}

export type PresenceMatrix = {
  /** Somebody was there and the log says why. */
  readonly personAndDossier: readonly { readonly stay: TimeRange; readonly events: readonly LoggedEvent[] }[]
  /** Somebody was there for three minutes or longer, and the log has nothing. */
  readonly personOnly: readonly TimeRange[]
  /** The same for less than three minutes: a question, a form picked up. No finding. */
  readonly briefPersonOnly: readonly TimeRange[]
  /** The log has a dossier and nobody was seen. */
  readonly dossierOnly: readonly LoggedEvent[]
  /** Open, looked at, nobody there and nothing logged. */
  readonly neither: readonly TimeRange[]
  /** Events at times that were not looked at: nothing is said of them. */
  readonly notLookedAt: readonly LoggedEvent[]
}

export const PERSON_ONLY_FROM_MS = 3 * 60_000
/** The officer saves when the papers are complete: shortly before the person gets up, or after. */
const SAVED_BEFORE_MS = 60_000
const SAVED_AFTER_MS = 5 * 60_000

/** How far an event lies outside a stay, 0 inside; null when it cannot belong to it. */
export function distanceTo(stay: TimeRange, event: LoggedEvent): number | null {
  const beforeMs = stay.fromMs - event.atMs
  const afterMs = event.atMs - stay.toMs
  if (beforeMs > SAVED_BEFORE_MS + event.uncertaintyMs || afterMs > SAVED_AFTER_MS + event.uncertaintyMs)
    return null
  return Math.max(0, beforeMs, afterMs)
}

function stayOf(stays: readonly TimeRange[], event: LoggedEvent): TimeRange | null {
  let nearest: { readonly stay: TimeRange; readonly distanceMs: number } | null = null
  for (const stay of stays) {
    const distanceMs = distanceTo(stay, event)
    if (distanceMs === null) continue
    if (!nearest || distanceMs < nearest.distanceMs) nearest = { stay, distanceMs }
  }
  return nearest?.stay ?? null
}

/** The whole time in which the person may have sat there has to have been looked at. */
export function wasLookedAt(analysed: readonly TimeRange[], { atMs, uncertaintyMs }: LoggedEvent): boolean {
  const reach = {
    fromMs: atMs - SAVED_AFTER_MS - uncertaintyMs,
    toMs: atMs + SAVED_BEFORE_MS + uncertaintyMs,
  }
  return subtractRanges(reach, analysed).length === 0
}

/** Of a matrix that was made with time before and after: what begins in the range. */
export function matrixIn(matrix: PresenceMatrix, range: TimeRange): PresenceMatrix {
  const begins = ({ fromMs }: TimeRange): boolean => contains(range, fromMs)
  const happens = ({ atMs }: LoggedEvent): boolean => contains(range, atMs)
  return {
    personAndDossier: matrix.personAndDossier.filter(({ stay }) => begins(stay)),
    personOnly: matrix.personOnly.filter(begins),
    briefPersonOnly: matrix.briefPersonOnly.filter(begins),
    dossierOnly: matrix.dossierOnly.filter(happens),
    neither: matrix.neither.flatMap((each) => intersect(each, range) ?? []),
    notLookedAt: matrix.notLookedAt.filter(happens),
  }
}

/** People at a counter against its log: who came with a dossier, who without, which dossier without anybody. */
export function presenceMatrix({ stays, events, sessions, analysed }: MatrixInput): PresenceMatrix {
  const eventsOfStay = new Map<TimeRange, LoggedEvent[]>()
  const dossierOnly: LoggedEvent[] = []
  const notLookedAt: LoggedEvent[] = []
  for (const event of events) {
    const stay = stayOf(stays, event)
    if (stay) eventsOfStay.set(stay, [...(eventsOfStay.get(stay) ?? []), event])
    else if (wasLookedAt(analysed, event)) dossierOnly.push(event)
    else notLookedAt.push(event)
  }
  const alone = stays.filter((stay) => !eventsOfStay.has(stay))
  const open = mergeRanges(
    sessions.flatMap((session) => analysed.flatMap((range) => intersect(session, range) ?? [])),
  )
  const told = events.map(({ atMs }) => ({ fromMs: atMs, toMs: atMs + 1 }))
  return {
    personAndDossier: stays.flatMap((stay) => {
      const found = eventsOfStay.get(stay)
      return found ? [{ stay, events: found }] : []
    }),
    personOnly: alone.filter((stay) => durationMs(stay) >= PERSON_ONLY_FROM_MS),
    briefPersonOnly: alone.filter((stay) => durationMs(stay) < PERSON_ONLY_FROM_MS),
    dossierOnly,
    neither: open.flatMap((range) => subtractRanges(range, [...stays, ...told])),
    notLookedAt,
  }
}

/** The longest parts in which somebody waits and nobody serves, of at least `leastMs`. */
export function unattended(
  waiting: readonly TimeRange[],
  serving: readonly TimeRange[],
  sessions: readonly TimeRange[],
  analysed: readonly TimeRange[],
  leastMs: number,
): TimeRange[] {
  return mergeRanges(waiting)
    .flatMap((wait) => sessions.flatMap((session) => intersect(wait, session) ?? []))
    .flatMap((wait) => analysed.flatMap((range) => intersect(wait, range) ?? []))
    .flatMap((wait) => subtractRanges(wait, serving))
    .filter((range) => durationMs(range) >= leastMs)
}

export type OpeningHours = {
  readonly session: TimeRange
  /** How late the first officer sat down, how early the last one left; 0: not at all; null: not looked at then. */
  readonly lateMs: number | null
  readonly earlyMs: number | null
}

/** When a counter was really opened and closed in each session. Nobody all session long: late by all of it. */
export function openingHours(
  officers: readonly TimeRange[],
  sessions: readonly TimeRange[],
  analysed: readonly TimeRange[],
): OpeningHours[] {
  const isLookedAt = (range: TimeRange): boolean =>
    range.fromMs >= range.toMs || subtractRanges(range, analysed).length === 0
  return sessions.map((session) => {
    const inside = officers.flatMap((stay) => intersect(stay, session) ?? [])
    const first = inside[0]?.fromMs ?? session.toMs
    const last = inside.at(-1)?.toMs ?? session.fromMs
    const startsSeen = analysed.some((range) => contains(range, session.fromMs))
    const endsSeen = analysed.some((range) => range.fromMs < session.toMs && session.toMs <= range.toMs)
    return {
      session,
      lateMs:
        startsSeen && isLookedAt({ fromMs: session.fromMs, toMs: first }) ? first - session.fromMs : null,
      earlyMs: endsSeen && isLookedAt({ fromMs: last, toMs: session.toMs }) ? session.toMs - last : null,
    }
  })
}

/** The p-th percentile of durations (0–1) by nearest rank; null for none. */
export function percentileMs(durations: readonly number[], share: number): number | null {
  const sorted = durations.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null
}
