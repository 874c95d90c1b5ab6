import { createDossierFacts } from './dossier-facts.ts'
import { createDossierList } from './dossier-list.ts'
import { createDossierLookups } from './dossier-lookups.ts'
import type { DossiersDeps } from './dossiers.ports.ts'
import { createImportTargets } from './import-targets.ts'
import { createLogSources } from './log-sources.ts'

export type { DossiersDeps } from './dossiers.ports.ts'

export type DossiersService = ReturnType<typeof createDossiersService>

/** The one-stop software's log: where it comes from, where its files go, and its dossiers. */
export function createDossiersService(deps: DossiersDeps) {
  const logSources = createLogSources(deps)
  const { allSources, sources, source, createSource, lock } = logSources
  return {
    allSources,
    sources,
    source,
    createSource,
    lock,
    importTargets: createImportTargets(deps, logSources),
    ...createDossierList(deps, logSources),
    ...createDossierLookups(deps, logSources),
    ...createDossierFacts(deps),
  }
}
