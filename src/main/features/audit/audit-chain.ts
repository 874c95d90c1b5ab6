import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { AuditRow } from '#shared/audit/audit.model.ts'

export const FIRST_PREVIOUS_HASH = '0'.repeat(64)

export type AuditEntry = Omit<AuditRow, 'hash'>

/** SHA-256 over the RFC 8785 canonical JSON of every field but the hash itself. */
export function auditHash(entry: AuditEntry): string {
  const { sequence, atMs, actor, verb, subjectKind, subjectId, detail, previousHash } = entry
  const text = canonicalize({ sequence, atMs, actor, verb, subjectKind, subjectId, detail, previousHash })
  return createHash('sha256')
    .update(text ?? '')
    .digest('hex')
}

/**
 * The sequence of the first row that is missing, moved or altered, or `null` for an unbroken chain.
 * `previous` is the row before the first of `rows`, `null` when `rows` begin the log.
 */
export function firstBrokenSequence(rows: readonly AuditRow[], previous: AuditRow | null): number | null {
  let expectedSequence = (previous?.sequence ?? 0) + 1
  let expectedHash = previous?.hash ?? FIRST_PREVIOUS_HASH
  for (const row of rows) {
    if (
      row.sequence !== expectedSequence ||
      row.previousHash !== expectedHash ||
      auditHash(row) !== row.hash
    ) {
      return expectedSequence
    }
    expectedSequence += 1
    expectedHash = row.hash
  }
  return null
}
