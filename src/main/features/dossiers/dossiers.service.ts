import { createDossierList } from './dossier-list.ts'
import { createDossierFacts } from './dossier-facts.ts'
import { createDossierLookups } from './dossier-lookups.ts'
import type { DossiersDeps } from './dossiers.ports.ts'
import { createLogSources } from './log-sources.ts'
import { createRegisterImports } from './register-imports.ts'

export type { DossiersDeps } from './dossiers.ports.ts'

export type DossiersService = ReturnType<typeof createDossiersService>

/** The one-stop software's log: where it comes from, its imports, and its dossiers. */
export function createDossiersService(deps: DossiersDeps) {
  const logSources = createLogSources(deps)
  const { allSources, sources, createSource } = logSources
  return {
    allSources,
    sources,
    createSource,
    ...createRegisterImports(deps, logSources),
    ...createDossierList(deps, logSources),
    ...createDossierLookups(deps, logSources),
    ...createDossierFacts(deps),
  }
}
