import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import {
  type QueueClaim,
  type QueueItemRef,
  type ReviewSample,
  type SampleItem,
  sampleItemSchema,
  type SampleOutcome,
} from '#shared/queue/queue.model.ts'
import type { Db } from '#main/db/db.ts'
import type { QueueClaimsTable, ReviewSamplesTable } from '#main/db/schema-clock-and-queue.ts'

const toClaim = (row: QueueClaimsTable): QueueClaim => ({
  assignee: row.assignee,
  claimedBy: row.claimed_by,
  claimedAtMs: row.claimed_at_ms,
  lapsesAtMs: row.lapses_at_ms,
})

export const keyOf = ({ kind, id }: QueueItemRef): string => `${kind} ${id}`

/** Those that have not lapsed, by {@link keyOf}. */
export async function listClaims(db: Db, nowMs: InstantMs): Promise<Map<string, QueueClaim>> {
  const rows = await db.selectFrom('queue_claims').selectAll().where('lapses_at_ms', '>', nowMs).execute()
  return new Map(rows.map((row) => [`${row.item_kind} ${row.item_id}`, toClaim(row)]))
}

export async function findClaim(db: Db, { kind, id }: QueueItemRef): Promise<QueueClaim | null> {
  const row = await db
    .selectFrom('queue_claims')
    .selectAll()
    .where('item_kind', '=', kind)
    .where('item_id', '=', id)
    .executeTakeFirst()
  return row ? toClaim(row) : null
}

/** Puts the claim in the place of one that lapsed or is the same person's; false where another's is in force. */
export async function putClaim(
  transaction: Db,
  { kind, id }: QueueItemRef,
  claim: QueueClaim,
): Promise<boolean> {
  const values = {
    assignee: claim.assignee,
    claimed_by: claim.claimedBy,
    claimed_at_ms: claim.claimedAtMs,
    lapses_at_ms: claim.lapsesAtMs,
  }
  const result = await transaction
    .insertInto('queue_claims')
    .values({ item_kind: kind, item_id: id, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(['item_kind', 'item_id'])
        .doUpdateSet(values)
        .where((row) =>
          row.or([
            row('queue_claims.lapses_at_ms', '<=', claim.claimedAtMs),
            row('queue_claims.assignee', '=', claim.claimedBy),
            row('queue_claims.claimed_by', '=', claim.claimedBy),
          ]),
        ),
    )
    .executeTakeFirst()
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0
}

export async function deleteClaim(transaction: Db, { kind, id }: QueueItemRef): Promise<boolean> {
  const result = await transaction
    .deleteFrom('queue_claims')
    .where('item_kind', '=', kind)
    .where('item_id', '=', id)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

const toSample = (row: ReviewSamplesTable): ReviewSample => ({
  id: row.id,
  roomId: row.room_id,
  fromMs: row.from_ms,
  toMs: row.to_ms,
  seed: row.seed,
  drawn: row.drawn,
  drawnFrom: row.drawn_from,
  assignee: row.assignee,
  reason: row.reason,
  createdAtMs: row.created_at_ms,
  createdBy: row.created_by,
})

export async function insertSample(
  transaction: Db,
  sample: ReviewSample,
  items: readonly Pick<SampleItem, 'id' | 'dossierId' | 'dossierCode' | 'position' | 'atMs'>[],
): Promise<void> {
  await transaction
    .insertInto('review_samples')
    .values({
      id: sample.id,
      room_id: sample.roomId,
      from_ms: sample.fromMs,
      to_ms: sample.toMs,
      seed: sample.seed,
      drawn: sample.drawn,
      drawn_from: sample.drawnFrom,
      assignee: sample.assignee,
      reason: sample.reason,
      created_at_ms: sample.createdAtMs,
      created_by: sample.createdBy,
    })
    .execute()
  await transaction
    .insertInto('review_sample_items')
    .values(
      items.map((item) => ({
        id: item.id,
        sample_id: sample.id,
        room_id: sample.roomId,
        dossier_id: item.dossierId,
        dossier_code: item.dossierCode,
        position: item.position,
        at_ms: item.atMs,
        outcome: null,
        note: '',
        done_at_ms: null,
        done_by: null,
      })),
    )
    .execute()
}

/** Newest first. */
export async function listSamples(db: Db, roomIds: readonly Id[], limit: number): Promise<ReviewSample[]> {
  if (roomIds.length === 0) return []
  const rows = await db
    .selectFrom('review_samples')
    .selectAll()
    .where('room_id', 'in', roomIds)
    .orderBy('created_at_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toSample)
}

function itemsWithSample(db: Db) {
  return db
    .selectFrom('review_sample_items as item')
    .innerJoin('review_samples as sample', 'sample.id', 'item.sample_id')
    .selectAll('item')
    .select([
      'sample.drawn as drawn',
      'sample.drawn_from as drawn_from',
      'sample.reason as reason',
      'sample.assignee as assignee',
      'sample.created_at_ms as created_at_ms',
    ])
}

type ItemRow = Awaited<ReturnType<ReturnType<typeof itemsWithSample>['executeTakeFirstOrThrow']>>

function toItem(row: ItemRow): SampleItem {
  return sampleItemSchema.parse({
    id: row.id,
    sampleId: row.sample_id,
    roomId: row.room_id,
    dossierId: row.dossier_id,
    dossierCode: row.dossier_code,
    position: row.position,
    drawn: row.drawn,
    drawnFrom: row.drawn_from,
    reason: row.reason,
    assignee: row.assignee,
    atMs: row.at_ms,
    createdAtMs: row.created_at_ms,
    outcome: row.outcome,
    note: row.note,
    doneAtMs: row.done_at_ms,
    doneBy: row.done_by,
  })
}

export async function listWaitingItems(db: Db, roomIds: readonly Id[]): Promise<SampleItem[]> {
  if (roomIds.length === 0) return []
  const rows = await itemsWithSample(db)
    .where('item.room_id', 'in', roomIds)
    .where('item.done_at_ms', 'is', null)
    .execute()
  return rows.map(toItem)
}

/** Newest first. */
export async function listDoneItems(
  db: Db,
  roomIds: readonly Id[],
  sinceMs: InstantMs,
  limit: number,
): Promise<SampleItem[]> {
  if (roomIds.length === 0) return []
  const rows = await itemsWithSample(db)
    .where('item.room_id', 'in', roomIds)
    .where('item.done_at_ms', '>=', sinceMs)
    .orderBy('item.done_at_ms', 'desc')
    .orderBy('item.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toItem)
}

export async function findItem(db: Db, id: Id): Promise<SampleItem | null> {
  const row = await itemsWithSample(db).where('item.id', '=', id).executeTakeFirst()
  return row ? toItem(row) : null
}

export type ItemOutcome = {
  readonly outcome: SampleOutcome
  readonly note: string
  readonly doneAtMs: InstantMs
  readonly doneBy: string
}

/** False where it was done already. */
export async function finishItem(transaction: Db, id: Id, done: ItemOutcome): Promise<boolean> {
  const result = await transaction
    .updateTable('review_sample_items')
    .set({ outcome: done.outcome, note: done.note, done_at_ms: done.doneAtMs, done_by: done.doneBy })
    .where('id', '=', id)
    .where('done_at_ms', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** False where it is not this person's outcome. */
export async function reopenItem(transaction: Db, id: Id, by: string): Promise<boolean> {
  const result = await transaction
    .updateTable('review_sample_items')
    .set({ outcome: null, note: '', done_at_ms: null, done_by: null })
    .where('id', '=', id)
    .where('done_by', '=', by)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
