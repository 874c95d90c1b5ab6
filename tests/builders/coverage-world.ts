import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Db } from '#main/db/db.ts'
import { listViewsOfRoom } from '#main/features/cameras/cameras.repository.ts'
import { createCoverageService } from '#main/features/coverage/coverage.service.ts'
import { coverRoom } from '#main/features/coverage/room-coverage.ts'
import { createFindingsService } from '#main/features/findings/findings.service.ts'
import { newId } from '#main/ports/new-id.ts'
import { systemTimers } from '#main/ports/timers.ts'
import { buildDossierWorld } from './dossier-world.ts'
import { createLedgerWorld } from './ledger-world.ts'

/** Coverage and what it stands on, on a database whose cameras nobody records: rows of footage are laid by hand. */
export async function buildCoverageWorld(db: Db) {
  const world = await buildDossierWorld(db)
  const missingFolders: string[] = []
  const { cameras, footage } = createLedgerWorld(db, world.clock, () => missingFolders)
  const findings = createFindingsService({ ...world, newId })
  const deps = {
    ...world,
    findings: findings.log,
    steadyMs: () => performance.now(),
    timers: systemTimers,
    log: (message: string) => {
      throw new Error(message)
    },
    missingFolders: () => missingFolders,
    cameras: {
      all: cameras.all,
      inRoom: async (roomId: string) => (await cameras.all()).filter((camera) => camera.roomId === roomId),
      viewsOf: (roomId: string, range: TimeRange) => listViewsOfRoom(db, roomId, range),
    },
    recordings: footage,
  }
  /** A service that knows nothing but the database: as after a start of the program. */
  const restart = (settings: { readonly pieceEvents?: number } = {}) =>
    createCoverageService({ ...deps, ...settings })

  /** What the rule says now of every event in the range, from nothing that is kept. */
  async function live(roomId: string, range: TimeRange): Promise<EventCoverage[]> {
    const events = await world.dossiers.deskEvents({ roomIds: [roomId], ...range })
    const judged = await coverRoom(deps, roomId, events, world.clock.nowMs())
    return judged
      .map(({ coverage }) => coverage)
      .toSorted((left, right) => left.atMs - right.atMs || left.dossierCode.localeCompare(right.dossierCode))
  }

  return { ...world, db, findings, missingFolders, footage, coverage: restart(), restart, live }
}
