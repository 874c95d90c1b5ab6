import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Figure } from '#renderer/ui/figure.tsx'
import { formatDuration, formatNumber, formatRatio } from '#renderer/ui/format.ts'
import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import { mainCause } from '../event-spans.ts'

/** How many events, how many with all their footage, and what the missing time is missing for. */
export function CounterFigures({ events }: { readonly events: readonly EventCoverage[] }): ReactNode {
  const { t } = useTranslation()
  const count = (verdict: EventCoverage['verdict']): number =>
    events.filter((event) => event.verdict === verdict).length
  const missing = events.flatMap((event) => event.missing)
  const missingMs = missing.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)
  const cause = mainCause(missing)
  const lacking = count('partial') + count('missing')
  return (
    <div className="counter-figures">
      <Figure label={t('dossiers.counterDay.figure.events')} value={formatNumber(events.length)} />
      <Figure
        label={t('dossiers.counterDay.figure.covered')}
        value={formatRatio(count('covered'), events.length)}
        tone={lacking > 0 ? 'warning' : 'ok'}
      />
      <Figure
        label={t('dossiers.counterDay.figure.lacking')}
        value={formatNumber(lacking)}
        note={t('dossiers.counterDay.figure.lackingNote', {
          partial: formatNumber(count('partial')),
          missing: formatNumber(count('missing')),
        })}
        {...(lacking > 0 ? { tone: 'danger' as const } : {})}
      />
      <Figure
        label={t('dossiers.counterDay.figure.missing')}
        value={formatDuration(missingMs)}
        {...(cause === null
          ? {}
          : { note: t('dossiers.counterDay.figure.mostly', { cause: t(`ui.footage.${cause}`) }) })}
      />
    </div>
  )
}
