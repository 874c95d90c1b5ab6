import { useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { orpc } from '#renderer/api/client.ts'
import { dossierFilterOf, dossierOrderOf, type DossiersSearch } from '#renderer/api/dossiers-search.ts'
import type { DossierInRoom } from '#shared/dossiers/dossier-list.model.ts'

const PAGE_ROWS = 100

type Pages = { readonly first: number; readonly last: number }
const FIRST_PAGE: Pages = { first: 0, last: 0 }

/** The pages of the list that are in sight; others stay in the cache for a while. */
export function useDossierPages(search: DossiersSearch) {
  const input = { ...dossierFilterOf(search), ...dossierOrderOf(search) }
  const listKey = JSON.stringify(input)
  const [seen, setSeen] = useState({ listKey, pages: FIRST_PAGE })
  const { first, last } = seen.listKey === listKey ? seen.pages : FIRST_PAGE
  const optionsOf = (page: number) =>
    orpc.dossiers.list.queryOptions({
      input: { ...input, limit: PAGE_ROWS, offset: page * PAGE_ROWS },
      staleTime: 30_000,
    })
  // The first page stays: it says how long the list is while others are on their way.
  const top = useQuery(optionsOf(0))
  const answers = useQueries({
    queries: Array.from({ length: last - first + 1 }, (_, index) => optionsOf(first + index)),
  })

  function onVisible(firstRow: number, lastRow: number): void {
    const pages = { first: Math.floor(firstRow / PAGE_ROWS), last: Math.floor(lastRow / PAGE_ROWS) }
    if (pages.first !== first || pages.last !== last) setSeen({ listKey, pages })
  }
  const rowAt = (index: number): DossierInRoom | undefined =>
    answers[Math.floor(index / PAGE_ROWS) - first]?.data?.rows[index % PAGE_ROWS]
  return {
    listKey,
    counts: top.data === undefined ? null : { total: top.data.total, all: top.data.all },
    rowAt,
    onVisible,
    rows: answers.map(({ data }) => data?.rows ?? []),
    query: top,
  }
}
