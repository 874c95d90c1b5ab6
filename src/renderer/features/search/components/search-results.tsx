import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import type { SearchAnswer, SearchHit } from '#shared/search/search.model.ts'
import { SearchHitRow } from './search-hit-row.tsx'

/** All hits in the order of the list. */
export const hitsOf = (answer: SearchAnswer | undefined): readonly SearchHit[] =>
  answer?.groups.flatMap((group) => group.hits) ?? []

type ResultsProps = {
  readonly answer: SearchAnswer
  readonly idOf: (index: number) => string
  readonly active: number
  readonly onPoint: (index: number) => void
  readonly onPick: (hit: SearchHit, withControl: boolean) => void
}

/** The groups of an answer; where there are more than are shown it says so. */
export function SearchResults({ answer, idOf, active, onPoint, onPick }: ResultsProps): ReactNode {
  const { t } = useTranslation()
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const starts = answer.groups.map((_, index) =>
    answer.groups.slice(0, index).reduce((sum, group) => sum + group.hits.length, 0),
  )
  return answer.groups.map(({ kind, hits, isMore }, groupIndex) => (
    <fieldset key={kind} className="mc-search-group" aria-label={t(`search.kind.${kind}`)}>
      <legend className="mc-search-head">
        {t(`search.kind.${kind}`)}
        {isMore && (
          <Text span size="xs" c="dimmed" fw={400}>
            {t('search.more', { count: hits.length })}
          </Text>
        )}
      </legend>
      {hits.map((hit, hitIndex) => {
        const index = (starts[groupIndex] ?? 0) + hitIndex
        return (
          <SearchHitRow
            key={`${hit.kind} ${hit.id}`}
            hit={hit}
            id={idOf(index)}
            isActive={index === active}
            tree={tree.data}
            onPoint={() => onPoint(index)}
            onPick={(withControl) => onPick(hit, withControl)}
          />
        )
      })}
    </fieldset>
  ))
}
