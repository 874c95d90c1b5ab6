import type { Finding, FindingKind } from '#shared/findings/findings.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Db } from '#main/db/db.ts'

export type NewFinding = Pick<
  Finding,
  'kind' | 'roomId' | 'atMs' | 'fromMs' | 'toMs' | 'origin' | 'subject' | 'detail'
> & {
  /** Tells the same thing from another one when the rule runs again; unique within its kind. */
  readonly dedupeKey: string
  /** 0–1; 1 when absent. */
  readonly confidence?: number
  /** Whose picture it was seen in; none when absent. */
  readonly cameraId?: Id
}

/** Where rules write down what they noticed. Everything happens in the caller's transaction. */
export type FindingsLog = {
  /** Adds those that are new; what is there already stays as it is, decided or not. @returns how many were new */
  readonly record: (transaction: Db, findings: readonly NewFinding[]) => Promise<number>
  /**
   * What a rule says now of a scope (those kinds, that room, `atMs` in the range): new ones are added, open ones that
   * are no longer true go, decided ones stay.
   */
  readonly replace: (
    transaction: Db,
    scope: { readonly kinds: readonly FindingKind[]; readonly roomId: Id; readonly range: TimeRange },
    findings: readonly NewFinding[],
  ) => Promise<void>
  /** Takes away the open findings of an origin that is undone. */
  readonly withdraw: (transaction: Db, origin: Finding['origin']) => Promise<void>
}
