import { HOUR_MS, type InstantMs } from '../kernel/instant.ts'
import { intersect, durationMs, type TimeRange } from '../kernel/time-range.ts'
import type { FootageLane } from '../recordings/recordings.model.ts'
import type { CoverageHours, EventCoverage } from './coverage.model.ts'

/** Beginnings of the clock hours that the range touches. Vietnam is whole hours from UTC. */
function hoursOf({ fromMs, toMs }: TimeRange): InstantMs[] {
  const hours: InstantMs[] = []
  for (let hourMs = Math.floor(fromMs / HOUR_MS) * HOUR_MS; hourMs < toMs; hourMs += HOUR_MS)
    hours.push(hourMs)
  return hours
}

function footageByHour({ spans }: FootageLane, range: TimeRange): Map<InstantMs, number> {
  const byHour = new Map<InstantMs, number>()
  for (const span of spans) {
    const inside = span.state === 'recorded' || span.state === 'backfilled' ? intersect(span, range) : null
    if (!inside) continue
    for (const hourMs of hoursOf(inside)) {
      const part = intersect(inside, { fromMs: hourMs, toMs: hourMs + HOUR_MS })
      if (part) byHour.set(hourMs, (byHour.get(hourMs) ?? 0) + durationMs(part))
    }
  }
  return byHour
}

function eventsByHour(events: readonly EventCoverage[], range: TimeRange): Map<InstantMs, EventCoverage[]> {
  const byHour = new Map<InstantMs, EventCoverage[]>()
  for (const event of events) {
    const window = intersect({ fromMs: event.windowFromMs, toMs: event.windowToMs }, range)
    for (const hourMs of window ? hoursOf(window) : []) {
      const known = byHour.get(hourMs)
      if (known) known.push(event)
      else byHour.set(hourMs, [event])
    }
  }
  return byHour
}

const dossiersOf = (events: readonly EventCoverage[]): string[] => [
  ...new Set(events.map(({ dossierId }) => dossierId)),
]

/**
 * Which events explain each hour of footage: for a camera those that it had to see, for a counter its own.
 * @param events whose window touches the range
 */
export function hoursOfRoom(
  lanes: readonly FootageLane[],
  events: readonly EventCoverage[],
  range: TimeRange,
): CoverageHours {
  const cameras = lanes.map((lane) => {
    const footage = footageByHour(lane, range)
    const explained = eventsByHour(
      events.filter(({ cameraIds }) => cameraIds.includes(lane.cameraId)),
      range,
    )
    const hours = [...new Set([...footage.keys(), ...explained.keys()])]
      .toSorted((left, right) => left - right)
      .map((hourMs) => {
        const inHour = explained.get(hourMs) ?? []
        return {
          hourMs,
          recordedMs: footage.get(hourMs) ?? 0,
          events: inHour.length,
          dossierIds: dossiersOf(inHour),
        }
      })
    const filmed = hours.filter(({ recordedMs }) => recordedMs > 0)
    return {
      cameraId: lane.cameraId,
      hours,
      footageHours: filmed.length,
      unexplainedHours: filmed.filter((hour) => hour.events === 0).length,
    }
  })
  const counters = [...Map.groupBy(events, ({ counterId }) => counterId)].map(([counterId, ofCounter]) => ({
    counterId,
    hours: [...eventsByHour(ofCounter, range)]
      .toSorted(([left], [right]) => left - right)
      .map(([hourMs, inHour]) => ({ hourMs, events: inHour.length, dossierIds: dossiersOf(inHour) })),
  }))
  return { cameras, counters }
}
