import { type InstantMs, MINUTE_MS, startOfVietnamDay } from '../kernel/instant.ts'
import type { Id } from '../kernel/ids.ts'
import { durationMs, type TimeRange } from '../kernel/time-range.ts'
import type { EventCoverage, MissingPart } from './coverage.model.ts'

export const COVERAGE_FINDING_KINDS = [
  'dossier-without-footage',
  'late-keying',
  'received-outside-hours',
  'two-receptions-at-once',
] as const

/** What the rules of coverage noticed; a place to look at, never a verdict. */
export type CoverageFinding = {
  readonly kind: (typeof COVERAGE_FINDING_KINDS)[number]
  readonly roomId: Id
  readonly atMs: InstantMs
  readonly fromMs: InstantMs
  readonly toMs: InstantMs
  readonly subject: { readonly kind: 'dossier' | 'counter'; readonly id: string }
  readonly detail: Readonly<Record<string, string | number | boolean | null>>
  readonly dedupeKey: string
  readonly confidence: number
}

/** Receptions that are logged so close together were typed in afterwards. */
export const LATE_KEYING_EVENTS = 3
export const LATE_KEYING_MS = MINUTE_MS

/** To take the papers, check them and print the receipt takes at least so long. */
export const MIN_RECEPTION_MS = 30_000

/**
 * A log that tells only the day says midnight: such an event has no time of day, and no rule about times of day
 * judges it.
 */
export function hasTimeOfDay({ atLogMs }: Pick<EventCoverage, 'atLogMs'>): boolean {
  return startOfVietnamDay(atLogMs) !== atLogMs
}

type Cause = MissingPart['cause']

/**
 * Nobody failed here: no camera was meant to film it, or the footage was there and its time is over, or the camera's
 * card still holds it.
 */
const NOBODYS_FAULT: readonly Cause[] = ['no-camera', 'not-scheduled', 'expired', 'not-yet-fetched']
/** What happened at the office's end; all else is the station's own. */
const AT_THE_OFFICE: readonly Cause[] = ['camera-offline', 'obstructed']

/** The cause that accounts for most of what is missing. */
export function mainCause(missing: readonly MissingPart[]): Cause | null {
  const sums = new Map<Cause, number>()
  for (const part of missing) sums.set(part.cause, (sums.get(part.cause) ?? 0) + durationMs(part))
  return [...sums].toSorted((left, right) => right[1] - left[1])[0]?.[0] ?? null
}

const windowOfEvent = ({ windowFromMs, windowToMs }: EventCoverage): TimeRange => ({
  fromMs: windowFromMs,
  toMs: windowToMs,
})

/** Walk-in events without a second of footage although a camera had to film them. The cause says at whose end it lay. */
function withoutFootage(events: readonly EventCoverage[]): CoverageFinding[] {
  return events.flatMap((event): CoverageFinding[] => {
    const cause = mainCause(event.missing)
    if (event.verdict !== 'missing' || cause === null || !hasTimeOfDay(event)) return []
    if (event.missing.every((part) => NOBODYS_FAULT.includes(part.cause))) return []
    return [
      {
        kind: 'dossier-without-footage',
        roomId: event.roomId,
        atMs: event.atMs,
        ...windowOfEvent(event),
        subject: { kind: 'dossier', id: event.dossierId },
        detail: {
          code: event.dossierCode,
          event: event.kind,
          cause,
          missingMs: event.missing.reduce((sum, part) => sum + durationMs(part), 0),
          atOffice: AT_THE_OFFICE.includes(cause),
          dependsOnClock: event.verdictDependsOnClock,
          uncertaintyMs: event.uncertaintyMs,
        },
        dedupeKey: `${event.dossierId} ${event.kind} ${event.atLogMs}`,
        confidence: event.verdictDependsOnClock ? 0.5 : 1,
      },
    ]
  })
}

