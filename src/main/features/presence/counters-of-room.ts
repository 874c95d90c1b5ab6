import type { Id } from '#shared/kernel/ids.ts'
import { MINUTE_MS } from '#shared/kernel/instant.ts'
import { contains, durationMs, intersect, mergeRanges, type TimeRange } from '#shared/kernel/time-range.ts'
import { eventsOfCounters } from '#shared/presence/events-of-counters.rules.ts'
import {
  matrixIn,
  percentileMs,
  type PresenceMatrix,
  presenceMatrix,
} from '#shared/presence/presence-matrix.rules.ts'
import type { CameraTrouble, CounterPresence, Zone, ZoneKind } from '#shared/presence/presence.model.ts'
import type { PresenceDeps } from './presence.ports.ts'
import { listLooks, listStays } from './presence.repository.ts'
import { listZones } from './zones.repository.ts'

export type CounterSeen = {
  readonly counterId: Id
  readonly matrix: PresenceMatrix
  /** Somebody sits at the counter or waits; somebody serves. */
  readonly waiting: readonly TimeRange[]
  readonly serving: readonly TimeRange[]
  readonly looked: readonly TimeRange[]
  readonly hasOfficerZone: boolean
  readonly waits: CounterPresence['waits']
}

export type CountersOfRoom = {
  readonly sessions: readonly TimeRange[]
  readonly counters: readonly CounterSeen[]
  readonly troubles: readonly {
    readonly cameraId: Id
    readonly trouble: CameraTrouble
    readonly fromMs: number
    readonly toMs: number
    readonly confidence: number
  }[]
}

/** Troubles of neighbouring hours are one. */
const SAME_TROUBLE_MS = 90_000

type Trouble = CountersOfRoom['troubles'][number]

function joinTroubles(troubles: readonly Trouble[]): Trouble[] {
  const joined: Trouble[] = []
  for (const each of troubles) {
    const index = joined.findLastIndex(
      (before) =>
        before.cameraId === each.cameraId &&
        before.trouble === each.trouble &&
        each.fromMs - before.toMs <= SAME_TROUBLE_MS,
    )
    const before = joined[index]
    if (before)
      joined[index] = {
        ...before,
        toMs: Math.max(before.toMs, each.toMs),
        confidence: Math.max(before.confidence, each.confidence),
      }
    else joined.push(each)
  }
  return joined
}

/** Read before and after the range, so that who sits over its borders is not cut in two. */
const AROUND_MS = 30 * MINUTE_MS

const SEATS: readonly ZoneKind[] = ['citizen-seat', 'counter']

/** Reads what was seen in a room's zones and holds it against the log of its counters. */
export async function countersOfRoom(
  deps: PresenceDeps,
  roomId: Id,
  range: TimeRange,
): Promise<CountersOfRoom> {
  const wide = { fromMs: Math.max(0, range.fromMs - AROUND_MS), toMs: range.toMs + AROUND_MS }
  const cameraIds = (await deps.cameras.all()).filter((each) => each.roomId === roomId).map(({ id }) => id)
  const zones = await listZones(deps.work.db, cameraIds)
  const looks = await listLooks(deps.work.db, cameraIds, wide)
  const zoneIds = zones.map(({ id }) => id)
  const stays = await listStays(deps.work.db, zoneIds, wide)
  const sessions = await deps.officeSessions(roomId, wide)
  const clip = (ranges: readonly TimeRange[]): TimeRange[] =>
    mergeRanges(ranges.flatMap((each) => intersect(each, wide) ?? []))
  const staysIn = (chosen: readonly Zone[]): TimeRange[] =>
    clip(chosen.flatMap(({ id }) => stays.get(id) ?? []))
  const lookedAt = (chosen: readonly Zone[]): TimeRange[] =>
    clip(
      looks
        .filter(({ cameraId }) => chosen.some((zone) => zone.cameraId === cameraId))
        .flatMap((each) => each.looked),
    )

  const counterIds = [...new Set(zones.flatMap(({ counterId }) => counterId ?? []))]
  const views = counterIds.map((counterId) => {
    const own = zones.filter((zone) => zone.counterId === counterId)
    const seats = own.filter(({ kind }) => SEATS.includes(kind))
    return { counterId, own, stays: staysIn(seats), analysed: lookedAt(seats) }
  })
  const events = eventsOfCounters(views, await deps.loggedEvents(roomId, wide))
  const inWaitingArea = staysIn(zones.filter(({ kind }) => kind === 'waiting-area'))
  const waits = inWaitingArea.filter(({ fromMs }) => contains(range, fromMs)).map(durationMs)
  const counters = views.map(({ counterId, own, stays: sitting, analysed }): CounterSeen => {
    const officers = own.filter(({ kind }) => kind === 'officer-seat')
    const of = { stays: sitting, events: events.get(counterId) ?? [], sessions, analysed }
    return {
      counterId,
      matrix: matrixIn(presenceMatrix(of), range),
      waiting: mergeRanges([...sitting, ...inWaitingArea]),
      serving: staysIn(officers),
      looked: analysed,
      hasOfficerZone: officers.length > 0,
      waits: { count: waits.length, p50Ms: percentileMs(waits, 0.5), p90Ms: percentileMs(waits, 0.9) },
    }
  })
  const troubles = joinTroubles(
    looks.flatMap(({ cameraId, troubles: found }) => found.map((each) => ({ ...each, cameraId }))),
  ).filter(({ fromMs }) => contains(range, fromMs))
  const inRange = sessions.flatMap((session) => intersect(session, range) ?? [])
  return { sessions: inRange, counters, troubles }
}
