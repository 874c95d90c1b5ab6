import { petitionKindSchema } from '#shared/imports/import-rows.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { CountedPetition } from '#shared/receptions/petition-figures.rules.ts'
import {
  type Entry,
  type PetitionBody,
  petitionOutcomeSchema,
  petitionSourceSchema,
} from '#shared/receptions/receptions.model.ts'
import type { Db } from '#main/db/db.ts'
import type { ReceptionPetitionsTable } from '#main/db/schema-receptions.ts'
import { batches, ENTRY_COLUMNS, toEntry } from './entries.repository.ts'
import type { RegisterFilter } from './register-filter.ts'

const toBoolean = (value: number | null): boolean | null => (value === null ? null : value === 1)
const fromBoolean = (value: boolean | null): number | null => (value === null ? null : Number(value))

function toBody(row: Omit<ReceptionPetitionsTable, 'entry_id'> & { day_ms: number }): PetitionBody {
  return {
    number: row.number,
    dayMs: row.day_ms,
    senderName: row.sender_name,
    address: row.address,
    content: row.content,
    kind: petitionKindSchema.nullable().parse(row.kind),
    source: petitionSourceSchema.nullable().parse(row.source),
    eligible: toBoolean(row.eligible),
    withinCompetence: toBoolean(row.within_competence),
    dueDayMs: row.due_day_ms,
    resolvedDayMs: row.resolved_day_ms,
    outcome: petitionOutcomeSchema.nullable().parse(row.outcome),
    result: row.result,
  }
}

function toColumns(body: PetitionBody): Omit<ReceptionPetitionsTable, 'entry_id'> {
  return {
    number: body.number,
    sender_name: body.senderName,
    address: body.address,
    content: body.content,
    kind: body.kind,
    source: body.source,
    eligible: fromBoolean(body.eligible),
    within_competence: fromBoolean(body.withinCompetence),
    due_day_ms: body.dueDayMs,
    resolved_day_ms: body.resolvedDayMs,
    outcome: body.outcome,
    result: body.result,
  }
}

export async function insertPetitions(
  transaction: Db,
  rows: readonly { readonly id: Id; readonly body: PetitionBody }[],
): Promise<void> {
  for (const batch of batches(rows))
    await transaction
      .insertInto('reception_petitions')
      .values(batch.map(({ id, body }) => ({ entry_id: id, ...toColumns(body) })))
      .execute()
}

export async function updatePetition(transaction: Db, id: Id, body: PetitionBody): Promise<void> {
  await transaction
    .updateTable('reception_petitions')
    .set(toColumns(body))
    .where('entry_id', '=', id)
    .execute()
}

const joined = (db: Db) =>
  db.selectFrom('reception_entries').innerJoin('reception_petitions', 'entry_id', 'reception_entries.id')

export async function findPetitions(db: Db, ids: readonly Id[]): Promise<(Entry & PetitionBody)[]> {
  const found: (Entry & PetitionBody)[] = []
  for (const batch of batches(ids)) {
    const rows = await joined(db)
      .selectAll('reception_petitions')
      .select(ENTRY_COLUMNS)
      .where('reception_entries.id', 'in', batch)
      .execute()
    found.push(...rows.map((row) => ({ ...toEntry(row), ...toBody(row) })))
  }
  return found
}

function filtered(db: Db, filter: RegisterFilter) {
  let query = joined(db)
    .where('reception_entries.kind', '=', 'petition')
    .where('room_id', 'in', filter.roomIds)
    .where('removed_at_ms', filter.removed ? 'is not' : 'is', null)
  if (filter.fromMs !== undefined) query = query.where('day_ms', '>=', filter.fromMs)
  if (filter.toMs !== undefined) query = query.where('day_ms', '<', filter.toMs)
  if (filter.kind !== undefined) query = query.where('reception_petitions.kind', '=', filter.kind)
  return query
}

/** Newest day first, as the register runs within a day. */
export async function listPetitions(
  db: Db,
  filter: RegisterFilter,
): Promise<{ total: number; rows: (Entry & PetitionBody)[] }> {
  if (filter.roomIds.length === 0) return { total: 0, rows: [] }
  const counted = await filtered(db, filter)
    .select((row) => row.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await filtered(db, filter)
    .selectAll('reception_petitions')
    .select(ENTRY_COLUMNS)
    .orderBy('day_ms', 'desc')
    .orderBy('row_number')
    .orderBy('reception_entries.id')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute()
  return { total: Number(counted.total), rows: rows.map((row) => ({ ...toEntry(row), ...toBody(row) })) }
}

/** What counts, of those rooms and days, without personal data. */
export async function listCountedPetitions(
  db: Db,
  roomIds: readonly Id[],
  range: TimeRange,
): Promise<(CountedPetition & { readonly roomId: Id })[]> {
  if (roomIds.length === 0) return []
  const rows = await joined(db)
    .select([
      'room_id',
      'reception_petitions.kind',
      'eligible',
      'within_competence',
      'due_day_ms',
      'resolved_day_ms',
      'outcome',
    ])
    .where('reception_entries.kind', '=', 'petition')
    .where('room_id', 'in', [...roomIds])
    .where('day_ms', '>=', range.fromMs)
    .where('day_ms', '<', range.toMs)
    .where('removed_at_ms', 'is', null)
    .where('vanished_import_id', 'is', null)
    .execute()
  return rows.map((row) => ({
    roomId: row.room_id,
    kind: petitionKindSchema.nullable().parse(row.kind),
    eligible: toBoolean(row.eligible),
    withinCompetence: toBoolean(row.within_competence),
    dueDayMs: row.due_day_ms,
    resolvedDayMs: row.resolved_day_ms,
    outcome: petitionOutcomeSchema.nullable().parse(row.outcome),
  }))
}
