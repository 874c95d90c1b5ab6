import type { DossierFacts } from '#shared/dossiers/dossier-facts.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { listOfPeriod, listReceivedIn } from './dossier-facts.repository.ts'
import type { DossiersDeps } from './dossiers.ports.ts'

/** Dossiers by the thousand for sums and rules, without names. For other parts of the program: no check of who asks. */
export function createDossierFacts({ work }: Pick<DossiersDeps, 'work'>) {
  const factsReceivedIn = (sourceIds: readonly Id[], range: TimeRange): Promise<DossierFacts[]> =>
    listReceivedIn(work.db, sourceIds, range)
  const factsOfPeriod = (sourceIds: readonly Id[], period: TimeRange): Promise<DossierFacts[]> =>
    listOfPeriod(work.db, sourceIds, period)
  return { factsReceivedIn, factsOfPeriod }
}
