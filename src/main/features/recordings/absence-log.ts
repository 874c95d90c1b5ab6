import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { subtractRanges, type TimeRange } from '#shared/kernel/time-range.ts'
import type { AbsenceCause } from '#shared/recordings/recordings.model.ts'
import type { Db } from '#main/db/db.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import {
  type Absence,
  closeAbsence,
  cutAbsences,
  deleteAbsence,
  findAbsences,
  findOpenAbsence,
  insertAbsence,
} from './recordings.repository.ts'

export type AbsenceLog = {
  /** From `fromMs` there is no footage for this cause. The same cause going on changes nothing. */
  readonly begin: (fromMs: InstantMs, cause: AbsenceCause, reason: string) => Promise<void>
  /** Footage begins, or the camera need not record any more. An absence that had not begun by then leaves no row. */
  readonly end: (atMs: InstantMs) => Promise<void>
  /** Writes the cause into the parts of these ranges that no absence tells of yet. */
  readonly explain: (ranges: readonly TimeRange[], cause: AbsenceCause, reason: string) => Promise<void>
  /**
   * The clock was set back to `atMs`: what it once jumped over comes after all, and an absence that goes on goes on from
   * there, besides what there was of it.
   */
  readonly setBack: (atMs: InstantMs, byMs: number) => Promise<void>
}

/** Reason of the stretch that a clock set forward jumped over. */
export const CLOCK_STEP = 'clock-step'

async function closeAt(transaction: Db, open: Absence, atMs: InstantMs): Promise<void> {
  if (atMs > open.fromMs) await closeAbsence(transaction, open, atMs)
  else await deleteAbsence(transaction, open.id)
}

/** Writes why one camera has no footage: at most one absence is open at a time. */
export function createAbsenceLog(work: UnitOfWork, newId: NewId, cameraId: Id): AbsenceLog {
  const row = (
    range: { fromMs: InstantMs; toMs: InstantMs | null },
    cause: AbsenceCause,
    reason: string,
  ) => ({
    id: newId(),
    cameraId,
    fromMs: range.fromMs,
    toMs: range.toMs,
    cause,
    reason,
  })

  return {
    begin: (fromMs, cause, reason) =>
      work.bookkeep(async (transaction) => {
        const open = await findOpenAbsence(transaction, cameraId)
        if (open && open.cause === cause && open.reason === reason) return
        if (open) await closeAt(transaction, open, fromMs)
        const beginMs = open ? Math.max(open.fromMs, fromMs) : fromMs
        await insertAbsence(transaction, row({ fromMs: beginMs, toMs: null }, cause, reason))
      }),
    end: (atMs) =>
      work.bookkeep(async (transaction) => {
        const open = await findOpenAbsence(transaction, cameraId)
        if (open) await closeAt(transaction, open, atMs)
      }),
    setBack: (atMs, byMs) =>
      work.bookkeep(async (transaction) => {
        await cutAbsences(transaction, cameraId, CLOCK_STEP, atMs)
        const open = await findOpenAbsence(transaction, cameraId)
        if (!open || open.fromMs <= atMs) return
        await closeAt(transaction, open, atMs + byMs)
        await insertAbsence(transaction, row({ fromMs: atMs, toMs: null }, open.cause, open.reason))
      }),
    explain: (ranges, cause, reason) =>
      work.bookkeep(async (transaction) => {
        for (const range of ranges) {
          if (range.fromMs >= range.toMs) continue
          const known = (await findAbsences(transaction, cameraId, range)).map(({ fromMs, toMs }) => ({
            fromMs,
            toMs: toMs ?? Number.MAX_SAFE_INTEGER,
          }))
          for (const hole of subtractRanges(range, known))
            await insertAbsence(transaction, row(hole, cause, reason))
        }
      }),
  }
}
