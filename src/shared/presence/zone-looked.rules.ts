import { HOUR_MS, type InstantMs } from '../kernel/instant.ts'
import { intersect, mergeRanges, subtractRanges, type TimeRange } from '../kernel/time-range.ts'

/** A zone and what is known of it. */
export type ZoneSeen = {
  /** When it was in force. */
  readonly life: TimeRange
  /** Starts of the hours in which it was looked at: a zone drawn later was not there when its camera's picture was. */
  readonly hours: readonly InstantMs[]
  /** When its camera's picture was looked at and nothing was wrong with it; sorted and disjoint. */
  readonly looked: readonly TimeRange[]
  readonly stays: readonly TimeRange[]
}

export function lookedOfZone({ life, hours, looked }: ZoneSeen): TimeRange[] {
  const own = mergeRanges(hours.map((fromMs) => ({ fromMs, toMs: fromMs + HOUR_MS })))
  return mergeRanges(
    own
      .flatMap((hour) => looked.flatMap((each) => intersect(each, hour) ?? []))
      .flatMap((each) => intersect(each, life) ?? []),
  )
}

/**
 * When all of these zones that were in force were looked at: that nobody was in any of them can be said of those times
 * alone. A zone that was not in force takes nothing away.
 */
export function lookedOfAll(zones: readonly ZoneSeen[], range: TimeRange): TimeRange[] {
  const lives = mergeRanges(zones.flatMap(({ life }) => intersect(life, range) ?? []))
  const unseen = zones.flatMap((zone) => {
    const life = intersect(zone.life, range)
    return life ? subtractRanges(life, lookedOfZone(zone)) : []
  })
  return lives.flatMap((life) => subtractRanges(life, unseen))
}

/** When somebody was in one of the zones, as far as their picture could tell. */
export function staysInZones(zones: readonly ZoneSeen[], range: TimeRange): TimeRange[] {
  return mergeRanges(
    zones.flatMap((zone) => {
      const looked = lookedOfZone(zone)
      return zone.stays
        .flatMap((stay) => intersect(stay, range) ?? [])
        .flatMap((stay) => looked.flatMap((each) => intersect(each, stay) ?? []))
    }),
  )
}
