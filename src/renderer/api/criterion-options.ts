import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { orpc } from './client.ts'
import { useMay } from './session.ts'

export type CriterionGroup = {
  readonly group: string
  readonly items: readonly { readonly value: string; readonly label: string }[]
}

/** Criteria of every template by domain, as a select shows them; empty for those who may not read scoring. */
export function useCriterionOptions(): readonly CriterionGroup[] {
  const may = useMay()
  const templates = useQuery(
    orpc.scoring.templates.queryOptions({ enabled: may('scoring.read'), staleTime: Infinity }),
  )
  return useMemo(() => {
    const seen = new Set<string>()
    return (templates.data ?? []).flatMap((template) =>
      template.domains.map((domain) => ({
        group: `${domain.code}. ${domain.title}`,
        items: domain.criteria.flatMap(({ code, title }) => {
          if (seen.has(code)) return []
          seen.add(code)
          return [{ value: code, label: `${code} ${title}` }]
        }),
      })),
    )
  }, [templates.data])
}
