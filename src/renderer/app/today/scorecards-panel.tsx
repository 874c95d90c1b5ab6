import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatRatio } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import type { Scorecard } from '#shared/scoring/scoring.model.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'

const SHOWN = 6

export function ScorecardsPanel({
  scorecards,
}: {
  readonly scorecards: UseQueryResult<Scorecard[], Error>
}): ReactNode {
  const { t } = useTranslation()
  return (
    <Panel title={t('today.scorecards')}>
      <QueryView query={scorecards} rows={4}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState compact title={t('today.noScorecards')} advice={t('today.noScorecardsAdvice')} />
          ) : (
            <ul className="mc-list">
              {all.slice(0, SHOWN).map(({ id, communeName, periodLabel, total }) => (
                <li key={id}>
                  <Link to="/scoring/$scorecardId" params={{ scorecardId: id }} className="mc-link">
                    {communeName} · {periodLabel}
                  </Link>
                  <div className="mc-quiet">
                    {t('today.leavesScored', { ratio: formatRatio(total.scoredLeaves, total.leaves) })}
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </Panel>
  )
}
