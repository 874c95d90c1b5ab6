import canonicalize from 'canonicalize'
import type { AuditCheck, AuditRow } from '#shared/audit/audit.model.ts'
import type { ErrorDetail } from '#shared/kernel/app-error.ts'
import type { Db } from '#main/db/db.ts'
import type { Clock } from '#main/ports/clock.ts'
import { auditHash, FIRST_PREVIOUS_HASH, firstBrokenSequence } from './audit-chain.ts'
import {
  type AuditFilter,
  findLastAuditRow,
  insertAuditRow,
  listAuditRows,
  lockAuditLog,
  readAuditRows,
} from './audit.repository.ts'

const CHECK_BATCH = 5000

export type NewAuditRow = {
  readonly actor: string
  readonly verb: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly detail?: ErrorDetail
}

export type AuditService = ReturnType<typeof createAuditService>

export function createAuditService(deps: { readonly db: Db; readonly clock: Clock }) {
  const { db, clock } = deps

  /** Appends the next row of the chain. Call inside the transaction of the change that it tells of. */
  async function append(transaction: Db, row: NewAuditRow): Promise<AuditRow> {
    await lockAuditLog(transaction)
    const last = await findLastAuditRow(transaction)
    const entry = {
      sequence: (last?.sequence ?? 0) + 1,
      atMs: clock.nowMs(),
      actor: row.actor,
      verb: row.verb,
      subjectKind: row.subject.kind,
      subjectId: row.subject.id,
      detail: canonicalize(row.detail ?? {}) ?? '{}',
      previousHash: last?.hash ?? FIRST_PREVIOUS_HASH,
    }
    const complete = { ...entry, hash: auditHash(entry) }
    await insertAuditRow(transaction, complete)
    return complete
  }

  const list = (filter: AuditFilter): Promise<AuditRow[]> => listAuditRows(db, filter)

  /** Recomputes the whole chain; cost: one read of the table. */
  async function check(): Promise<AuditCheck> {
    let rows = 0
    let previous: AuditRow | null = null
    for (;;) {
      const batch: AuditRow[] = await readAuditRows(db, previous?.sequence ?? 0, CHECK_BATCH)
      const broken = firstBrokenSequence(batch, previous)
      if (broken !== null) return { rows: rows + batch.length, ok: false, firstBrokenSequence: broken }
      rows += batch.length
      const last = batch.at(-1)
      if (!last) return { rows, ok: true, firstBrokenSequence: null }
      previous = last
    }
  }

  return { append, list, check }
}
