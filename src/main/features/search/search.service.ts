import type { LogSource } from '#shared/dossiers/dossiers.model.ts'
import {
  SEARCH_KINDS,
  type SearchAnswer,
  type SearchHit,
  type SearchInput,
  type SearchKind,
} from '#shared/search/search.model.ts'
import { isEmptySearch, parseSearch } from '#shared/search/search-query.rules.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import type { Actor } from '#main/ports/call.ts'
import type { RoomAccess } from '#main/ports/room-access.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import { findDossiers } from './find-dossiers.ts'
import { bookmarkHits, findingHits, incidentHits } from './note-hits.ts'
import { counterHits } from './place-hits.ts'
import { dossierHits, termHits } from './dossier-hits.ts'
import { findTerms } from './search-terms.repository.ts'
import { placesOf, type SearchScope } from './search-scope.ts'

export type SearchDeps = {
  readonly work: UnitOfWork
  readonly access: RoomAccess
  readonly units: { readonly tree: () => Promise<UnitTree> }
  readonly dossiers: { readonly sources: (actor: Actor) => Promise<LogSource[]> }
}

export type SearchService = ReturnType<typeof createSearchService>

const MAX_TERMS = 400

/** One box over everything that a person may look into; citizens' names are not among it, whoever asks. */
export function createSearchService(deps: SearchDeps) {
  async function scopeOf(actor: Actor, input: SearchInput): Promise<SearchScope> {
    const roomIds = await deps.access.viewableRoomIds(actor)
    const sources = await deps.dossiers.sources(actor)
    return {
      ...placesOf(await deps.units.tree(), roomIds),
      db: deps.work.db,
      actor,
      input,
      query: parseSearch(input.text),
      sources: new Map(sources.map((source) => [source.id, source])),
      limit: input.limit + 1,
    }
  }

  async function hitsOf(scope: SearchScope): Promise<Record<SearchKind, readonly SearchHit[]>> {
    const { actor, query } = scope
    const sourceIds = [...scope.sources.keys()]
    const terms =
      sourceIds.length === 0 || query.allWords.length === 0
        ? []
        : await findTerms(scope.db, sourceIds, query.allWords, { join: 'AND', limit: MAX_TERMS })
    const answer = await findDossiers(scope, terms)
    const aboutIds = answer.pieces.length === 0 ? [] : answer.dossiers.map(({ id }) => id)
    const mayView = deps.access.may(actor, 'recordings.view')
    return {
      dossier: await dossierHits(scope, answer),
      procedure: await termHits(scope, 'procedure', terms),
      officer: await termHits(scope, 'officer', terms),
      counter: await counterHits(scope),
      bookmark: mayView ? await bookmarkHits(scope, aboutIds) : [],
      finding: deps.access.may(actor, 'coverage.read') ? await findingHits(scope, aboutIds) : [],
      incident: await incidentHits(scope, mayView),
    }
  }

  async function query(actor: Actor, input: SearchInput): Promise<SearchAnswer> {
    const scope = await scopeOf(actor, input)
    if (isEmptySearch(scope.query) || scope.rooms.size === 0) return { groups: [] }
    const hits = await hitsOf(scope)
    return {
      groups: SEARCH_KINDS.flatMap((kind) => {
        const some = hits[kind]
        if (some.length === 0) return []
        return [{ kind, hits: some.slice(0, input.limit), isMore: some.length > input.limit }]
      }),
    }
  }

  return { query }
}
