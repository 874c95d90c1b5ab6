import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerCameraDay } from '#shared/coverage/ledger.model.ts'
import { MINUTE_MS } from '#shared/kernel/instant.ts'
import { formatShortTime } from '#renderer/ui/format.ts'
import { type MinuteRun, runsByHour } from '../day-runs.ts'

/** Twenty-four rows of sixty minutes. */
export function DayMinutes({ day }: { readonly day: LedgerCameraDay }): ReactNode {
  const { t } = useTranslation()
  const hours = useMemo(() => runsByHour(day.minutes), [day.minutes])
  const textOf = ({ from, length, state }: MinuteRun): string => {
    const times = {
      from: formatShortTime(day.dayMs + from * MINUTE_MS),
      to: formatShortTime(day.dayMs + (from + length) * MINUTE_MS),
    }
    if (state === null) return t('coverage.day.runOff', times)
    return t('coverage.day.runText', { ...times, state: t(`ui.footage.${state}`) })
  }
  return (
    <section>
      <h3 className="mc-small-head" title={t('coverage.day.minutesHint')}>
        {t('coverage.day.minutes')}
      </h3>
      <div className="ledger-minutes" role="img" aria-label={t('coverage.day.minutesHint')}>
        {hours.map((runs, hour) => (
          <div key={runs[0]?.from ?? hour}>
            <span className="ledger-hour">{String(hour).padStart(2, '0')}</span>
            <span className="ledger-runs">
              {runs.map((run) => (
                <span
                  key={run.from}
                  title={textOf(run)}
                  style={{
                    flexGrow: run.length,
                    background: run.state === null ? undefined : `var(--footage-${run.state})`,
                  }}
                />
              ))}
            </span>
          </div>
        ))}
      </div>
    </section>
  )
}
