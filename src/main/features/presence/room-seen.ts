import type { Id } from '#shared/kernel/ids.ts'
import { MINUTE_MS } from '#shared/kernel/instant.ts'
import { mergeRanges, subtractRanges, type TimeRange } from '#shared/kernel/time-range.ts'
import type { Zone } from '#shared/presence/presence.model.ts'
import { lookedOfAll, staysInZones, type ZoneSeen } from '#shared/presence/zone-looked.rules.ts'
import { joinTroubles, type SeenTrouble } from './joined-troubles.ts'
import type { PresenceDeps } from './presence.ports.ts'
import { listLooks, listStays } from './presence.repository.ts'
import { listZones } from './zones.repository.ts'

/** Read before and after the range, so that who sits over its borders is not cut in two. */
const AROUND_MS = 30 * MINUTE_MS

/** What the cameras of one room saw in a range and around it. */
export type RoomSeen = {
  /** The range with what lies around it. */
  readonly wide: TimeRange
  /** Ended ones too. */
  readonly zones: readonly Zone[]
  readonly troubles: readonly SeenTrouble[]
  /** When somebody was in one of the zones. */
  readonly staysIn: (zones: readonly Zone[]) => TimeRange[]
  /** When all of the zones were looked at, with nothing wrong with the picture. */
  readonly lookedAt: (zones: readonly Zone[]) => TimeRange[]
}

export async function roomSeen(deps: PresenceDeps, roomId: Id, range: TimeRange): Promise<RoomSeen> {
  const wide = { fromMs: Math.max(0, range.fromMs - AROUND_MS), toMs: range.toMs + AROUND_MS }
  const cameraIds = (await deps.cameras.all()).filter((each) => each.roomId === roomId).map(({ id }) => id)
  const zones = await listZones(deps.work.db, cameraIds)
  const looks = await listLooks(deps.work.db, cameraIds, wide)
  const zoneIds = zones.map(({ id }) => id)
  const stays = await listStays(deps.work.db, zoneIds, wide)
  const troubles = joinTroubles(looks)
  const clear = new Map(
    cameraIds.map((cameraId) => {
      const looked = mergeRanges(
        looks.filter((each) => each.cameraId === cameraId).flatMap((each) => each.looked),
      )
      // A covered, blurred, turned or frozen picture tells of nobody.
      const wrong = troubles.filter((each) => each.cameraId === cameraId)
      return [cameraId, looked.flatMap((each) => subtractRanges(each, wrong))]
    }),
  )
  const seen = (zone: Zone): ZoneSeen => ({
    life: { fromMs: zone.validFromMs, toMs: zone.validToMs ?? Number.MAX_SAFE_INTEGER },
    looked: clear.get(zone.cameraId) ?? [],
    hours: [...(stays.get(zone.id)?.keys() ?? [])],
    stays: mergeRanges([...(stays.get(zone.id)?.values() ?? [])].flat()),
  })
  return {
    wide,
    zones,
    troubles,
    staysIn: (chosen) => staysInZones(chosen.map(seen), wide),
    lookedAt: (chosen) => lookedOfAll(chosen.map(seen), wide),
  }
}
