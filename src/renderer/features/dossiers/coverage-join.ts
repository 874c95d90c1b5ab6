import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import type { Dossier } from '#shared/dossiers/dossiers.model.ts'
import { HOUR_MS } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'

/** Log time may lie this far from station time, at the very most. */
const CLOCKS_APART_MS = 2 * HOUR_MS

/** The station time that may hold the events of these dossiers; null when none has a time. */
export function coverageRange(dossiers: readonly Dossier[]): TimeRange | null {
  const times = dossiers
    .flatMap(({ receivedAtLogMs, returnedAtLogMs }) => [receivedAtLogMs, returnedAtLogMs])
    .filter((ms) => ms !== null)
  if (times.length === 0) return null
  return {
    fromMs: Math.max(0, Math.min(...times) - CLOCKS_APART_MS),
    toMs: Math.max(...times) + CLOCKS_APART_MS,
  }
}

/** A dossier's desk events in order of time. */
export function coverageByDossier(
  events: readonly EventCoverage[],
): ReadonlyMap<string, readonly EventCoverage[]> {
  const byDossier = new Map<string, EventCoverage[]>()
  for (const event of events.toSorted((left, right) => left.atMs - right.atMs)) {
    const others = byDossier.get(event.dossierId)
    if (others === undefined) byDossier.set(event.dossierId, [event])
    else others.push(event)
  }
  return byDossier
}
