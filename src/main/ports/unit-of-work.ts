import type { ErrorDetail } from '#shared/kernel/app-error.ts'
import type { Db } from '#main/db/db.ts'
import type { Call } from './call.ts'

export type Change<Result> = {
  readonly result: Result
  /** What the audit row is about. */
  readonly subject: { readonly kind: string; readonly id: string }
  /** What changed, without secrets or citizens' data. */
  readonly detail?: ErrorDetail
}

export type UnitOfWork = {
  /** For reads outside any transaction. */
  readonly db: Db
  /**
   * Runs `work` in one transaction and appends the call's audit row in it: both are kept or neither.
   * @throws whatever `work` throws, after rolling back; AppError `unavailable disk.full`
   */
  readonly change: <Result>(call: Call, work: (transaction: Db) => Promise<Change<Result>>) => Promise<Result>
  /**
   * A transaction that leaves no audit row: for bookkeeping that is evidence in itself (segments, clock readings,
   * sessions' last use, job progress).
   */
  readonly bookkeep: <Result>(work: (transaction: Db) => Promise<Result>) => Promise<Result>
}
