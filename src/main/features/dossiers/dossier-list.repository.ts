import { type ExpressionBuilder, sql } from 'kysely'
import { bareCode } from '#shared/dossiers/dossier-list.rules.ts'
import type {
  DossierChoices,
  DossierFilter,
  DossierOrder,
  DossierSort,
  ListTimeliness,
} from '#shared/dossiers/dossier-list.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { type InstantMs, startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { Db } from '#main/db/db.ts'
import { dialectOf } from '#main/db/migrate.ts'
import type { Database } from '#main/db/schema.ts'

/** A filter whose places are log sources. */
export type SourceFilter = Omit<DossierFilter, 'communeUnitId' | 'roomId' | 'sourceId' | 'verdict'> & {
  readonly sourceIds: readonly Id[]
  /** Only these; null: all. */
  readonly ids: ReadonlySet<Id> | null
  readonly notAtDesk: boolean
  /** What `open-overdue` is told by. */
  readonly nowMs: InstantMs
}

type Where = ExpressionBuilder<Database, 'dossiers'>

// Literals, not parameters: SQLite binds numbers as reals, and an expression index wants the very same expression.
const KEYS = {
  received: sql<number>`coalesce(received_at_log_ms, 0)`,
  due: sql<number>`coalesce(due_at_log_ms, 0)`,
  code: sql<string>`code`,
} satisfies Record<DossierSort, unknown>
/** Not the bare column: an index by source would have to be sorted, the list's own is in order. */
const ofSource = sql<string>`coalesce(source_id, '')`
const dueDay = sql<number>`(due_at_log_ms + 25200000) / 86400000`
const endedMs = sql<number | null>`coalesce(finished_at_log_ms, returned_at_log_ms)`
const endedDay = sql<number>`(coalesce(finished_at_log_ms, returned_at_log_ms) + 25200000) / 86400000`
const status = sql<string>`coalesce(status, '')`
/** Later than any date. */
const NEVER_MS = sql.lit(9_999_999_999_999)

/** Days since the epoch as Vietnam counts them. */
const vietnamDay = (atMs: InstantMs): number =>
  Math.floor((startOfVietnamDay(atMs) + 25_200_000) / 86_400_000)

/** The whole order in one piece. By code it is said once: said twice, SQLite sorts what its index has in order. */
function inOrder(sort: DossierSort, direction: 'asc' | 'desc') {
  const way = sql.raw(direction)
  if (sort === 'code') return sql`code ${way}, id ${way}`
  return sql`${KEYS[sort]} ${way}, code ${way}, id ${way}`
}

/** In one parameter however many there are. */
function idsIn(db: Db, ids: ReadonlySet<Id>) {
  const json = JSON.stringify([...ids])
  return dialectOf(db) === 'sqlite'
    ? sql<boolean>`id in (select value from json_each(${json}))`
    : sql<boolean>`id in (select json_array_elements_text(${json}::json))`
}

/** {@link listTimelinessOf} in SQL; a test holds the two together. */
function isOf(where: Where, timeliness: ListTimeliness, nowMs: InstantMs) {
  const today = vietnamDay(nowMs)
  const isIn = where.and([
    where(status, 'not in', ['registered', 'not-received']),
    where('received_at_log_ms', 'is not', null),
  ])
  const isWithdrawn = where(status, '=', 'withdrawn')
  const withdrawnByNow = where.and([
    isIn,
    isWithdrawn,
    where(sql<number>`coalesce(${endedMs}, received_at_log_ms)`, '<=', nowMs),
  ])
  const lacksEnd = where.and([where(status, 'in', ['finished', 'returned']), where(endedMs, 'is', null)])
  const judged = where.and([isIn, where.not(isWithdrawn), where.not(lacksEnd)])
  if (timeliness === 'uncounted') return where.not(where.or([withdrawnByNow, judged]))
  const isEnded = where(sql<number>`coalesce(${endedMs}, ${NEVER_MS})`, '<=', nowMs)
  const ended = where.and([judged, isEnded])
  const hasDue = where('due_at_log_ms', 'is not', null)
  if (timeliness === 'early') return where.and([ended, hasDue, sql<boolean>`${endedDay} < ${dueDay}`])
  if (timeliness === 'overdue') return where.and([ended, hasDue, sql<boolean>`${endedDay} > ${dueDay}`])
  if (timeliness === 'on-time') {
    const kept = sql<boolean>`(due_at_log_ms is null or ${endedDay} = ${dueDay})`
    return where.or([withdrawnByNow, where.and([ended, kept])])
  }
  const isLate = where.and([
    hasDue,
    where(status, '<>', 'supplement-requested'),
    sql<boolean>`${dueDay} < ${sql.lit(today)}`,
  ])
  const open = where.and([judged, where.not(isEnded)])
  return timeliness === 'open-overdue' ? where.and([open, isLate]) : where.and([open, where.not(isLate)])
}

