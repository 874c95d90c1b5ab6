import type { Id } from '#shared/kernel/ids.ts'
import { MINUTE_MS } from '#shared/kernel/instant.ts'
import { durationMs, intersect, mergeRanges, type TimeRange } from '#shared/kernel/time-range.ts'
import { openingHours, unattended } from '#shared/presence/presence-matrix.rules.ts'
import type { CameraTrouble } from '#shared/presence/presence.model.ts'
import type { FindingKind } from '#shared/findings/findings.model.ts'
import type { NewFinding } from '#main/ports/findings-log.ts'
import type { CountersOfRoom } from './counters-of-room.ts'

/** What presence may suggest; a run replaces its open ones. */
export const PRESENCE_KINDS = [
  'person-without-dossier',
  'dossier-without-person',
  'desk-unattended',
  'opened-late',
  'closed-early',
  'camera-covered',
  'camera-blurred',
  'camera-moved',
  'camera-frozen',
] as const satisfies readonly FindingKind[]

const TROUBLE_KINDS: Readonly<Record<CameraTrouble, FindingKind>> = {
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

type Subject = NewFinding['subject']

/** Who still sits there when the looking ends may yet hand in a dossier. */
const isSeenToTheEnd =
  (looked: readonly TimeRange[]) =>
  ({ toMs }: TimeRange): boolean =>
    looked.some((range) => range.fromMs <= toMs && toMs < range.toMs)

function finding(
  kind: FindingKind,
  roomId: Id,
  range: TimeRange,
  subject: Subject,
  extra: Pick<NewFinding, 'detail'> & { readonly confidence: number },
): NewFinding {
  const origin = { kind: 'presence' as const, id: roomId }
  const dedupeKey = `${subject.id} ${range.fromMs}`
  return { kind, roomId, atMs: range.fromMs, ...range, origin, subject, dedupeKey, ...extra }
}

/** Places for people to look at, from what was seen in one room. Confidence is a rule of thumb, and says so. */
export function suggestionsOf(roomId: Id, room: CountersOfRoom): NewFinding[] {
  const found: NewFinding[] = []
  for (const { counterId, matrix, waiting, serving, looked, hasOfficerZone } of room.counters) {
    const counter: Subject = { kind: 'counter', id: counterId }
    for (const stay of matrix.personOnly.filter(isSeenToTheEnd(looked)))
      found.push(
        finding('person-without-dossier', roomId, stay, counter, {
          detail: { durationMs: durationMs(stay) },
          confidence: PERSON_CONFIDENCE,
        }),
      )
    for (const event of matrix.dossierOnly)
      found.push(
        finding(
          'dossier-without-person',
          roomId,
          { fromMs: event.atMs, toMs: event.atMs },
          { kind: 'dossier', id: event.dossierId },
          {
            detail: { dossierCode: event.dossierCode, uncertaintyMs: event.uncertaintyMs },
            confidence: NOBODY_CONFIDENCE,
          },
        ),
      )
    if (!hasOfficerZone) continue
    for (const range of unattended(waiting, serving, room.sessions, looked, UNATTENDED_FROM_MS))
      found.push(
        finding('desk-unattended', roomId, range, counter, {
          detail: { durationMs: durationMs(range) },
          confidence: NOBODY_CONFIDENCE,
        }),
      )
    found.push(...hoursOf(roomId, counter, serving, room.sessions, looked))
  }
  return [...found, ...troublesOf(roomId, room)]
}

function hoursOf(
  roomId: Id,
  counter: Subject,
  serving: readonly TimeRange[],
  sessions: readonly TimeRange[],
  looked: readonly TimeRange[],
): NewFinding[] {
  return openingHours(mergeRanges(serving), sessions, looked).flatMap(({ session, lateMs, earlyMs }) => {
    const found: NewFinding[] = []
    if (lateMs !== null && lateMs > LATE_FROM_MS)
      found.push(
        finding('opened-late', roomId, { fromMs: session.fromMs, toMs: session.fromMs + lateMs }, counter, {
          detail: { lateMs },
          confidence: NOBODY_CONFIDENCE,
        }),
      )
    if (earlyMs !== null && earlyMs > LATE_FROM_MS && earlyMs < durationMs(session))
      found.push(
        finding('closed-early', roomId, { fromMs: session.toMs - earlyMs, toMs: session.toMs }, counter, {
          detail: { earlyMs },
          confidence: NOBODY_CONFIDENCE,
        }),
      )
    return found
  })
}

function troublesOf(roomId: Id, room: CountersOfRoom): NewFinding[] {
  return room.troubles.map(({ cameraId, trouble, fromMs, toMs, confidence }) => {
    const inHours = room.sessions.reduce((sum, session) => {
      const part = intersect(session, { fromMs, toMs })
      return sum + (part ? durationMs(part) : 0)
    }, 0)
    return finding(
      TROUBLE_KINDS[trouble],
      roomId,
      { fromMs, toMs },
      { kind: 'camera', id: cameraId },
      {
        detail: { durationMs: toMs - fromMs, inOfficeHoursMs: inHours },
        confidence,
      },
    )
  })
}
