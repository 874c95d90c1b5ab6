import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerFigures as Figures } from '#shared/coverage/ledger.model.ts'
import { footageMsOf, footageShare } from '#shared/coverage/ledger.rules.ts'
import { Figure } from '#renderer/ui/figure.tsx'
import { formatDuration, formatPercent, NONE } from '#renderer/ui/format.ts'
import { hours, uptimeOf } from '../ledger-words.ts'

/** What had to be recorded, what there is, what nobody can explain, and the uptime that criterion 3.4 asks for. */
export function LedgerFigures({ figures }: { readonly figures: Figures }): ReactNode {
  const { t } = useTranslation()
  const uptime = uptimeOf(t, figures)
  const isExplained = figures.unexplainedMs === 0
  return (
    <div className="ledger-figures">
      <Figure label={t('coverage.figure.scheduled')} value={hours(t, figures.scheduledMs)} />
      <Figure
        label={t('coverage.figure.footage')}
        value={hours(t, footageMsOf(figures))}
        note={t('coverage.figure.footageNote', { share: formatPercent(footageShare(figures)) })}
      />
      <div data-testid="ledger-unexplained" data-ms={figures.unexplainedMs}>
        <Figure
          label={t('coverage.figure.unexplained')}
          value={formatDuration(figures.unexplainedMs)}
          note={t('coverage.figure.unexplainedNote')}
          tone={isExplained ? 'ok' : 'danger'}
        />
      </div>
      <Figure
        label={t('coverage.figure.uptime')}
        value={uptime?.share ?? NONE}
        note={
          uptime
            ? t('coverage.figure.uptimeNote', { ratio: uptime.ratio, points: uptime.points })
            : t('coverage.figure.uptimeNone')
        }
        {...(uptime?.tone === 'danger' ? { tone: 'danger' } : {})}
      />
    </div>
  )
}
