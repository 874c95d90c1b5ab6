import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatDuration, formatNumber, formatRatio } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { StateSwatch } from '#renderer/ui/state-swatch.tsx'
import type { CoverageSummary } from '#shared/coverage/coverage.model.ts'
import { footageStateSchema } from '#shared/recordings/recordings.model.ts'
import { Figure } from '#renderer/ui/figure.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'

type CoveragePanelProps = { readonly summary: UseQueryResult<CoverageSummary, Error> }

export function CoveragePanel({ summary }: CoveragePanelProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Panel
      title={t('today.coverage')}
      aside={
        <Link to="/dossiers" className="mc-link">
          {t('today.allDossiers')}
        </Link>
      }
    >
      <QueryView query={summary} rows={4}>
        {(data) =>
          data.events === 0 ? (
            <EmptyState compact title={t('today.noEvents')} advice={t('today.noEventsAdvice')} />
          ) : (
            <div className="mc-coverage">
              <Figures summary={data} />
              <CauseBars summary={data} />
            </div>
          )
        }
      </QueryView>
    </Panel>
  )
}

function Figures({ summary }: { readonly summary: CoverageSummary }): ReactNode {
  const { t } = useTranslation()
  const unexplainedMs = summary.missingMsByCause.unknown ?? 0
  return (
    <div className="mc-figures">
      <Figure label={t('today.events')} value={formatNumber(summary.events)} />
      <Figure label={t('today.covered')} value={formatRatio(summary.covered, summary.events)} />
      <Figure
        label={t('today.unexplained')}
        value={formatDuration(unexplainedMs)}
        note={t('today.unexplainedNote')}
        tone={unexplainedMs > 0 ? 'danger' : 'ok'}
      />
    </div>
  )
}

function CauseBars({ summary }: { readonly summary: CoverageSummary }): ReactNode {
  const { t } = useTranslation()
  const causes = Object.entries(summary.missingMsByCause)
    .filter(([, ms]) => ms > 0)
    .sort(([, left], [, right]) => right - left)
  const longestMs = causes[0]?.[1] ?? 0
  return (
    <div>
      <h3 className="mc-small-head">{t('today.missingByCause')}</h3>
      {causes.length === 0 && <p className="mc-quiet">{t('today.nothingMissing')}</p>}
      <ul className="mc-bars">
        {causes.map(([cause, ms]) => {
          const state = footageStateSchema.safeParse(cause)
          const drawn = state.success ? state.data : 'unknown'
          const isPlain = cause === 'no-camera' || cause === 'not-scheduled'
          return (
            <li key={cause}>
              <StateSwatch state={isPlain ? cause : drawn} />
              <span className="mc-bar">
                <span
                  style={{ width: `${(ms / longestMs) * 100}%`, background: `var(--footage-${drawn})` }}
                />
              </span>
              <span className="mc-bar-value">{formatDuration(ms)}</span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
