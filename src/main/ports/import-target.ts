import type { ImportField } from '#shared/imports/import-fields.model.ts'
import type { ImportKind, ImportRowOf } from '#shared/imports/import-rows.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Db } from '#main/db/db.ts'
import type { NewFinding } from './findings-log.ts'

/** What a file is imported into: one log source, which belongs to one room of one commune. */
export type ImportScope = {
  readonly sourceId: Id
  readonly roomId: Id
  readonly communeUnitId: Id
  /** Fields that the file has a column for; of the others it says nothing. Absent: all. */
  readonly told?: ReadonlySet<ImportField>
  /** Keys (codes) of rows that were rejected: the file does name them, so they have not vanished. */
  readonly mentioned?: ReadonlySet<string>
}

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
  /** So much is missing that the file was likely exported with another filter: nothing counts as vanished. */
  readonly isOtherSelection?: boolean
}

export type StoredImport = {
  readonly importId: Id
  readonly scope: ImportScope
  readonly importedAtMs: number
  /**
   * To be awaited between batches with how many rows they held: lets others on, tells how far it is.
   * @throws AppError `cancelled` when the import is to stop: let it through, so that all is rolled back
   */
  readonly pace?: (rows: number) => Promise<void>
}

/** What the rules of a kind of file look at. */
export type Noticing<Row> = {
  readonly scope: ImportScope
  /** null: a preview. Else the import that is about to be stored. */
  readonly importId: Id | null
  readonly comparison: Comparison<Row>
  /** Of the file. */
  readonly period: TimeRange | null
  /** What earlier files of the same kind and source, not undone, said that they cover. */
  readonly earlierPeriods: readonly TimeRange[]
  /** Keys of rows that earlier files told and that were rejected then. */
  readonly rejectedEarlier: ReadonlySet<string>
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
  /** What the file gives to look at, before `store`. Things that are not stored yet are subjects by their label. */
  readonly notice?: (
    db: Db,
    noticing: Noticing<ImportRowOf[Kind]>,
  ) => Promise<readonly Omit<NewFinding, 'origin'>[]>
  /** The ids that labels have after `store`. */
  readonly idsOf?: (db: Db, scope: ImportScope, labels: readonly string[]) => Promise<ReadonlyMap<string, Id>>
  /**
   * Takes everything back that `store` did.
   * @throws AppError `conflict import.in-use` {bookmarks, clips}, `conflict import.superseded` when a later import stands on it
   */
  readonly undo: (transaction: Db, importId: Id) => Promise<void>
  /** Forgets every citizen's name and number that it stores. @returns how many rows had one */
  readonly dropNames?: (transaction: Db) => Promise<number>
}

export type ImportTargets = { readonly [Kind in ImportKind]: ImportTarget<Kind> }
