import type { SupplementSpan } from '#shared/dossiers/deadline.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { DossiersDeps } from './dossiers.ports.ts'
import { type DossierAct, listActs, listApologised } from './dossier-history.repository.ts'

/** From each request for papers to the papers; the last one may still be awaited. */
export function supplementSpans(acts: readonly DossierAct[]): SupplementSpan[] {
  const spans: SupplementSpan[] = []
  let sinceMs: number | null = null
  for (const { action, atLogMs } of acts) {
    if (action === 'supplement-requested') sinceMs ??= atLogMs
    if (action !== 'supplement-received' || sinceMs === null) continue
    if (atLogMs > sinceMs) spans.push({ fromMs: sinceMs, toMs: atLogMs })
    sinceMs = null
  }
  return sinceMs === null ? spans : [...spans, { fromMs: sinceMs, toMs: null }]
}

/** What the per-dossier log and the list of overdue dossiers add to the register. No check of who asks. */
export function createDossierHistory({ work }: Pick<DossiersDeps, 'work'>) {
  const acts = (dossierId: Id): Promise<DossierAct[]> => listActs(work.db, [dossierId])

  /** Of dossiers whose history was imported; the others are absent from the answer. */
  async function supplements(dossierIds: readonly Id[]): Promise<Map<Id, SupplementSpan[]>> {
    const byDossier = Map.groupBy(await listActs(work.db, dossierIds), (act) => act.dossierId)
    return new Map([...byDossier].map(([id, own]) => [id, supplementSpans(own)]))
  }

  const apologised = (dossierIds: readonly Id[]): Promise<Set<Id>> => listApologised(work.db, dossierIds)

  return { acts, supplements, apologised }
}
