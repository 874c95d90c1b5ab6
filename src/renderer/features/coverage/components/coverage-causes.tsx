import { UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MissingCause } from '#shared/coverage/coverage.model.ts'
import { formatDuration, formatPercent } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { StateSwatch } from '#renderer/ui/state-swatch.tsx'
import { causesOfSum, type CoverageSum } from '../coverage-days.ts'

type CoverageCausesProps = {
  readonly sum: CoverageSum
  readonly chosen: MissingCause | null
  readonly onChoose: (cause: MissingCause | undefined) => void
}

/** Missing time by cause as bars; a click shows the events behind one. */
export function CoverageCauses({ sum, chosen, onChoose }: CoverageCausesProps): ReactNode {
  const { t } = useTranslation()
  const causes = causesOfSum(sum)
  const longestMs = causes[0]?.[1] ?? 0
  return (
    <Panel title={t('coverage.cover.causes')}>
      {causes.length === 0 && <p className="mc-quiet">{t('coverage.causesNone')}</p>}
      <ul className="ledger-causes">
        {causes.map(([cause, ms]) => (
          <li key={cause}>
            <UnstyledButton
              className="ledger-cause-word mc-link"
              data-testid="coverage-cause"
              data-cause={cause}
              aria-pressed={cause === chosen}
              onClick={() => onChoose(cause === chosen ? undefined : cause)}
            >
              <StateSwatch state={cause} bare /> {t(`ui.footage.${cause}`)}
            </UnstyledButton>
            <span className="ledger-bar">
              <span
                style={{
                  width: `${(ms / longestMs) * 100}%`,
                  background: `var(--footage-${cause === 'no-camera' || cause === 'not-scheduled' ? 'unknown' : cause})`,
                }}
              />
            </span>
            <span className="ledger-bar-value">
              {formatDuration(ms)} <span className="mc-quiet">{formatPercent(ms / sum.missingMs)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
