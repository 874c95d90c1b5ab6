import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, type InstantMs } from '#shared/kernel/instant.ts'
import {
  contains,
  durationMs,
  intersect,
  mergeRanges,
  subtractRanges,
  type TimeRange,
} from '#shared/kernel/time-range.ts'
import { eventsOfCounters } from '#shared/presence/events-of-counters.rules.ts'
import { matrixIn, type PresenceMatrix, presenceMatrix } from '#shared/presence/presence-matrix.rules.ts'
import type { CounterPresence, Zone, ZoneKind } from '#shared/presence/presence.model.ts'
import { waitsIn } from '#shared/presence/waits.rules.ts'
import type { SeenTrouble } from './joined-troubles.ts'
import type { PresenceDeps } from './presence.ports.ts'
import { type RoomSeen, roomSeen } from './room-seen.ts'

export type CounterSeen = {
  readonly counterId: Id
  readonly matrix: PresenceMatrix
  /** Somebody sits at the counter, or waits while nobody in the room serves; somebody serves here. */
  readonly waiting: readonly TimeRange[]
  readonly serving: readonly TimeRange[]
  /** When the seats, when its officer's place, and when those of the whole room were looked at. */
  readonly looked: readonly TimeRange[]
  readonly officersLooked: readonly TimeRange[]
  readonly allOfficersLooked: readonly TimeRange[]
  readonly hasOfficerZone: boolean
  readonly waits: CounterPresence['waits']
  /** Whose pictures tell of it. */
  readonly seatCameraId: Id | null
  readonly officerCameraId: Id | null
}

export type CountersOfRoom = {
  readonly sessions: readonly TimeRange[]
  readonly counters: readonly CounterSeen[]
  readonly troubles: readonly SeenTrouble[]
  /** Latest event that the room's log tells of, as far as a week after; null: none from the range on. */
  readonly logReachesMs: InstantMs | null
}

const SEATS: readonly ZoneKind[] = ['citizen-seat', 'counter']
/** A log that has something later than a visit would have had the visit's dossier too. */
const LOG_AFTER_MS = 7 * DAY_MS

type Given = {
  readonly seen: RoomSeen
  readonly range: TimeRange
  readonly sessions: readonly TimeRange[]
  /** Somebody is in the waiting area, and no officer of the room serves. */
  readonly unserved: readonly TimeRange[]
  readonly allOfficersLooked: readonly TimeRange[]
  readonly waits: CounterPresence['waits']
}

function counterSeen(
  { seen, range, sessions, unserved, allOfficersLooked, waits }: Given,
  { counterId, own, ...view }: ReturnType<typeof viewOf>,
  events: Parameters<typeof presenceMatrix>[0]['events'],
): CounterSeen {
  const officers = own.filter(({ kind }) => kind === 'officer-seat')
  return {
    counterId,
    matrix: matrixIn(presenceMatrix({ stays: view.stays, analysed: view.analysed, events, sessions }), range),
    waiting: mergeRanges([...view.stays, ...unserved]),
    serving: seen.staysIn(officers),
    looked: view.analysed,
    officersLooked: seen.lookedAt(officers),
    allOfficersLooked,
    hasOfficerZone: officers.length > 0,
    waits,
    seatCameraId: view.seats[0]?.cameraId ?? null,
    officerCameraId: officers[0]?.cameraId ?? null,
  }
}

function viewOf(seen: RoomSeen, counterId: Id) {
  const own: readonly Zone[] = seen.zones.filter((zone) => zone.counterId === counterId)
  const seats = own.filter(({ kind }) => SEATS.includes(kind))
  return { counterId, own, seats, stays: seen.staysIn(seats), analysed: seen.lookedAt(seats) }
}

/** Reads what was seen in a room's zones and holds it against the log of its counters. */
export async function countersOfRoom(
  deps: PresenceDeps,
  roomId: Id,
  range: TimeRange,
): Promise<CountersOfRoom> {
  const seen = await roomSeen(deps, roomId, range)
  const sessions = await deps.officeSessions(roomId, seen.wide)
  const logged = await deps.loggedEvents(roomId, { ...seen.wide, toMs: seen.wide.toMs + LOG_AFTER_MS })
  const views = [...new Set(seen.zones.flatMap(({ counterId }) => counterId ?? []))].map((counterId) =>
    viewOf(seen, counterId),
  )
  const events = eventsOfCounters(
    views,
    logged.filter(({ atMs }) => atMs < seen.wide.toMs),
  )
  const waiting = seen.zones.filter(({ kind }) => kind === 'waiting-area')
  const inWaitingArea = seen.staysIn(waiting)
  const begun = inWaitingArea.filter(({ fromMs }) => contains(range, fromMs))
  const waits = waitsIn(begun, seen.lookedAt(waiting))
  const officers = seen.zones.filter(({ kind }) => kind === 'officer-seat')
  const serving = seen.staysIn(officers)
  const given = {
    seen,
    range,
    sessions,
    // Who waits is served at any of the room's counters.
    unserved: inWaitingArea.flatMap((wait) => subtractRanges(wait, serving)),
    allOfficersLooked: seen.lookedAt(officers),
    waits,
  }
  return {
    sessions: sessions.flatMap((session) => intersect(session, range) ?? []),
    counters: views.map((view) => counterSeen(given, view, events.get(view.counterId) ?? [])),
    troubles: seen.troubles.filter((each) => contains(range, each.fromMs) && durationMs(each) > 0),
    logReachesMs: logged.reduce<InstantMs | null>(
      (latest, { atMs }) => (latest === null || atMs > latest ? atMs : latest),
      null,
    ),
  }
}
