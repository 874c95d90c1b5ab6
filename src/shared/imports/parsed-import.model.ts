import type { Id } from '../kernel/ids.ts'
import type { TimeRange } from '../kernel/time-range.ts'
import type { ImportKind, ImportRowOf } from './import-rows.model.ts'
import type { ImportColumn, Rejection } from './imports.model.ts'

/** A counter of the room whose file is read. */
export type CounterName = { readonly id: Id; readonly code: string; readonly name: string }

/** What must be known beside the file to read it. */
export type ImportContext = {
  /** null: they are not known, so a row's counter is neither read nor missed. */
  readonly counters: readonly CounterName[] | null
  /**
   * The identification code of the commune, as its dossier codes begin (`H42.18`). A row whose code begins otherwise
   * is rejected as `foreign-unit`. null: codes of any unit are taken.
   */
  readonly unitCode: string | null
}

/** A file as it was read: what its columns are, its rows, and what could not be read, why. */
export type ParsedImport<Kind extends ImportKind> = {
  readonly kind: Kind
  readonly columns: readonly ImportColumn[]
  /** Rows that speak of something: `accepted.length + rejected.length`. */
  readonly rows: number
  readonly accepted: readonly ImportRowOf[Kind][]
  /** One per bad row, with its first fault, in the file's order. */
  readonly rejected: readonly Rejection[]
  /** What the file says it covers ("Từ ngày … đến ngày …", whole days, half-open); null: it does not say. */
  readonly period: TimeRange | null
}
