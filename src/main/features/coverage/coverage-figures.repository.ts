import { type ExpressionBuilder, sql } from 'kysely'
import {
  type CoverageDay,
  type CoverageVerdict,
  type MissingCause,
  missingCauseSchema,
} from '#shared/coverage/coverage.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Db } from '#main/db/db.ts'
import type { Database } from '#main/db/schema.ts'
import type { CoverageEventsTable } from '#main/db/schema-coverage.ts'

export type EventFilter = {
  readonly roomIds: readonly Id[]
  /** Station time of the events. */
  readonly range: TimeRange
  readonly verdict?: CoverageVerdict | undefined
  readonly cause?: MissingCause | undefined
}

function counted(verdict: CoverageVerdict) {
  return sql<number>`sum(case when verdict = ${sql.lit(verdict)} then 1 else 0 end)`
}

/** Counts and sums per room and day: over `coverage_events_by_day` and `coverage_missing_by_day` alone. */
export async function listDays(db: Db, roomIds: readonly Id[], range: TimeRange): Promise<CoverageDay[]> {
  if (roomIds.length === 0) return []
  const days = await db
    .selectFrom('coverage_events')
    .select((row) => [
      'room_id',
      'day_ms',
      row.fn.countAll<number>().as('events'),
      counted('covered').as('covered'),
      counted('partial').as('partial'),
      counted('missing').as('missing'),
      row.fn.sum<number>('covered_ms').as('covered_ms'),
      row.fn.sum<number>('missing_ms').as('missing_ms'),
    ])
    .where('room_id', 'in', roomIds)
    .where('day_ms', '>=', range.fromMs)
    .where('day_ms', '<', range.toMs)
    .groupBy(['room_id', 'day_ms'])
    .orderBy('day_ms')
    .orderBy('room_id')
    .execute()
  const causes = await db
    .selectFrom('coverage_missing')
    .select(['room_id', 'day_ms', 'cause', sql<number>`sum(to_ms - from_ms)`.as('missing_ms')])
    .where('room_id', 'in', roomIds)
    .where('day_ms', '>=', range.fromMs)
    .where('day_ms', '<', range.toMs)
    .groupBy(['room_id', 'day_ms', 'cause'])
    .execute()
  const byDay = Map.groupBy(causes, (row) => `${row.room_id} ${row.day_ms}`)
  return days.map((row) => ({
    roomId: row.room_id,
    dayMs: row.day_ms,
    events: Number(row.events),
    covered: Number(row.covered),
    partial: Number(row.partial),
    missing: Number(row.missing),
    coveredMs: Number(row.covered_ms),
    missingMs: Number(row.missing_ms),
    missingMsByCause: Object.fromEntries(
      (byDay.get(`${row.room_id} ${row.day_ms}`) ?? []).map((cause) => [
        missingCauseSchema.parse(cause.cause),
        Number(cause.missing_ms),
      ]),
    ),
  }))
}

function missesFor(cause: MissingCause) {
  return (where: ExpressionBuilder<Database, 'coverage_events'>) =>
    where.exists(
      where
        .selectFrom('coverage_missing')
        .select('coverage_missing.cause')
        .whereRef('coverage_missing.dossier_id', '=', 'coverage_events.dossier_id')
        .whereRef('coverage_missing.kind', '=', 'coverage_events.kind')
        .whereRef('coverage_missing.at_log_ms', '=', 'coverage_events.at_log_ms')
        .where('coverage_missing.cause', '=', cause),
    )
}

function filtered(db: Db, { roomIds, range, verdict, cause }: EventFilter) {
  let query = db
    .selectFrom('coverage_events')
    .where('room_id', 'in', roomIds)
    .where('at_ms', '>=', range.fromMs)
    .where('at_ms', '<', range.toMs)
  if (verdict !== undefined) query = query.where('verdict', '=', verdict)
  if (cause !== undefined) query = query.where(missesFor(cause))
  return query
}

/** In order of time. */
export async function listEventRows(
  db: Db,
  filter: EventFilter,
  page?: { readonly limit: number; readonly offset: number },
): Promise<CoverageEventsTable[]> {
  if (filter.roomIds.length === 0) return []
  const rows = filtered(db, filter).selectAll().orderBy('at_ms').orderBy('dossier_code').orderBy('kind')
  return (page ? rows.limit(page.limit).offset(page.offset) : rows).execute()
}

export async function countEvents(db: Db, filter: EventFilter): Promise<number> {
  if (filter.roomIds.length === 0) return 0
  const row = await filtered(db, filter)
    .select((each) => each.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return Number(row.total)
}

/** Counts per verdict. */
export async function countByVerdict(db: Db, filter: EventFilter): Promise<Map<string, number>> {
  if (filter.roomIds.length === 0) return new Map()
  const rows = await filtered(db, filter)
    .select((row) => ['verdict', row.fn.countAll<number>().as('total')])
    .groupBy('verdict')
    .execute()
  return new Map(rows.map((row) => [row.verdict, Number(row.total)]))
}

/** Missing milliseconds per cause of the events in the range. */
export async function sumByCause(db: Db, { roomIds, range }: EventFilter): Promise<Record<string, number>> {
  if (roomIds.length === 0) return {}
  const rows = await db
    .selectFrom('coverage_missing')
    .innerJoin('coverage_events', (join) =>
      join
        .onRef('coverage_events.dossier_id', '=', 'coverage_missing.dossier_id')
        .onRef('coverage_events.kind', '=', 'coverage_missing.kind')
        .onRef('coverage_events.at_log_ms', '=', 'coverage_missing.at_log_ms'),
    )
    .select(['cause', sql<number>`sum(coverage_missing.to_ms - coverage_missing.from_ms)`.as('missing_ms')])
    .where('coverage_events.room_id', 'in', roomIds)
    .where('coverage_events.at_ms', '>=', range.fromMs)
    .where('coverage_events.at_ms', '<', range.toMs)
    .groupBy('cause')
    .orderBy('cause')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.cause, Number(row.missing_ms)]))
}

/** Those whose window touches the range. */
export async function listOverlapping(db: Db, roomId: Id, range: TimeRange): Promise<CoverageEventsTable[]> {
  const longest = await db
    .selectFrom('log_sources')
    .select((row) => [
      row.fn.max<number | null>('window_before_ms').as('before'),
      row.fn.max<number | null>('window_after_ms').as('after'),
    ])
    .where('room_id', '=', roomId)
    .executeTakeFirstOrThrow()
  return db
    .selectFrom('coverage_events')
    .selectAll()
    .where('room_id', '=', roomId)
    .where('at_ms', '>=', range.fromMs - Number(longest.after ?? 0))
    .where('at_ms', '<', range.toMs + Number(longest.before ?? 0))
    .where('window_to_ms', '>', range.fromMs)
    .where('window_from_ms', '<', range.toMs)
    .orderBy('at_ms')
    .execute()
}
