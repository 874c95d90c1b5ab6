import { AppError } from '#shared/kernel/app-error.ts'
import type { Db } from '#main/db/db.ts'
import type { AuditService } from '#main/features/audit/audit.service.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'

export function createUnitOfWork(db: Db, audit: AuditService): UnitOfWork {
  return {
    db,
    change: async (call, work) => {
      const { verb } = call
      if (verb === null) throw new AppError('internal', 'audit.no-verb')
      const result = await db.transaction().execute(async (transaction) => {
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
    bookkeep: (work) => db.transaction().execute(work),
  }
}
