import { type ClockOffset, toStationTime } from '#shared/kernel/clock-offset.ts'
import { type InstantMs, MINUTE_MS } from '#shared/kernel/instant.ts'
import type { DeviceEvent } from '#main/ports/camera-device.ts'

export type KeptEvent = DeviceEvent & {
  /** Station time. */
  readonly atMs: InstantMs
}

/** A camera that says 491 things at once says nothing. */
const MAX_PER_MINUTE = 60
/** A device's time that is further off than this, corrected, is not believed. */
const PLAUSIBLE_MS = 5 * MINUTE_MS
/** Topics and sources that are remembered; a device that invents new ones all the time is forgotten from the front. */
const MAX_REMEMBERED = 500
const MAX_TEXT = 300
/** Each reading of the device's clock is a little different: what it tells in order stays in order. */
const WAVERING_MS = 5000

type Seen = Pick<DeviceEvent, 'active' | 'deviceAtMs'>

/** When it happened by the station's clock: the device's own time where it is plausible, else the arrival. */
export function eventTimeMs(
  deviceAtMs: InstantMs | null,
  offset: ClockOffset | null,
  arrivedAtMs: InstantMs,
): InstantMs {
  if (deviceAtMs === null) return arrivedAtMs
  const atMs = offset ? toStationTime(deviceAtMs, offset) : deviceAtMs
  return Math.abs(atMs - arrivedAtMs) <= PLAUSIBLE_MS ? Math.max(0, atMs) : arrivedAtMs
}

/** A state that goes on, or a moment that was told already. */
function isRepeat(event: DeviceEvent, before: Seen | undefined): boolean {
  if (!before) return false
  if (event.active !== null) return event.active === before.active
  return before.active === null && event.deviceAtMs !== null && event.deviceAtMs === before.deviceAtMs
}

export type EventFilter = (
  events: readonly DeviceEvent[],
  offset: ClockOffset | null,
  arrivedAtMs: InstantMs,
) => KeptEvent[]

/** Sorts out what one camera repeats and what comes too thick; what is left is in the order in which it was told. */
export function createEventFilter(): EventFilter {
  const last = new Map<string, Seen>()
  let minute = { fromMs: 0, kept: 0 }
  let newestMs = 0

  function hasRoom(arrivedAtMs: InstantMs): boolean {
    const sinceMs = arrivedAtMs - minute.fromMs
    if (sinceMs >= MINUTE_MS || sinceMs < 0) minute = { fromMs: arrivedAtMs, kept: 0 }
    return minute.kept < MAX_PER_MINUTE
  }

  function inOrder(atMs: InstantMs): InstantMs {
    newestMs = atMs < newestMs && newestMs - atMs <= WAVERING_MS ? newestMs : atMs
    return newestMs
  }

  function remember(key: string, seen: Seen): void {
    last.delete(key)
    last.set(key, seen)
    if (last.size <= MAX_REMEMBERED) return
    const [oldest] = last.keys()
    if (oldest !== undefined) last.delete(oldest)
  }

  return (events, offset, arrivedAtMs) =>
    events.flatMap((told) => {
      const topic = told.topic.slice(0, MAX_TEXT)
      const event: DeviceEvent = { ...told, topic, source: told.source.slice(0, MAX_TEXT) }
      const key = `${event.topic}\n${event.source}`
      // One that finds no room is not remembered either: what is kept stays a true sequence of states.
      if (isRepeat(event, last.get(key)) || !hasRoom(arrivedAtMs)) return []
      minute.kept += 1
      remember(key, { active: event.active, deviceAtMs: event.deviceAtMs })
      return [{ ...event, atMs: inOrder(eventTimeMs(event.deviceAtMs, offset, arrivedAtMs)) }]
    })
}
