import type { SearchHit } from '#shared/search/search.model.ts'
import { markWords, matchesAll } from '#shared/search/search-match.rules.ts'
import type { SearchScope } from './search-scope.ts'

/** Counters whose own name or code is meant; room and commune may stand beside it. */
export async function counterHits(scope: SearchScope): Promise<SearchHit[]> {
  const words = scope.query.allWords
  if (words.length === 0) return []
  const hits: SearchHit[] = []
  for (const { id, code, name, roomId } of scope.counters.values()) {
    const room = scope.rooms.get(roomId)
    const commune = scope.communeNames.get(room?.communeUnitId ?? '') ?? null
    const isMeant = words.some((word) => matchesAll([word], [name, code]))
    if (!isMeant || !matchesAll(words, [name, code, room?.name ?? null, commune])) continue
    hits.push({
      kind: 'counter',
      id,
      title: markWords(name, words),
      subtitle: [commune, room?.name ?? null]
        .filter((text) => text !== null)
        .map((text) => markWords(text, words)),
      dossiers: null,
      atMs: null,
      roomId,
      cameraIds: [],
      dossier: null,
    })
  }
  return hits.slice(0, scope.limit)
}
