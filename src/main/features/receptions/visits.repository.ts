import {
  petitionKindSchema,
  receptionHandlingSchema,
  receptionRegimeSchema,
} from '#shared/imports/import-rows.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { CountedVisit } from '#shared/receptions/form-01-tcd.rules.ts'
import { type Entry, halfDaySchema, type VisitBody } from '#shared/receptions/receptions.model.ts'
import type { RegisterEntry } from '#shared/receptions/session-state.rules.ts'
import type { Db } from '#main/db/db.ts'
import type { ReceptionVisitsTable } from '#main/db/schema-receptions.ts'
import { batches, ENTRY_COLUMNS, toEntry } from './entries.repository.ts'
import type { RegisterFilter } from './register-filter.ts'

function toBody(row: Omit<ReceptionVisitsTable, 'entry_id'> & { day_ms: number }): VisitBody {
  return {
    ordinal: row.ordinal,
    dayMs: row.day_ms,
    session: halfDaySchema.nullable().parse(row.session),
    atLogMs: row.at_log_ms,
    visitorName: row.visitor_name,
    address: row.address,
    content: row.content,
    kind: petitionKindSchema.nullable().parse(row.kind),
    peopleCount: row.people_count,
    resolvedBy: row.resolved_by,
    handling: receptionHandlingSchema.nullable().parse(row.handling),
    followUp: row.follow_up,
    note: row.note,
    regime: receptionRegimeSchema.parse(row.regime),
    receiverName: row.receiver_name,
    visitNumber: row.visit_number,
    caseCode: row.case_code,
  }
}

function toColumns(body: VisitBody): Omit<ReceptionVisitsTable, 'entry_id'> {
  return {
    ordinal: body.ordinal,
    session: body.session,
    at_log_ms: body.atLogMs,
    visitor_name: body.visitorName,
    address: body.address,
    content: body.content,
    kind: body.kind,
    people_count: body.peopleCount,
    resolved_by: body.resolvedBy,
    handling: body.handling,
    follow_up: body.followUp,
    note: body.note,
    regime: body.regime,
    receiver_name: body.receiverName,
    visit_number: body.visitNumber,
    case_code: body.caseCode,
  }
}

export async function insertVisits(
  transaction: Db,
  rows: readonly { readonly id: Id; readonly body: VisitBody }[],
): Promise<void> {
  for (const batch of batches(rows))
    await transaction
      .insertInto('reception_visits')
      .values(batch.map(({ id, body }) => ({ entry_id: id, ...toColumns(body) })))
      .execute()
}

export async function updateVisit(transaction: Db, id: Id, body: VisitBody): Promise<void> {
  await transaction.updateTable('reception_visits').set(toColumns(body)).where('entry_id', '=', id).execute()
}

const joined = (db: Db) =>
  db.selectFrom('reception_entries').innerJoin('reception_visits', 'entry_id', 'reception_entries.id')

export async function findVisits(db: Db, ids: readonly Id[]): Promise<(Entry & VisitBody)[]> {
  const found: (Entry & VisitBody)[] = []
  for (const batch of batches(ids)) {
    const rows = await joined(db)
      .selectAll('reception_visits')
      .select(ENTRY_COLUMNS)
      .where('reception_entries.id', 'in', batch)
      .execute()
    found.push(...rows.map((row) => ({ ...toEntry(row), ...toBody(row) })))
  }
  return found
}

function filtered(db: Db, filter: RegisterFilter) {
  let query = joined(db)
    .where('reception_entries.kind', '=', 'visit')
    .where('room_id', 'in', filter.roomIds)
    .where('removed_at_ms', filter.removed ? 'is not' : 'is', null)
  if (filter.fromMs !== undefined) query = query.where('day_ms', '>=', filter.fromMs)
  if (filter.toMs !== undefined) query = query.where('day_ms', '<', filter.toMs)
  if (filter.kind !== undefined) query = query.where('reception_visits.kind', '=', filter.kind)
  if (filter.regime !== undefined) query = query.where('regime', '=', filter.regime)
  return query
}

/** Newest day first, as the register runs within a day. People are counted of current visits alone. */
export async function listVisits(
  db: Db,
  filter: RegisterFilter,
): Promise<{ total: number; people: number; rows: (Entry & VisitBody)[] }> {
  if (filter.roomIds.length === 0) return { total: 0, people: 0, rows: [] }
  const counted = await filtered(db, filter)
    .select((row) => row.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const summed = await filtered(db, filter)
    .where('vanished_import_id', 'is', null)
    .select((row) => row.fn.sum<number | null>('people_count').as('people'))
    .executeTakeFirstOrThrow()
  const rows = await filtered(db, filter)
    .selectAll('reception_visits')
    .select(ENTRY_COLUMNS)
    .orderBy('day_ms', 'desc')
    .orderBy('row_number')
    .orderBy('reception_entries.id')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute()
  return {
    total: Number(counted.total),
    people: Number(summed.people ?? 0),
    rows: rows.map((row) => ({ ...toEntry(row), ...toBody(row) })),
  }
}

/** What counts, of those rooms and days, without personal data. */
export async function listCountedVisits(
  db: Db,
  roomIds: readonly Id[],
  range: TimeRange,
): Promise<(CountedVisit & RegisterEntry & { readonly roomId: Id })[]> {
  if (roomIds.length === 0) return []
  const rows = await joined(db)
    .select([
      ...ENTRY_COLUMNS,
      'session',
      'regime',
      'receiver_name',
      'people_count',
      'visit_number',
      'case_code',
    ])
    .where('reception_entries.kind', '=', 'visit')
    .where('room_id', 'in', [...roomIds])
    .where('day_ms', '>=', range.fromMs)
    .where('day_ms', '<', range.toMs)
    .where('removed_at_ms', 'is', null)
    .where('vanished_import_id', 'is', null)
    .orderBy('day_ms')
    .orderBy('reception_entries.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    roomId: row.room_id,
    dayMs: row.day_ms,
    session: halfDaySchema.nullable().parse(row.session),
    regime: receptionRegimeSchema.parse(row.regime),
    receiverName: row.receiver_name,
    peopleCount: row.people_count,
    visitNumber: row.visit_number,
    caseCode: row.case_code,
  }))
}

/** Latest day that the room's register tells of; null: it tells of none. */
export async function latestVisitDay(db: Db, roomId: Id): Promise<number | null> {
  const row = await db
    .selectFrom('reception_entries')
    .select(({ fn }) => fn.max('day_ms').as('latest'))
    .where('kind', '=', 'visit')
    .where('room_id', '=', roomId)
    .where('removed_at_ms', 'is', null)
    .where('vanished_import_id', 'is', null)
    .executeTakeFirst()
  return row?.latest ?? null
}
