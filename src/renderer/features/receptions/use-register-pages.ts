import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { orpc } from '#renderer/api/client.ts'
import type { ReceptionsSearch } from '#renderer/api/receptions-search.ts'
import type { Petition, Visit } from '#shared/receptions/receptions.model.ts'
import { filterOf } from './components/register-filters.tsx'
import { PAGE_ROWS, pagesOf, type RowWindow } from './register-window.ts'

const pageInput = (page: number) => ({ limit: PAGE_ROWS, offset: page * PAGE_ROWS })

function useWindow() {
  const [window, setWindow] = useState<RowWindow>({ first: 0, last: 0 })
  const onWindow = useCallback(
    (next: RowWindow) =>
      setWindow((before) => (before.first === next.first && before.last === next.last ? before : next)),
    [],
  )
  return { pages: pagesOf(window), onWindow }
}

/** The rows by their place in the whole list. */
function rowFinder<Row>(pages: readonly number[], rows: readonly (readonly Row[] | undefined)[]) {
  const known = new Map(pages.map((page, index) => [page, rows[index]]))
  return (index: number): Row | undefined => known.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS]
}

/** The register of visits, of which only the pages in sight are asked for. */
export function useVisitPages(search: ReceptionsSearch) {
  const { pages, onWindow } = useWindow()
  const { regime } = search
  const filter = { ...filterOf(search), ...(regime === undefined ? {} : { regime }) }
  const queries = useQueries({
    queries: pages.map((page) =>
      orpc.receptions.visits.queryOptions({
        input: { ...filter, ...pageInput(page) },
        placeholderData: keepPreviousData,
      }),
    ),
  })
  const rowAt = rowFinder<Visit>(
    pages,
    queries.map(({ data, isPlaceholderData }) => (isPlaceholderData ? undefined : data?.rows)),
  )
  return { first: queries[0], rowAt, onWindow }
}

export function usePetitionPages(search: ReceptionsSearch) {
  const { pages, onWindow } = useWindow()
  const filter = filterOf(search)
  const queries = useQueries({
    queries: pages.map((page) =>
      orpc.receptions.petitions.queryOptions({
        input: { ...filter, ...pageInput(page) },
        placeholderData: keepPreviousData,
      }),
    ),
  })
  const rowAt = rowFinder<Petition>(
    pages,
    queries.map(({ data, isPlaceholderData }) => (isPlaceholderData ? undefined : data?.rows)),
  )
  return { first: queries[0], rowAt, onWindow }
}
