import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { CriteriaTemplate, Scorecard } from '#shared/scoring/scoring.model.ts'
import { orpc } from '#renderer/api/client.ts'

/** Templates change only with a release. */
export const templatesQuery = () => orpc.scoring.templates.queryOptions({ staleTime: Infinity })

export function templateOf(templates: readonly CriteriaTemplate[], card: Scorecard): CriteriaTemplate | null {
  const sameCode = templates.filter((template) => template.code === card.templateCode)
  return sameCode.find((template) => template.version === card.templateVersion) ?? sameCode[0] ?? null
}

/** The grade of a scorecard in words; null before it has one. */
export function useGradeTitle(): (card: Scorecard) => string | null {
  const templates = useQuery(templatesQuery()).data
  return useCallback(
    (card: Scorecard) => {
      const grades = templateOf(templates ?? [], card)?.grades ?? []
      return grades.find((grade) => grade.code === card.total.gradeCode)?.title ?? null
    },
    [templates],
  )
}
