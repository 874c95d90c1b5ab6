import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerCameraDay } from '#shared/coverage/ledger.model.ts'
import { DAY_MS } from '#shared/kernel/instant.ts'
import type { ProvenSpan } from '#shared/recordings/recordings.model.ts'
import { footageWord } from '#renderer/ui/footage-word.ts'
import { formatTime } from '#renderer/ui/format.ts'

const HOURS = [0, 3, 6, 9, 12, 15, 18, 21, 24] as const

/** The day as one band of 24 hours. An absence is never thinner than a pixel. */
export function DayLane({ name, day }: { readonly name: string; readonly day: LedgerCameraDay }): ReactNode {
  const { t } = useTranslation()
  const percent = (atMs: number): string => `${((atMs - day.dayMs) / DAY_MS) * 100}%`
  const width = ({ fromMs, toMs }: ProvenSpan): string => `${((toMs - fromMs) / DAY_MS) * 100}%`
  return (
    <section>
      <h3 className="mc-small-head">{t('coverage.day.lane')}</h3>
      <div className="ledger-lane" role="img" aria-label={t('coverage.day.laneLabel', { camera: name })}>
        {day.spans.map((span) => (
          <span
            key={span.fromMs}
            data-state={span.state}
            title={t('coverage.day.runText', {
              from: formatTime(span.fromMs),
              to: formatTime(span.toMs),
              state: footageWord(t, span.state, span.reason),
            })}
            style={{
              left: percent(span.fromMs),
              width: width(span),
              background: `var(--footage-${span.state})`,
            }}
          />
        ))}
      </div>
      <div className="ledger-hours" aria-hidden>
        {HOURS.map((hour) => (
          <span key={hour} style={{ left: `${(hour / 24) * 100}%` }}>
            {hour}
          </span>
        ))}
      </div>
    </section>
  )
}
