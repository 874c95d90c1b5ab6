import type { InstantMs } from '#shared/kernel/instant.ts'

/** What stands in a cell. An instant is written as a real date in Vietnamese time; a share as a percentage. */
export type WorkbookCell =
  | string
  | number
  | null
  | { readonly atMs: InstantMs }
  | { readonly dayMs: InstantMs }
  | { readonly share: number }

export type WorkbookColumn = {
  readonly header: string
  /** In characters of the sheet's font. */
  readonly width: number
}

/** One sheet: what it is in the first rows, then its header, then its rows. */
export type WorkbookPlan = {
  readonly sheetName: string
  readonly title: string
  /** Under the title, one per row: what, value. */
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly columns: readonly WorkbookColumn[]
  readonly batches: AsyncIterable<readonly (readonly WorkbookCell[])[]>
}

/**
 * Writes a spreadsheet (.xlsx) batch by batch, and lets others work in between. Yields how many rows stand so far;
 * returns the file. Text never becomes a formula, whatever it begins with.
 */
export type WriteWorkbook = (plan: WorkbookPlan) => AsyncGenerator<number, Uint8Array>
