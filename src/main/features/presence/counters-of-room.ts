import type { Id } from '#shared/kernel/ids.ts'
import { durationMs, intersect, mergeRanges, type TimeRange } from '#shared/kernel/time-range.ts'
import { percentileMs, type PresenceMatrix, presenceMatrix } from '#shared/presence/presence-matrix.rules.ts'
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

/** Reads what was seen in a room's zones and holds it against the log of its counters. */
export async function countersOfRoom(
  deps: PresenceDeps,
  roomId: Id,
  range: TimeRange,
): Promise<CountersOfRoom> {
  const cameraIds = (await deps.cameras.all()).filter((each) => each.roomId === roomId).map(({ id }) => id)
  const zones = await listZones(deps.work.db, cameraIds)
  const looks = await listLooks(deps.work.db, cameraIds, range)
  const stays = await listStays(
    deps.work.db,
    zones.map(({ id }) => id),
    range,
  )
  const sessions = await deps.officeSessions(roomId, range)
  const events = await deps.loggedEvents(roomId, range)
  const clip = (ranges: readonly TimeRange[]): TimeRange[] =>
    mergeRanges(ranges.flatMap((each) => intersect(each, range) ?? []))
  const staysIn = (chosen: readonly Zone[]): TimeRange[] =>
    clip(chosen.flatMap(({ id }) => stays.get(id) ?? []))
  const ofKind = (chosen: readonly Zone[], ...kinds: readonly ZoneKind[]): Zone[] =>
    chosen.filter(({ kind }) => kinds.includes(kind))

  const counterIds = [...new Set(zones.flatMap(({ counterId }) => counterId ?? []))]
  const counters = counterIds.map((counterId): CounterSeen => {
    const own = zones.filter((zone) => zone.counterId === counterId)
    const seats = ofKind(own, 'citizen-seat', 'counter')
    const looked = clip(
      looks
        .filter(({ cameraId }) => seats.some((zone) => zone.cameraId === cameraId))
        .flatMap((each) => each.looked),
    )
    const sitting = staysIn(seats)
    const inWaitingArea = staysIn(ofKind(zones, 'waiting-area'))
    const matrix = presenceMatrix({
      stays: sitting,
      events: events.filter((event) => event.counterId === counterId),
      sessions,
      analysed: looked,
    })
    const lengths = inWaitingArea.map(durationMs)
    return {
      counterId,
      matrix,
      waiting: mergeRanges([...sitting, ...inWaitingArea]),
      serving: staysIn(ofKind(own, 'officer-seat')),
      looked,
      hasOfficerZone: ofKind(own, 'officer-seat').length > 0,
      waits: { count: lengths.length, p50Ms: percentileMs(lengths, 0.5), p90Ms: percentileMs(lengths, 0.9) },
    }
  })
  const troubles = joinTroubles(
    looks.flatMap(({ cameraId, troubles: found }) => found.map((each) => ({ ...each, cameraId }))),
  )
  return { sessions, counters, troubles }
}
