import { toStationTime } from '#shared/kernel/clock-offset.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { SearchHit } from '#shared/search/search.model.ts'
import { markCode, markWords } from '#shared/search/search-match.rules.ts'
import { camerasAt } from './counter-cameras.ts'
import type { DossierAnswer } from './find-dossiers.ts'
import { countByTerm, type TermKind } from './search-dossiers.repository.ts'
import type { SearchScope } from './search-scope.ts'
import type { FoundTerm } from './search-terms.repository.ts'

/** Beyond it nobody needs the exact number. */
const MAX_COUNTED = 1000

/** Log time of a source as the station's. */
function stationTime({ sources }: SearchScope, sourceId: Id, atLogMs: InstantMs | null): InstantMs | null {
  const source = sources.get(sourceId)
  if (!source || atLogMs === null) return null
  return Math.max(0, toStationTime(atLogMs, source.clockOffset))
}

export async function dossierHits(scope: SearchScope, answer: DossierAnswer): Promise<SearchHit[]> {
  const { dossiers, pieces, words } = answer
  const moments = dossiers.map((dossier) => ({
    dossier,
    counterId: dossier.counterId,
    atMs: stationTime(scope, dossier.sourceId, dossier.receivedAtLogMs),
  }))
  const cameras = await camerasAt(scope.db, moments)
  return moments.map(({ dossier, counterId, atMs }, index) => {
    const counter = counterId === null ? undefined : scope.counters.get(counterId)
    const told = [dossier.procedureName, dossier.officerName, counter?.name ?? null]
    return {
      kind: 'dossier',
      id: dossier.id,
      title: markCode(dossier.code, pieces),
      subtitle: told.filter((text) => text !== null).map((text) => markWords(text, words)),
      dossiers: null,
      atMs,
      roomId: scope.sources.get(dossier.sourceId)?.roomId ?? null,
      cameraIds: cameras[index] ?? [],
      dossier: { id: dossier.id, code: dossier.code },
    }
  })
}

/** Each name once, with where its newest dossier is. */
export async function termHits(
  scope: SearchScope,
  kind: TermKind,
  terms: readonly FoundTerm[],
): Promise<SearchHit[]> {
  const newest = new Map<string, FoundTerm>()
  for (const term of terms) if (term.kind === kind && !newest.has(term.text)) newest.set(term.text, term)
  const hits: SearchHit[] = []
  for (const { text, sourceId, newestAtLogMs } of [...newest.values()].slice(0, scope.limit)) {
    const count = await countByTerm(scope.db, [...scope.sources.keys()], { kind, text }, MAX_COUNTED + 1)
    hits.push({
      kind,
      id: text,
      title: markWords(text, scope.query.allWords),
      subtitle: [],
      dossiers: { count: Math.min(count, MAX_COUNTED), isMore: count > MAX_COUNTED },
      atMs: stationTime(scope, sourceId, newestAtLogMs),
      roomId: scope.sources.get(sourceId)?.roomId ?? null,
      cameraIds: [],
      dossier: null,
    })
  }
  return hits
}
