import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerSum } from '#shared/coverage/ledger.model.ts'
import { formatDuration, formatPercent } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { StateSwatch } from '#renderer/ui/state-swatch.tsx'
import { causeBars } from '../ledger-words.ts'

/** Scheduled time without footage by cause, each with its share of all that was scheduled. */
export function CausesPanel({ sum }: { readonly sum: LedgerSum }): ReactNode {
  const { t } = useTranslation()
  const bars = causeBars(t, sum.causes)
  const longestMs = bars[0]?.lengthMs ?? 0
  const { scheduledMs } = sum.figures
  return (
    <Panel title={t('coverage.causes')}>
      {bars.length === 0 ? (
        <p className="mc-quiet">{t('coverage.causesNone')}</p>
      ) : (
        <ul className="ledger-causes">
          {bars.map(({ word, state, lengthMs }) => (
            <li key={word}>
              <span className="ledger-cause-word">
                <StateSwatch state={state} bare /> {word}
              </span>
              <span className="ledger-bar">
                <span
                  style={{
                    width: `${(lengthMs / longestMs) * 100}%`,
                    background: `var(--footage-${state})`,
                  }}
                />
              </span>
              <span className="ledger-bar-value">
                {formatDuration(lengthMs)}{' '}
                <span className="mc-quiet">
                  {formatPercent(scheduledMs === 0 ? null : lengthMs / scheduledMs)}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
