import { useState } from 'react'
import type { ListedBookmark } from '#shared/review/review.model.ts'

/** Bookmarks that were chosen in a list. Another list starts with none. */
export function useSelection(listKey: string) {
  const [state, setState] = useState<{ listKey: string; chosen: ReadonlyMap<string, ListedBookmark> }>({
    listKey,
    chosen: new Map(),
  })
  const chosen = state.listKey === listKey ? state.chosen : new Map<string, ListedBookmark>()
  const put = (rows: readonly ListedBookmark[]): void =>
    setState({ listKey, chosen: new Map(rows.map((row) => [row.id, row])) })
  return {
    count: chosen.size,
    rows: [...chosen.values()],
    has: ({ id }: ListedBookmark): boolean => chosen.has(id),
    toggle: (row: ListedBookmark): void => {
      const rows = [...chosen.values()].filter(({ id }) => id !== row.id)
      put(rows.length < chosen.size ? rows : [...rows, row])
    },
    put,
    clear: (): void => put([]),
  }
}

export type Selection = ReturnType<typeof useSelection>
