import type { Id } from '#shared/kernel/ids.ts'
import { MINUTE_MS, type InstantMs } from '#shared/kernel/instant.ts'
import { durationMs, intersect, mergeRanges, type TimeRange } from '#shared/kernel/time-range.ts'
import type { PresenceKind } from '#shared/presence/detectors.model.ts'
import { openingHours, unattended } from '#shared/presence/presence-matrix.rules.ts'
import type { CameraTrouble, ReceptionTable } from '#shared/presence/presence.model.ts'
import type { NewFinding } from '#main/ports/findings-log.ts'
import type { CounterSeen, CountersOfRoom } from './counters-of-room.ts'

const TROUBLE_KINDS: Readonly<Record<CameraTrouble, PresenceKind>> = {
  covered: 'camera-covered',
  blurred: 'camera-blurred',
  moved: 'camera-moved',
  frozen: 'camera-frozen',
}

const UNATTENDED_FROM_MS = 2 * MINUTE_MS
/** Opening within ten minutes is not noted: domain notes §5, OS-02. */
const LATE_FROM_MS = 10 * MINUTE_MS
const PERSON_CONFIDENCE = 0.85
const NOBODY_CONFIDENCE = 0.75

export type Suggestion = NewFinding & { readonly kind: PresenceKind; readonly cameraId: Id }

type Told = Pick<Suggestion, 'kind' | 'subject' | 'detail' | 'confidence'> & {
  readonly range: TimeRange
  readonly cameraId: Id | null
}

/** Without a camera nothing was seen, and nothing can be shown. */
function suggestion(roomId: Id, { range, cameraId, ...told }: Told): Suggestion[] {
  if (cameraId === null) return []
  const origin = { kind: 'presence' as const, id: roomId }
  const dedupeKey = `${told.subject.id} ${range.fromMs}`
  return [{ ...told, roomId, atMs: range.fromMs, ...range, origin, dedupeKey, cameraId }]
}

/** Who still sits there when the looking ends may yet hand in a dossier. */
const isSeenToTheEnd =
  (looked: readonly TimeRange[]) =>
  ({ toMs }: TimeRange): boolean =>
    looked.some((range) => range.fromMs <= toMs && toMs < range.toMs)

/** Of a log that ends before the visit nothing can be said: the file may come tomorrow. */
const isLogged =
  (logReachesMs: InstantMs | null) =>
  ({ toMs }: TimeRange): boolean =>
    logReachesMs !== null && logReachesMs >= toMs

function peopleOf(roomId: Id, seen: CounterSeen, logReachesMs: InstantMs | null): Suggestion[] {
  const { counterId, matrix, looked, seatCameraId: cameraId } = seen
  const persons = matrix.personOnly.filter(isSeenToTheEnd(looked)).filter(isLogged(logReachesMs))
  return [
    ...persons.flatMap((stay) =>
      suggestion(roomId, {
        kind: 'person-without-dossier',
        range: stay,
        cameraId,
        subject: { kind: 'counter', id: counterId },
        detail: { durationMs: durationMs(stay) },
        confidence: PERSON_CONFIDENCE,
      }),
    ),
    ...matrix.dossierOnly.flatMap(({ atMs, dossierId, dossierCode, uncertaintyMs }) =>
      suggestion(roomId, {
        kind: 'dossier-without-person',
        range: { fromMs: atMs, toMs: atMs },
        cameraId,
        subject: { kind: 'dossier', id: dossierId },
        detail: { code: dossierCode, uncertaintyMs },
        confidence: NOBODY_CONFIDENCE,
      }),
    ),
  ]
}

function unattendedOf(roomId: Id, seen: CounterSeen, sessions: readonly TimeRange[]): Suggestion[] {
  const { counterId, waiting, serving, allOfficersLooked, officerCameraId: cameraId } = seen
  return unattended(waiting, serving, sessions, allOfficersLooked, UNATTENDED_FROM_MS).flatMap((range) =>
    suggestion(roomId, {
      kind: 'desk-unattended',
      range,
      cameraId,
      subject: { kind: 'counter', id: counterId },
      detail: { durationMs: durationMs(range) },
      confidence: NOBODY_CONFIDENCE,
    }),
  )
}

function hoursOf(roomId: Id, seen: CounterSeen, sessions: readonly TimeRange[]): Suggestion[] {
  const { counterId, serving, officersLooked, officerCameraId: cameraId } = seen
  const base = {
    cameraId,
    subject: { kind: 'counter', id: counterId },
    confidence: NOBODY_CONFIDENCE,
  } as const
  return openingHours(mergeRanges(serving), sessions, officersLooked).flatMap(({ session, ...off }) => {
    const [lateMs, earlyMs] = [off.lateMs ?? 0, off.earlyMs ?? 0]
    const late = { fromMs: session.fromMs, toMs: session.fromMs + lateMs }
    const early = { fromMs: session.toMs - earlyMs, toMs: session.toMs }
    return [
      ...(lateMs > LATE_FROM_MS
        ? suggestion(roomId, { ...base, kind: 'opened-late', range: late, detail: { lateMs } })
        : []),
      // Nobody all session long: that it opened late says it.
      ...(earlyMs > LATE_FROM_MS && earlyMs < durationMs(session)
        ? suggestion(roomId, { ...base, kind: 'closed-early', range: early, detail: { earlyMs } })
        : []),
    ]
  })
}

function troublesOf(roomId: Id, room: CountersOfRoom): Suggestion[] {
  return room.troubles.flatMap(({ cameraId, trouble, fromMs, toMs, confidence }) => {
    const inHours = room.sessions.reduce((sum, session) => {
      const part = intersect(session, { fromMs, toMs })
      return sum + (part ? durationMs(part) : 0)
    }, 0)
    return suggestion(roomId, {
      kind: TROUBLE_KINDS[trouble],
      range: { fromMs, toMs },
      cameraId,
      subject: { kind: 'camera', id: cameraId },
      detail: { durationMs: toMs - fromMs, inOfficeHoursMs: inHours },
      confidence,
    })
  })
}

function tablesOf(roomId: Id, tables: readonly ReceptionTable[]): Suggestion[] {
  return tables
    .filter(({ state }) => state === 'empty')
    .flatMap(({ sessionId, hostName, windows, openMs, unseenMs, cameraId }) =>
      suggestion(roomId, {
        kind: 'reception-table-empty',
        range: {
          fromMs: Math.min(...windows.map(({ fromMs }) => fromMs)),
          toMs: Math.max(...windows.map(({ toMs }) => toMs)),
        },
        cameraId,
        subject: { kind: 'reception-session', id: sessionId },
        detail: { hostName, lookedMs: openMs - unseenMs, openMs },
        confidence: NOBODY_CONFIDENCE,
      }),
    )
}

/** Places for people to look at, from what was seen in one room. Confidence is a rule of thumb, and says so. */
export function suggestionsOf(
  roomId: Id,
  room: CountersOfRoom,
  tables: readonly ReceptionTable[],
): Suggestion[] {
  return [
    ...room.counters.flatMap((seen) => peopleOf(roomId, seen, room.logReachesMs)),
    ...room.counters
      .filter(({ hasOfficerZone }) => hasOfficerZone)
      .flatMap((seen) => [
        ...unattendedOf(roomId, seen, room.sessions),
        ...hoursOf(roomId, seen, room.sessions),
      ]),
    ...tablesOf(roomId, tables),
    ...troublesOf(roomId, room),
  ]
}
