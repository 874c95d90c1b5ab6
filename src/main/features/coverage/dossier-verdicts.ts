import type { CoverageVerdict } from '#shared/coverage/coverage.model.ts'
import { DAY_MS, HOUR_MS } from '#shared/kernel/instant.ts'
import { systemCall } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { DossierVerdicts } from '#main/ports/dossier-verdicts.ts'
import type { CoverageService } from './coverage.service.ts'

const BADNESS: Readonly<Record<CoverageVerdict, number>> = { covered: 0, partial: 1, missing: 2 }
/** Log time may lie this far from station time, at the very most. */
const CLOCKS_APART_MS = 2 * HOUR_MS

/** Verdicts of dossiers, judged when they are asked for. */
export function createDossierVerdicts(deps: {
  readonly coverage: Pick<CoverageService, 'events'>
  readonly clock: Clock
}): DossierVerdicts {
  const { actor } = systemCall('dossier-list', 'coverage.read')
  return {
    dossiersWith: async (verdict, roomIds, { fromMs }) => {
      // A dossier's last event may lie long after its receipt: only the beginning narrows.
      const events = await deps.coverage.events(actor, {
        fromMs: Math.max(0, (fromMs ?? 0) - CLOCKS_APART_MS),
        toMs: deps.clock.nowMs() + DAY_MS,
      })
      const rooms = new Set(roomIds)
      const worst = new Map<string, CoverageVerdict>()
      for (const event of events) {
        if (!rooms.has(event.roomId)) continue
        const before = worst.get(event.dossierId)
        if (before === undefined || BADNESS[before] < BADNESS[event.verdict])
          worst.set(event.dossierId, event.verdict)
      }
      return new Set([...worst].filter(([, each]) => each === verdict).map(([id]) => id))
    },
  }
}
