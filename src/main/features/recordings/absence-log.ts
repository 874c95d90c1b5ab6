import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { AbsenceCause } from '#shared/recordings/recordings.model.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import { closeAbsence, findOpenAbsence, insertAbsence } from './recordings.repository.ts'

export type AbsenceLog = {
  /** From `fromMs` there is no footage for this cause. The same cause going on changes nothing. */
  readonly begin: (fromMs: InstantMs, cause: AbsenceCause, reason: string) => Promise<void>
  /** Footage begins. */
  readonly end: (atMs: InstantMs) => Promise<void>
}

/** Writes why one camera has no footage: at most one absence is open at a time. */
export function createAbsenceLog(work: UnitOfWork, newId: NewId, cameraId: Id): AbsenceLog {
  return {
    begin: (fromMs, cause, reason) =>
      work.bookkeep(async (transaction) => {
        const open = await findOpenAbsence(transaction, cameraId)
        if (open && open.cause === cause && open.reason === reason) return
        if (open) await closeAbsence(transaction, open, fromMs)
        const beginMs = open ? Math.max(open.fromMs, fromMs) : fromMs
        await insertAbsence(transaction, {
          id: newId(),
          cameraId,
          fromMs: beginMs,
          toMs: null,
          cause,
          reason,
        })
      }),
    end: (atMs) =>
      work.bookkeep(async (transaction) => {
        const open = await findOpenAbsence(transaction, cameraId)
        if (open) await closeAbsence(transaction, open, atMs)
      }),
  }
}
