import { sql } from 'kysely'
import type { AuditRow } from '#shared/audit/audit.model.ts'
import type { Db } from '#main/db/db.ts'
import { dialectOf } from '#main/db/migrate.ts'
import type { AuditRowsTable } from '#main/db/schema.ts'

type StoredAuditRow = Omit<AuditRowsTable, 'sequence'> & { readonly sequence: number }

function toAuditRow(row: StoredAuditRow): AuditRow {
  return {
    sequence: row.sequence,
    atMs: row.at_ms,
    actor: row.actor,
    verb: row.verb,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    detail: row.detail_json,
    previousHash: row.previous_hash,
    hash: row.hash,
  }
}

/** Keeps other writers from appending until the transaction ends. SQLite has one writer anyway. */
export async function lockAuditLog(transaction: Db): Promise<void> {
  if (dialectOf(transaction) === 'postgres')
    await sql`lock table audit_rows in exclusive mode`.execute(transaction)
}

export async function findLastAuditRow(db: Db): Promise<AuditRow | null> {
  const row = await db
    .selectFrom('audit_rows')
    .selectAll()
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? toAuditRow(row) : null
}

export async function insertAuditRow(transaction: Db, row: AuditRow): Promise<void> {
  await transaction
    .insertInto('audit_rows')
    .values({
      sequence: row.sequence,
      at_ms: row.atMs,
      actor: row.actor,
      verb: row.verb,
      subject_kind: row.subjectKind,
      subject_id: row.subjectId,
      detail_json: row.detail,
      previous_hash: row.previousHash,
      hash: row.hash,
    })
    .execute()
}

export type AuditFilter = { readonly limit: number; readonly beforeSequence?: number; readonly verb?: string }

/** Newest first. */
export async function listAuditRows(db: Db, filter: AuditFilter): Promise<AuditRow[]> {
  let query = db.selectFrom('audit_rows').selectAll().orderBy('sequence', 'desc').limit(filter.limit)
  if (filter.beforeSequence !== undefined) query = query.where('sequence', '<', filter.beforeSequence)
  if (filter.verb !== undefined) query = query.where('verb', '=', filter.verb)
  return (await query.execute()).map(toAuditRow)
}

/** Oldest first, from the row after `afterSequence`. */
export async function readAuditRows(db: Db, afterSequence: number, limit: number): Promise<AuditRow[]> {
  const rows = await db
    .selectFrom('audit_rows')
    .selectAll()
    .where('sequence', '>', afterSequence)
    .orderBy('sequence')
    .limit(limit)
    .execute()
  return rows.map(toAuditRow)
}
