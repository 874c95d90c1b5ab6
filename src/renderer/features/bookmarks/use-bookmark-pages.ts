import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { BookmarkFilter, ListedBookmark } from '#shared/review/review.model.ts'
import { MOST_CHANGED } from '#shared/review/review.model.ts'
import { orpc } from '#renderer/api/client.ts'

const PAGE_ROWS = 100

type Pages = { readonly first: number; readonly last: number }
const FIRST_PAGE: Pages = { first: 0, last: 0 }

/** The pages of the list that are in sight. */
export function useBookmarkPages(filter: BookmarkFilter) {
  const client = useQueryClient()
  const listKey = JSON.stringify(filter)
  const [seen, setSeen] = useState({ listKey, pages: FIRST_PAGE })
  const { first, last } = seen.listKey === listKey ? seen.pages : FIRST_PAGE
  const optionsOf = (page: number) =>
    orpc.review.bookmarkList.queryOptions({
      input: { ...filter, limit: PAGE_ROWS, offset: page * PAGE_ROWS },
      staleTime: 10_000,
    })
  // The first page stays: it says how long the list is while others are on their way.
  const top = useQuery(optionsOf(0))
  const answers = useQueries({
    queries: Array.from({ length: last - first + 1 }, (_, index) => optionsOf(first + index)),
  })
  const onVisible = useCallback(
    (firstRow: number, lastRow: number) => {
      const pages = { first: Math.floor(firstRow / PAGE_ROWS), last: Math.floor(lastRow / PAGE_ROWS) }
      setSeen((before) =>
        before.listKey === listKey && before.pages.first === pages.first && before.pages.last === pages.last
          ? before
          : { listKey, pages },
      )
    },
    [listKey],
  )
  const rowAt = (index: number): ListedBookmark | undefined =>
    answers[Math.floor(index / PAGE_ROWS) - first]?.data?.rows[index % PAGE_ROWS]
  /** As many as one act may change, from the top of the list. */
  const all = async (): Promise<readonly ListedBookmark[]> => {
    const options = orpc.review.bookmarkList.queryOptions({ input: { ...filter, limit: MOST_CHANGED } })
    return (await client.fetchQuery({ ...options, staleTime: 0 })).rows
  }
  return { listKey, top, total: top.data?.total, facets: top.data?.facets, rowAt, onVisible, all }
}
