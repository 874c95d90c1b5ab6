import type { DossierVerdicts } from '#main/ports/dossier-verdicts.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import type { CoverageService } from './coverage.service.ts'
import { listDossiersWith } from './dossier-verdicts.repository.ts'

/** A list waits so long for what is being judged again, then shows what there is. */
const PATIENCE_MS = 400

/** Verdicts of dossiers, as they are kept. */
export function createDossierVerdicts(deps: {
  readonly work: UnitOfWork
  readonly coverage: Pick<CoverageService, 'drain'>
}): DossierVerdicts {
  return {
    dossiersWith: async (verdict, roomIds) => {
      await deps.coverage.drain({ roomIds: new Set(roomIds), refresh: false, budgetMs: PATIENCE_MS })
      return new Set(await listDossiersWith(deps.work.db, verdict, roomIds))
    },
  }
}
