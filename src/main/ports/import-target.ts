import type { ImportKind, ImportRowOf } from '#shared/imports/import-rows.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Db } from '#main/db/db.ts'

/** What a file is imported into: one log source, which belongs to one room of one commune. */
export type ImportScope = { readonly sourceId: Id; readonly roomId: Id; readonly communeUnitId: Id }

/** One field that a later file tells otherwise; values as text, null: empty. No citizens' names or numbers. */
export type FieldChange = {
  readonly field: string
  readonly before: string | null
  readonly after: string | null
}

/** Rows of a file against what the scope already has. Every row of the file stands in one of the first three. */
export type Comparison<Row> = {
  readonly fresh: readonly Row[]
  /** The same thing, told otherwise. */
  readonly changed: readonly { readonly row: Row; readonly id: Id; readonly fields: readonly FieldChange[] }[]
  /** The same thing, told the same: rejected as `duplicate`. */
  readonly unchanged: readonly Row[]
  /** Stored from an earlier file of the same period and no longer told. `label` names it to people: a code, a number. */
  readonly vanished: readonly { readonly id: Id; readonly label: string }[]
}

export type StoredImport = {
  readonly importId: Id
  readonly scope: ImportScope
  readonly importedAtMs: number
}

/**
 * Where the rows of one kind of file go. A feature that keeps them hands one in; `imports` reads, previews, asks and
 * keeps the record. Nothing is written before `store`; `store` and `undo` run in the import's own transaction.
 */
export type ImportTarget<Kind extends ImportKind> = {
  /** @param period what the file covers; only inside it can something have vanished; null: unknown, nothing vanishes */
  readonly compare: (
    db: Db,
    scope: ImportScope,
    rows: readonly ImportRowOf[Kind][],
    period: TimeRange | null,
  ) => Promise<Comparison<ImportRowOf[Kind]>>
  /** Adds, changes and marks as vanished; keeps what it needs to take all of it back. */
  readonly store: (
    transaction: Db,
    stored: StoredImport,
    comparison: Comparison<ImportRowOf[Kind]>,
  ) => Promise<void>
  /**
   * Takes everything back that `store` did.
   * @throws AppError `conflict import.in-use` {bookmarks, clips}, `conflict import.superseded` when a later import stands on it
   */
  readonly undo: (transaction: Db, importId: Id) => Promise<void>
}

export type ImportTargets = { readonly [Kind in ImportKind]: ImportTarget<Kind> }
