import { type RawBuilder, sql } from 'kysely'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { postgresMatch, sqliteMatch } from '#shared/search/full-text.rules.ts'
import type { SearchWord } from '#shared/search/search-query.rules.ts'
import type { Db } from '#main/db/db.ts'
import { dialectOf } from '#main/db/migrate.ts'
import type { CodeBeginning, TermKind } from './search-dossiers.repository.ts'

export type FoundTerm = {
  readonly sourceId: Id
  readonly kind: TermKind
  readonly text: string
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

/** Procedures and officers with the words, those of the newest dossiers first. */
export async function findTerms(
  db: Db,
  sourceIds: readonly Id[],
  words: readonly SearchWord[],
  options: { readonly join: 'AND' | 'OR'; readonly limit: number },
): Promise<FoundTerm[]> {
  const newest = (column: string): RawBuilder<unknown> => sql`(select max(received_at_log_ms) from dossiers
    where dossiers.source_id = search_terms.source_id and ${sql.ref(column)} = search_terms.text)`
  const { rows } = await sql<FoundTerm>`
    select source_id as "sourceId", kind, text, case kind when 'procedure' then ${newest('procedure_name')}
      else ${newest('officer_name')} end as "newestAtLogMs"
    from search_terms where ${matching(db, 'search_terms', words, options.join)} and kind <> 'code-head'
      and source_id in (${sql.join(sourceIds)})
    order by 4 desc limit ${options.limit}`.execute(db)
  return rows
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
