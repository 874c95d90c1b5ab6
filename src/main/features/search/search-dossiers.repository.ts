import { type RawBuilder, sql } from 'kysely'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { codeOrderSql, codeTailSql, TEXT_END } from '#main/db/code-key-sql.ts'
import type { Db } from '#main/db/db.ts'
import { dialectOf } from '#main/db/migrate.ts'

/** What the search shows of a dossier. The applicant's name is never read. */
export type FoundDossier = {
  readonly id: Id
  readonly sourceId: Id
  readonly code: string
  readonly procedureName: string | null
  readonly officerName: string | null
  readonly counterId: Id | null
  readonly receivedAtLogMs: InstantMs | null
}

const COLUMNS = sql.raw(`dossiers.id, dossiers.source_id as "sourceId", code,
  procedure_name as "procedureName", officer_name as "officerName", counter_id as "counterId",
  received_at_log_ms as "receivedAtLogMs"`)

/** SQLite joins at most 500 selects. */
const MAX_SELECTS = 400

/** Each part is a whole select with its own order and limit. */
async function unionOf(db: Db, parts: readonly RawBuilder<unknown>[]): Promise<FoundDossier[]> {
  const found: FoundDossier[] = []
  for (let first = 0; first < parts.length; first += MAX_SELECTS) {
    const some = parts.slice(first, first + MAX_SELECTS).map((part) => sql`select * from (${part}) as part`)
    const { rows } = await sql<FoundDossier>`${sql.join(some, sql` union all `)}`.execute(db)
    found.push(...rows)
  }
  return found
}

/** A head and what the code goes on with. */
export type CodeBeginning = { readonly sourceId: Id; readonly text: string }

/** The last few dossiers of each beginning, by code. */
export function findByBeginnings(
  db: Db,
  beginnings: readonly CodeBeginning[],
  limit: number,
): Promise<FoundDossier[]> {
  const code = sql.raw(codeOrderSql(dialectOf(db), 'code'))
  return unionOf(
    db,
    beginnings.map(
      ({ sourceId, text }) => sql`select ${COLUMNS} from dossiers where source_id = ${sourceId}
        and ${code} >= ${text} and ${code} < ${text + TEXT_END} order by ${code} desc limit ${limit}`,
    ),
  )
}

/** A piece that ends in the counter: what the head ends with, and how the counter begins. */
export type PieceSplit = { readonly headEnd: string; readonly tailStart: string }

/** Those of the newest days in whose code the piece stands across the border of head and counter. */
export async function findAcross(
  db: Db,
  sourceIds: readonly Id[],
  splits: readonly PieceSplit[],
  limit: number,
): Promise<FoundDossier[]> {
  const dialect = dialectOf(db)
  const code = sql.raw(codeOrderSql(dialect, 'dossiers.code'))
  const end = sql.raw(
    dialect === 'postgres' ? 'right(key, length(head_end))' : 'substr(key, -length(head_end))',
  )
  const given = sql.join(splits.map(({ headEnd, tailStart }) => sql`(${headEnd}, ${tailStart})`))
  // `cross join` keeps SQLite's order: newest heads first, and an end as soon as there are enough.
  const { rows } = await sql<FoundDossier>`
    with split (head_end, tail_start) as (values ${given})
    select ${COLUMNS} from search_terms cross join split cross join dossiers
    where kind = 'code-head' and search_terms.source_id in (${sql.join(sourceIds)}) and ${end} = head_end
      and dossiers.source_id = search_terms.source_id and ${code} >= search_terms.text || tail_start
      and ${code} < search_terms.text || tail_start || ${TEXT_END}
    order by at_log_ms desc limit ${limit}`.execute(db)
  return rows
}

/** The newest with these four last digits. */
export async function findByTail(
  db: Db,
  sourceIds: readonly Id[],
  tail: string,
  limit: number,
): Promise<FoundDossier[]> {
  const { rows } = await sql<FoundDossier>`select ${COLUMNS} from dossiers
    where ${sql.raw(codeTailSql(dialectOf(db), 'code'))} = ${tail} and source_id in (${sql.join(sourceIds)})
    order by received_at_log_ms desc limit ${limit}`.execute(db)
  return rows
}

const COLUMN_OF = { procedure: sql.ref('procedure_name'), officer: sql.ref('officer_name') } as const
export type TermKind = keyof typeof COLUMN_OF

/** A text of one source, and what its dossiers have to have besides. */
export type TermStream = {
  readonly sourceId: Id
  readonly kind: TermKind
  readonly text: string
  readonly besides?: { readonly column: TermKind | 'counter'; readonly values: readonly string[] } | undefined
}

const besidesOf = ({ besides }: TermStream): RawBuilder<unknown> => {
  if (besides === undefined) return sql``
  const column = besides.column === 'counter' ? sql.ref('counter_id') : COLUMN_OF[besides.column]
  return sql`and ${column} in (${sql.join(besides.values)})`
}

/** The newest of each stream. */
export function findByTerms(db: Db, streams: readonly TermStream[], limit: number): Promise<FoundDossier[]> {
  return unionOf(
    db,
    streams.map(
      (stream) => sql`select ${COLUMNS} from dossiers where source_id = ${stream.sourceId}
        and ${COLUMN_OF[stream.kind]} = ${stream.text} ${besidesOf(stream)}
        order by received_at_log_ms desc limit ${limit}`,
    ),
  )
}

/** Those received in [fromMs, toMs) of log time, newest first. */
export async function findByDay(
  db: Db,
  sourceIds: readonly Id[],
  range: { readonly fromMs: InstantMs; readonly toMs: InstantMs },
  limit: number,
): Promise<FoundDossier[]> {
  return unionOf(
    db,
    sourceIds.map(
      (sourceId) => sql`select ${COLUMNS} from dossiers where source_id = ${sourceId}
        and received_at_log_ms >= ${range.fromMs} and received_at_log_ms < ${range.toMs}
        order by received_at_log_ms desc limit ${limit}`,
    ),
  )
}

/** How many dossiers have a text, counted up to `most`. */
export async function countByTerm(
  db: Db,
  sourceIds: readonly Id[],
  term: { readonly kind: TermKind; readonly text: string },
  most: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from (
    select 1 from dossiers where source_id in (${sql.join(sourceIds)}) and ${COLUMN_OF[term.kind]} = ${term.text}
    limit ${most}) as counted`.execute(db)
  return Number(rows[0]?.count ?? 0)
}