function hasFinding(kind: string) {
  return sql<boolean>`id in (select subject_id from findings
    where subject_kind = 'dossier' and kind = ${kind} and state <> 'dismissed')`
}

/** With or without separators. Nothing but separators is part of no code. */
function hasPart(code: string) {
  const part = bareCode(code)
  return part === ''
    ? sql<boolean>`1 = 0`
    : sql<boolean>`replace(replace(code, '.', ''), '-', '') like ${`%${part}%`}`
}

function filtered(db: Db, filter: SourceFilter) {
  const { statuses, channel, timeliness, procedure, officer, counterId, findingKind, code } = filter
  const received = KEYS.received
  return db
    .selectFrom('dossiers')
    .where((where) =>
      where.and([
        where(ofSource, 'in', filter.sourceIds),
        ...(filter.fromMs === undefined ? [] : [where(received, '>=', filter.fromMs)]),
        ...(filter.toMs === undefined ? [] : [where(received, '<', filter.toMs)]),
        ...(statuses === undefined || statuses.length === 0 ? [] : [where('status', 'in', statuses)]),
        ...(channel === undefined ? [] : [where('channel', '=', channel)]),
        ...(timeliness === undefined ? [] : [isOf(where, timeliness, filter.nowMs)]),
        ...(procedure === undefined ? [] : [where('procedure_name', '=', procedure)]),
        ...(officer === undefined ? [] : [where('officer_name', '=', officer)]),
        ...(counterId === undefined ? [] : [where('counter_id', '=', counterId)]),
        ...(findingKind === undefined ? [] : [hasFinding(findingKind)]),
        ...(code === undefined || code === '' ? [] : [hasPart(code)]),
        ...(filter.notAtDesk ? [where('channel', '<>', 'walk-in')] : []),
        ...(filter.ids === null ? [] : [idsIn(db, filter.ids)]),
      ]),
    )
}

export async function countDossiers(db: Db, filter: SourceFilter): Promise<number> {
  if (filter.sourceIds.length === 0) return 0
  const counted = await filtered(db, filter)
    .select((row) => row.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return Number(counted.total)
}

/** The ids of one page; by offset, so that a list may be entered anywhere. Read from an index alone where one fits. */
export async function listDossierIds(
  db: Db,
  filter: SourceFilter,
  order: DossierOrder,
  page: { readonly limit: number; readonly offset: number },
): Promise<Id[]> {
  if (filter.sourceIds.length === 0) return []
  const direction = order.descending ? 'desc' : 'asc'
  const rows = await filtered(db, filter)
    .select('id')
    .orderBy(inOrder(order.sort, direction))
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  return rows.map((row) => row.id)
}

/** Where a dossier stands in the list: how many before it, its neighbours. null when the filter leaves it out. */
export async function findPlace(
  db: Db,
  filter: SourceFilter,
  order: DossierOrder,
  id: Id,
): Promise<{ index: number; previousId: Id | null; nextId: Id | null } | null> {
  if (filter.sourceIds.length === 0) return null
  const key = KEYS[order.sort]
  const own = await filtered(db, filter)
    .select(['id', 'code', sql<number | string>`${key}`.as('key')])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!own) return null
  const neighbours = (way: '<' | '>') =>
    filtered(db, filter).where(
      sql<boolean>`(${key}, code, id) ${sql.raw(way)} (${own.key}, ${own.code}, ${own.id})`,
    )
  const nearest = async (way: '<' | '>'): Promise<Id | null> => {
    const direction = way === '<' ? 'desc' : 'asc'
    const row = await neighbours(way)
      .select('id')
      .orderBy(inOrder(order.sort, direction))
      .limit(1)
      .executeTakeFirst()
    return row?.id ?? null
  }
  const [before, after]: ['<' | '>', '<' | '>'] = order.descending ? ['>', '<'] : ['<', '>']
  const counted = await neighbours(before)
    .select((row) => row.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return { index: Number(counted.total), previousId: await nearest(before), nextId: await nearest(after) }
}

/** Most frequent first; at most 500 of each. */
export async function listChoices(db: Db, sourceIds: readonly Id[]): Promise<DossierChoices> {
  const choicesOf = async (column: 'procedure_name' | 'officer_name') => {
    if (sourceIds.length === 0) return []
    const rows = await db
      .selectFrom('dossiers')
      .select((row) => [column, row.fn.countAll<number>().as('count')])
      .where(ofSource, 'in', sourceIds)
      .where(column, 'is not', null)
      .groupBy(column)
      .orderBy('count', 'desc')
      .orderBy(column)
      .limit(500)
      .execute()
    return rows.flatMap((row) => {
      const value: unknown = row[column]
      return typeof value === 'string' ? [{ value, count: Number(row.count) }] : []
    })
  }
  return { procedures: await choicesOf('procedure_name'), officers: await choicesOf('officer_name') }
}
