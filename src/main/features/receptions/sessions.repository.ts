import { daySessionSchema, receptionRegimeSchema } from '#shared/imports/import-rows.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Entry } from '#shared/receptions/receptions.model.ts'
import { hostRoleSchema, type SessionBody } from '#shared/receptions/schedule.model.ts'
import type { Db } from '#main/db/db.ts'
import type { ReceptionSessionsTable } from '#main/db/schema-receptions.ts'
import { batches, ENTRY_COLUMNS, toEntry } from './entries.repository.ts'

function toBody(row: Omit<ReceptionSessionsTable, 'entry_id'> & { day_ms: number }): SessionBody {
  return {
    dayMs: row.day_ms,
    session: daySessionSchema.parse(row.session),
    fromMinute: row.from_minute,
    toMinute: row.to_minute,
    regime: receptionRegimeSchema.parse(row.regime),
    hostName: row.host_name,
    hostRole: hostRoleSchema.parse(row.host_role),
  }
}

function toColumns(body: SessionBody): Omit<ReceptionSessionsTable, 'entry_id'> {
  return {
    session: body.session,
    from_minute: body.fromMinute,
    to_minute: body.toMinute,
    regime: body.regime,
    host_name: body.hostName,
    host_role: body.hostRole,
  }
}

export async function insertSessions(
  transaction: Db,
  rows: readonly { readonly id: Id; readonly body: SessionBody }[],
): Promise<void> {
  for (const batch of batches(rows))
    await transaction
      .insertInto('reception_sessions')
      .values(batch.map(({ id, body }) => ({ entry_id: id, ...toColumns(body) })))
      .execute()
}

export async function updateSession(transaction: Db, id: Id, body: SessionBody): Promise<void> {
  await transaction
    .updateTable('reception_sessions')
    .set(toColumns(body))
    .where('entry_id', '=', id)
    .execute()
}

const joined = (db: Db) =>
  db.selectFrom('reception_entries').innerJoin('reception_sessions', 'entry_id', 'reception_entries.id')

export async function findSessions(db: Db, ids: readonly Id[]): Promise<(Entry & SessionBody)[]> {
  const found: (Entry & SessionBody)[] = []
  for (const batch of batches(ids)) {
    const rows = await joined(db)
      .selectAll('reception_sessions')
      .select(ENTRY_COLUMNS)
      .where('reception_entries.id', 'in', batch)
      .execute()
    found.push(...rows.map((row) => ({ ...toEntry(row), ...toBody(row) })))
  }
  return found
}

/** Sessions that the schedule tells now, by day. */
export async function listSessions(
  db: Db,
  roomIds: readonly Id[],
  range: TimeRange,
): Promise<(Entry & SessionBody)[]> {
  if (roomIds.length === 0) return []
  const rows = await joined(db)
    .selectAll('reception_sessions')
    .select(ENTRY_COLUMNS)
    .where('kind', '=', 'session')
    .where('room_id', 'in', [...roomIds])
    .where('day_ms', '>=', range.fromMs)
    .where('day_ms', '<', range.toMs)
    .where('removed_at_ms', 'is', null)
    .where('vanished_import_id', 'is', null)
    .orderBy('day_ms')
    .orderBy('reception_entries.id')
    .execute()
  return rows.map((row) => ({ ...toEntry(row), ...toBody(row) }))
}