/** Groups of at least three receptions of one counter within a minute, the earliest first, none in two groups. */
export function burstsOf(receptions: readonly EventCoverage[]): EventCoverage[][] {
  const sorted = receptions.toSorted((left, right) => left.atLogMs - right.atLogMs)
  const bursts: EventCoverage[][] = []
  for (let first = 0; first < sorted.length; ) {
    const startMs = sorted[first]?.atLogMs ?? 0
    let end = first
    while (end < sorted.length && (sorted[end]?.atLogMs ?? 0) < startMs + LATE_KEYING_MS) end += 1
    if (end - first >= LATE_KEYING_EVENTS) {
      bursts.push(sorted.slice(first, end))
      first = end
    } else first += 1
  }
  return bursts
}

/** The counter, or the room where the log names none. */
const placeOf = ({ counterId, roomId }: EventCoverage): CoverageFinding['subject'] => ({
  kind: 'counter',
  id: counterId ?? roomId,
})

function aboutGroup(
  kind: CoverageFinding['kind'],
  group: readonly EventCoverage[],
  detail: CoverageFinding['detail'],
  confidence: number,
): CoverageFinding[] {
  const [first, last] = [group.at(0), group.at(-1)]
  if (!first || !last) return []
  return [
    {
      kind,
      roomId: first.roomId,
      atMs: first.atMs,
      fromMs: first.windowFromMs,
      toMs: Math.max(first.windowToMs, last.windowToMs),
      subject: placeOf(first),
      detail: {
        ...detail,
        first: first.dossierCode,
        last: last.dossierCode,
        firstLogMs: first.atLogMs,
        lastLogMs: last.atLogMs,
      },
      dedupeKey: `${placeOf(first).id} ${first.atLogMs} ${first.dossierCode}`,
      confidence,
    },
  ]
}

/**
 * Two receptions of one counter closer than one can be done. Those of a burst are told as late keying instead. One
 * person with two dossiers looks the same in the log, so this is a hint of half weight.
 */
function closePairs(receptions: readonly EventCoverage[]): EventCoverage[][] {
  const inBurst = new Set(burstsOf(receptions).flat())
  const sorted = receptions
    .filter((event) => !inBurst.has(event))
    .toSorted((left, right) => left.atLogMs - right.atLogMs)
  return sorted.flatMap((event, index) => {
    const next = sorted[index + 1]
    return next && next.atLogMs - event.atLogMs < MIN_RECEPTION_MS ? [[event, next]] : []
  })
}

function isInside(atMs: InstantMs, sessions: readonly TimeRange[], toleranceMs: number): boolean {
  return sessions.some(({ fromMs, toMs }) => fromMs - toleranceMs <= atMs && atMs < toMs + toleranceMs)
}

function outsideHours(
  receptions: readonly EventCoverage[],
  sessions: readonly TimeRange[],
): CoverageFinding[] {
  return receptions
    .filter(({ atMs, uncertaintyMs }) => !isInside(atMs, sessions, uncertaintyMs))
    .map((event) => ({
      kind: 'received-outside-hours',
      roomId: event.roomId,
      atMs: event.atMs,
      ...windowOfEvent(event),
      subject: { kind: 'dossier', id: event.dossierId },
      detail: { code: event.dossierCode, atLogMs: event.atLogMs, uncertaintyMs: event.uncertaintyMs },
      dedupeKey: `${event.dossierId} ${event.atLogMs}`,
      confidence: 1,
    }))
}

/**
 * What the log and the footage of one room say together.
 * @param events of one room, whose windows are over
 * @param sessions office hours of the room around them, station time
 */
export function findingsOf(
  events: readonly EventCoverage[],
  sessions: readonly TimeRange[],
): CoverageFinding[] {
  const receptions = events.filter((event) => event.kind === 'received' && hasTimeOfDay(event))
  const byPlace = [...Map.groupBy(receptions, (event) => placeOf(event).id).values()]
  return [
    ...withoutFootage(events),
    ...outsideHours(receptions, sessions),
    ...byPlace
      .flatMap(burstsOf)
      .flatMap((burst) => aboutGroup('late-keying', burst, { count: burst.length }, 1)),
    ...byPlace
      .filter(([first]) => first?.counterId !== null)
      .flatMap(closePairs)
      .flatMap((pair) => aboutGroup('two-receptions-at-once', pair, { count: pair.length }, 0.5)),
  ]
}
