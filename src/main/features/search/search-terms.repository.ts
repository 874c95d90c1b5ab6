import { type RawBuilder, sql } from 'kysely'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { postgresMatch, sqliteMatch } from '#shared/search/full-text.rules.ts'
import type { SearchWord } from '#shared/search/search-query.rules.ts'
import type { Db } from '#main/db/db.ts'
import { dialectOf } from '#main/db/migrate.ts'
import type { CodeBeginning, TermKind } from './search-dossiers.repository.ts'

export type LooseTerm = {
  readonly id: number
  readonly sourceId: Id
  readonly kind: TermKind
  readonly text: string
}

export type FoundTerm = LooseTerm & {
  /** Log time of its newest dossier. */
  readonly newestAtLogMs: InstantMs | null
}

/** Rows of `table` whose words match. */
export function matching(
  db: Db,
  table: 'search_terms' | 'search_notes',
  words: readonly SearchWord[],
  join: 'AND' | 'OR',
): RawBuilder<unknown> {
  if (dialectOf(db) === 'postgres')
    return sql`to_tsvector('simple', ${sql.ref(`${table}.words`)}) @@ to_tsquery('simple', ${postgresMatch(words, join)})`
  const index = sql.raw(table === 'search_terms' ? 'search_term_words' : 'search_note_words')
  return sql`${sql.ref(`${table}.id`)} in (select rowid from ${index} where ${index} match ${sqliteMatch(words, join)})`
}

/** A text typed so far that more have it says too little: then those are taken that came last. */
const MAX_TERMS = 1500

/** Procedures and officers with all of the words, or with any. */
function termsWith(
  db: Db,
  sourceIds: readonly Id[],
  words: readonly SearchWord[],
  join: 'AND' | 'OR',
): RawBuilder<unknown> {
  return sql`select id, source_id, kind, text from search_terms
    where ${matching(db, 'search_terms', words, join)} and kind <> 'code-head'
      and source_id in (${sql.join(sourceIds)}) order by id desc limit ${MAX_TERMS}`
}

const newestOf = (column: string): RawBuilder<unknown> => sql`(select max(received_at_log_ms) from dossiers
  where dossiers.source_id = found.source_id and ${sql.ref(column)} = found.text)`
const NEWEST = sql`case kind when 'procedure' then ${newestOf('procedure_name')} else ${newestOf('officer_name')} end`

/** Those with all words, the newest dossiers' first. */
export async function findTerms(
  db: Db,
  sourceIds: readonly Id[],
  words: readonly SearchWord[],
  limit: number,
): Promise<FoundTerm[]> {
  const { rows } = await sql<FoundTerm>`
    select id, source_id as "sourceId", kind, text, ${NEWEST} as "newestAtLogMs"
    from (${termsWith(db, sourceIds, words, 'AND')}) as found order by 5 desc limit ${limit}`.execute(db)
  return rows
}

/** Those with any of the words. */
export async function findLooseTerms(
  db: Db,
  sourceIds: readonly Id[],
  words: readonly SearchWord[],
): Promise<LooseTerm[]> {
  const { rows } = await sql<LooseTerm>`select id, source_id as "sourceId", kind, text
    from (${termsWith(db, sourceIds, words, 'OR')}) as found`.execute(db)
  return rows
}

/** How new the newest dossier of each term is. */
export async function findNewest(db: Db, termIds: readonly number[]): Promise<Map<number, InstantMs>> {
  if (termIds.length === 0) return new Map()
  const { rows } = await sql<{ id: number; newestAtLogMs: InstantMs | null }>`
    select id, ${NEWEST} as "newestAtLogMs" from search_terms as found
    where id in (${sql.join(termIds)})`.execute(db)
  return new Map(rows.map(({ id, newestAtLogMs }) => [id, newestAtLogMs ?? 0]))
}

/** Heads whose key is exactly this. */
export async function findHeads(db: Db, sourceIds: readonly Id[], key: string): Promise<CodeBeginning[]> {
  return db
    .selectFrom('search_terms')
    .select(['source_id as sourceId', 'text'])
    .where('kind', '=', 'code-head')
    .where('key', '=', key)
    .where('source_id', 'in', sourceIds)
    .execute()
}

/** The newest heads with the piece inside. */
export async function findHeadsWith(
  db: Db,
  sourceIds: readonly Id[],
  piece: string,
  limit: number,
): Promise<CodeBeginning[]> {
  const place = sql.raw(dialectOf(db) === 'postgres' ? 'strpos' : 'instr')
  const { rows } = await sql<CodeBeginning>`select source_id as "sourceId", text from search_terms
    where kind = 'code-head' and ${place}(key, ${piece}) > 0 and source_id in (${sql.join(sourceIds)})
    order by at_log_ms desc limit ${limit}`.execute(db)
  return rows
}
