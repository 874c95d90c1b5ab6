import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '#renderer/ui/format.ts'
import type { Report06a } from '#shared/reports/report-06a.model.ts'

/** What the report did not count, and why: nothing goes missing in silence. */
export function ExcludedNote({ excluded }: Pick<Report06a, 'excluded'>): ReactNode {
  const { t } = useTranslation()
  if (excluded.length === 0) return null
  const reasons = excluded.map(({ exclusion, count }) =>
    t(`reports.exclusion.${exclusion}`, { count: formatNumber(count) }),
  )
  return <p className="mc-quiet reports-note">{t('reports.excluded', { reasons: reasons.join(' · ') })}</p>
}
