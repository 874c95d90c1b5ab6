/** Height of every row of a register, so that what is out of sight need not be drawn. */
export const ROW_PX = 36
/** Rows that are asked for at once. */
export const PAGE_ROWS = 200
/** Drawn above and below what is in sight. */
const MARGIN_ROWS = 12

/** Rows [first, last) of a list that have to be drawn. */
export type RowWindow = { readonly first: number; readonly last: number }

export function windowOf(total: number, scrollPx: number, heightPx: number): RowWindow {
  const first = Math.max(0, Math.floor(scrollPx / ROW_PX) - MARGIN_ROWS)
  const last = Math.min(total, Math.ceil((scrollPx + heightPx) / ROW_PX) + MARGIN_ROWS)
  return { first: Math.min(first, last), last }
}

/** Pages, from 0, that hold the rows of the window; the first at least, since it tells how many rows there are. */
export function pagesOf({ first, last }: RowWindow): number[] {
  const from = Math.floor(first / PAGE_ROWS)
  const to = Math.max(from, Math.floor(Math.max(0, last - 1) / PAGE_ROWS))
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}
