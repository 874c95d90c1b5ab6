import { AppError } from '#shared/kernel/app-error.ts'
import type { Db } from '#main/db/db.ts'
import { isDiskFull } from '#main/db/disk-full.ts'
import type { AuditService } from '#main/features/audit/audit.service.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'

export function createUnitOfWork(db: Db, audit: AuditService): UnitOfWork {
  async function inTransaction<Result>(work: (transaction: Db) => Promise<Result>): Promise<Result> {
    try {
      return await db.transaction().execute(work)
    } catch (thrown) {
      throw isDiskFull(thrown) ? new AppError('unavailable', 'disk.full', {}, thrown) : thrown
    }
  }

  return {
    db,
    change: async (call, work) => {
      const { verb } = call
      if (verb === null) throw new AppError('internal', 'audit.no-verb')
      const result = await inTransaction(async (transaction) => {
        const change = await work(transaction)
        await audit.append(transaction, {
          actor: call.actor.label,
          verb,
          subject: change.subject,
          ...(change.detail ? { detail: change.detail } : {}),
        })
        return change.result
      })
      call.audited = true
      return result
    },
    bookkeep: inTransaction,
  }
}
