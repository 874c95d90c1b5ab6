import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CoverageVerdict } from '#shared/coverage/coverage.model.ts'

const SHAPES: Readonly<Record<CoverageVerdict, string>> = { covered: '●', partial: '◐', missing: '○' }

type VerdictBadgeProps = {
  readonly verdict: CoverageVerdict
  /** The verdict would be another one within the clock's uncertainty. */
  readonly dependsOnClock?: boolean
}

/** How far an event is covered by footage: shape, colour and word. */
export function VerdictBadge({ verdict, dependsOnClock = false }: VerdictBadgeProps): ReactNode {
  const { t } = useTranslation()
  return (
    <span
      className="mc-verdict"
      data-verdict={verdict}
      title={dependsOnClock ? t('ui.verdictDependsOnClock') : undefined}
    >
      <span aria-hidden>{SHAPES[verdict]}</span>
      {t(`ui.verdict.${verdict}`)}
      {dependsOnClock && <span aria-label={t('ui.verdictDependsOnClock')}>≈</span>}
    </span>
  )
}
