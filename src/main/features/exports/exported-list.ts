import type { FilterWord } from '#shared/exports/filter-words.rules.ts'
import type { Permission } from '#shared/rpc/permission.model.ts'
import type { Actor } from '#main/ports/call.ts'
import type { WorkbookCell, WorkbookColumn } from '#main/ports/write-workbook.ts'

export const ROWS_OF_A_BATCH = 200

export type Column<Row> = WorkbookColumn & { readonly cell: (row: Row) => WorkbookCell }

/** A list under one filter, as one person sees it, ready to be written. */
export type OpenedList = {
  readonly title: string
  /** The filter in words; empty: nothing narrows. */
  readonly words: readonly FilterWord[]
  readonly total: number
  readonly columns: readonly WorkbookColumn[]
  readonly batches: AsyncIterable<readonly (readonly WorkbookCell[])[]>
}

/** How one list is exported: the right that its page asks for, and how it is read. */
export type ExportedList<Filter> = {
  readonly permission: Permission
  /** @throws whatever the list itself throws: `forbidden room.not-yours` and the like */
  readonly open: (actor: Actor, filter: Filter) => Promise<OpenedList>
}

async function* inBatches<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  for (let first = 0; first < rows.length; first += ROWS_OF_A_BATCH)
    yield rows.slice(first, first + ROWS_OF_A_BATCH)
}

/** All of a list that is read by offset. A list that grows meanwhile is cut at what it was. */
export async function* pagesOf<Row>(total: number, read: (offset: number) => Promise<readonly Row[]>) {
  for (let offset = 0; offset < total; offset += ROWS_OF_A_BATCH)
    yield (await read(offset)).slice(0, total - offset)
}

async function* cellsOf<Row>(columns: readonly Column<Row>[], batches: AsyncIterable<readonly Row[]>) {
  for await (const batch of batches) yield batch.map((row) => columns.map((column) => column.cell(row)))
}

/** A list whose rows come piece by piece, or (an array) are there already. */
export function openList<Row>(list: {
  readonly title: string
  readonly words: readonly FilterWord[]
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[] | { readonly total: number; readonly batches: AsyncIterable<readonly Row[]> }
}): OpenedList {
  const { title, words, columns, rows } = list
  const { total, batches } = 'batches' in rows ? rows : { total: rows.length, batches: inBatches(rows) }
  return {
    title,
    words,
    total,
    columns: columns.map(({ header, width }) => ({ header, width })),
    batches: cellsOf(columns, batches),
  }
}

/** A cell for an instant that may be missing. */
export const atCell = (atMs: number | null): WorkbookCell => (atMs === null ? null : { atMs })
