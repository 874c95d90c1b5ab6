import type { ReactNode } from 'react'
import { useSentenceOf } from './error-sentence.ts'
import { ErrorState } from './error-state.tsx'
import { LoadingLines } from './loading.tsx'

/** The part of a query that decides what is shown. */
export type QueryState<Data> = {
  readonly data: Data | undefined
  readonly isError: boolean
  readonly error: unknown
  readonly refetch: () => unknown
}

type QueryViewProps<Data> = {
  readonly query: QueryState<Data>
  /** Lines of skeleton, as high as what will stand there. */
  readonly rows: number
  readonly children: (data: Data) => ReactNode
}

/** Loading, failed, or the data. Old data stays while newer is asked for. */
export function QueryView<Data>({ query, rows, children }: QueryViewProps<Data>): ReactNode {
  const sentenceOf = useSentenceOf()
  if (query.data !== undefined) return children(query.data)
  if (query.isError) return <ErrorState message={sentenceOf(query.error)} onRetry={query.refetch} />
  return <LoadingLines rows={rows} />
}
