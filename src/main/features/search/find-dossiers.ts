import type { Id } from '#shared/kernel/ids.ts'
import { crossStreams } from '#shared/search/search-cross.rules.ts'
import { matchesAll } from '#shared/search/search-match.rules.ts'
import {
  codeKey,
  codeReadings,
  dayRange,
  lettersOfCode,
  type SearchWord,
} from '#shared/search/search-query.rules.ts'
import { codeCandidates } from './code-candidates.ts'
import { findByDay, findByTerms, type FoundDossier, type TermStream } from './search-dossiers.repository.ts'
import { type FoundTerm, findTerms } from './search-terms.repository.ts'
import type { SearchScope } from './search-scope.ts'

/** Of one source's day. */
const MAX_DAY_ROWS = 3000
/** Among so many of the newest with a piece of code the other words are looked for. */
const MAX_CANDIDATES = 600
const MAX_LOOSE_TERMS = 3000
const STREAMS_AT_ONCE = 20
const MAX_ROUNDS = 10

/** The dossiers, and how the text was read to find them. */
export type DossierAnswer = {
  readonly dossiers: readonly FoundDossier[]
  readonly pieces: readonly string[]
  readonly words: readonly SearchWord[]
}

const newestFirst = (dossiers: readonly FoundDossier[]): FoundDossier[] =>
  [...new Map(dossiers.map((dossier) => [dossier.id, dossier])).values()].toSorted(
    (a, b) => (b.receivedAtLogMs ?? 0) - (a.receivedAtLogMs ?? 0) || (a.code < b.code ? 1 : -1),
  )

const sourceIdsOf = ({ sources }: SearchScope): Id[] => [...sources.keys()]

function textsOf({ counters }: SearchScope, dossier: FoundDossier): (string | null)[] {
  const counter = dossier.counterId === null ? undefined : counters.get(dossier.counterId)
  return [dossier.procedureName, dossier.officerName, counter?.name ?? null, counter?.code ?? null]
}

function fits(
  scope: SearchScope,
  pieces: readonly string[],
  words: readonly SearchWord[],
): (dossier: FoundDossier) => boolean {
  return (dossier) => {
    const key = codeKey(dossier.code)
    return pieces.every((piece) => key.includes(piece)) && matchesAll(words, textsOf(scope, dossier))
  }
}

async function byCode(
  scope: SearchScope,
  pieces: readonly string[],
  words: readonly SearchWord[],
): Promise<FoundDossier[]> {
  const [longest = '', ...others] = pieces.toSorted((a, b) => b.length - a.length)
  const isAlone = others.length === 0 && words.length === 0
  const wanted = isAlone ? scope.limit : MAX_CANDIDATES
  const candidates = await codeCandidates(scope.db, sourceIdsOf(scope), longest, wanted)
  return newestFirst(candidates.filter(fits(scope, pieces, words)))
}

/** The words stand in two of procedure, officer, counter: looked through newest first until nothing newer can come. */
async function acrossFields(scope: SearchScope, words: readonly SearchWord[]): Promise<FoundDossier[]> {
  const terms = await findTerms(scope.db, sourceIdsOf(scope), words, { join: 'OR', limit: MAX_LOOSE_TERMS })
  const places = [...scope.sources.values()].flatMap(({ id, roomId }) =>
    (scope.rooms.get(roomId)?.counters ?? []).map((counter) => ({
      sourceId: id,
      id: counter.id,
      texts: [counter.name, counter.code],
    })),
  )
  const streams = crossStreams(words, terms, places)
  let found: FoundDossier[] = []
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const some: TermStream[] = streams.slice(round * STREAMS_AT_ONCE, (round + 1) * STREAMS_AT_ONCE)
    const oldest = found.at(scope.limit - 1)
    const [next] = streams.slice(round * STREAMS_AT_ONCE)
    const isDone = oldest !== undefined && (next?.newestAtLogMs ?? 0) <= (oldest.receivedAtLogMs ?? 0)
    if (some.length === 0 || isDone) break
    found = newestFirst([...found, ...(await findByTerms(scope.db, some, scope.limit))]).slice(0, scope.limit)
  }
  return found
}

/** The newest of the texts that have all words: a text whose newest is older than `limit` others cannot add to them. */
async function byWords(
  scope: SearchScope,
  words: readonly SearchWord[],
  terms: readonly FoundTerm[],
): Promise<FoundDossier[]> {
  if (words.length === 0) return []
  const streams = terms.slice(0, scope.limit)
  const found = await findByTerms(scope.db, streams, scope.limit)
  if (found.length >= scope.limit || words.length < 2) return newestFirst(found)
  return [
    ...new Map(
      [...newestFirst(found), ...(await acrossFields(scope, words))].map((one) => [one.id, one]),
    ).values(),
  ]
}

async function onDay(
  scope: SearchScope,
  range: { readonly fromMs: number; readonly toMs: number },
): Promise<DossierAnswer> {
  const { query } = scope
  const day = newestFirst(await findByDay(scope.db, sourceIdsOf(scope), range, MAX_DAY_ROWS))
  const readings = [...codeReadings(query), { pieces: [], words: query.allWords }]
  for (const { pieces, words } of readings) {
    const dossiers = day.filter(fits(scope, pieces, words)).slice(0, scope.limit)
    if (dossiers.length > 0) return { dossiers, pieces, words }
  }
  return { dossiers: [], pieces: [], words: [] }
}

/** `terms`: procedures and officers with all the query's words, those of the newest dossiers first. */
export async function findDossiers(scope: SearchScope, terms: readonly FoundTerm[]): Promise<DossierAnswer> {
  const { query, limit, sources } = scope
  if (sources.size === 0) return { dossiers: [], pieces: [], words: [] }
  const range = dayRange(query)
  if (range !== null) return onDay(scope, range)
  for (const { pieces, words } of codeReadings(query)) {
    const dossiers = await byCode(scope, pieces, words)
    if (dossiers.length > 0) return { dossiers: dossiers.slice(0, limit), pieces, words }
  }
  const worded = await byWords(scope, query.allWords, terms)
  const letters = lettersOfCode(scope.input.text)
  if (worded.length > 0 || letters === null)
    return { dossiers: worded.slice(0, limit), pieces: [], words: query.allWords }
  return { dossiers: (await byCode(scope, [letters], [])).slice(0, limit), pieces: [letters], words: [] }
}
