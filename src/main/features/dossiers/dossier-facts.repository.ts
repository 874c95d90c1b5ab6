import type { DossierFacts } from '#shared/dossiers/dossier-facts.model.ts'
import { channelSchema, dossierStatusSchema } from '#shared/dossiers/dossiers.model.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Db } from '#main/db/db.ts'

const COLUMNS = [
  'id',
  'source_id',
  'code',
  'procedure_code',
  'procedure_name',
  'field',
  'received_at_log_ms',
  'due_at_log_ms',
  'finished_at_log_ms',
  'returned_at_log_ms',
  'status',
  'channel',
] as const

type FactsRow = {
  readonly id: string
  readonly source_id: string
  readonly code: string
  readonly procedure_code: string | null
  readonly procedure_name: string | null
  readonly field: string | null
  readonly received_at_log_ms: number | null
  readonly due_at_log_ms: number | null
  readonly finished_at_log_ms: number | null
  readonly returned_at_log_ms: number | null
  readonly status: string | null
  readonly channel: string
}

function toFacts(row: FactsRow): DossierFacts {
  return {
    id: row.id,
    sourceId: row.source_id,
    code: row.code,
    procedureCode: row.procedure_code,
    procedureName: row.procedure_name,
    field: row.field,
    receivedAtLogMs: row.received_at_log_ms,
    dueAtLogMs: row.due_at_log_ms,
    finishedAtLogMs: row.finished_at_log_ms,
    returnedAtLogMs: row.returned_at_log_ms,
    status: dossierStatusSchema.nullable().parse(row.status),
    channel: channelSchema.parse(row.channel),
  }
}

/** Those received in the range of log time, in that order. */
export async function listReceivedIn(
  db: Db,
  sourceIds: readonly string[],
  range: TimeRange,
): Promise<DossierFacts[]> {
  if (sourceIds.length === 0) return []
  const rows = await db
    .selectFrom('dossiers')
    .select(COLUMNS)
    .where('source_id', 'in', sourceIds)
    .where('received_at_log_ms', '>=', range.fromMs)
    .where('received_at_log_ms', '<', range.toMs)
    .orderBy('received_at_log_ms')
    .orderBy('id')
    .execute()
  return rows.map(toFacts)
}

/**
 * Every dossier that a report over the period may have to count: received before its end or at an unknown time, and not
 * over before its beginning by both of the times that may say so.
 */
export async function listOfPeriod(
  db: Db,
  sourceIds: readonly string[],
  period: TimeRange,
): Promise<DossierFacts[]> {
  if (sourceIds.length === 0) return []
  const rows = await db
    .selectFrom('dossiers')
    .select(COLUMNS)
    .where('source_id', 'in', sourceIds)
    .where((where) =>
      where.or([where('received_at_log_ms', 'is', null), where('received_at_log_ms', '<', period.toMs)]),
    )
    .where((where) =>
      where.or([
        where('received_at_log_ms', 'is', null),
        where('received_at_log_ms', '>=', period.fromMs),
        where('finished_at_log_ms', 'is', null),
        where('finished_at_log_ms', '>=', period.fromMs),
        where('returned_at_log_ms', 'is', null),
        where('returned_at_log_ms', '>=', period.fromMs),
      ]),
    )
    .orderBy('received_at_log_ms')
    .orderBy('id')
    .execute()
  return rows.map(toFacts)
}
