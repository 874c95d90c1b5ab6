import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Figure } from '#renderer/ui/figure.tsx'
import { formatNumber } from '#renderer/ui/format.ts'
import type { TimelinessReport } from '#shared/reports/reports.model.ts'
import { percentText } from '../figure-text.ts'
import { useBasisName } from '../use-basis-name.ts'

/** The four figures that people ask for first, each with its numbers and its basis. */
export function ReportFigures({ report }: { readonly report: TimelinessReport }): ReactNode {
  const { t } = useTranslation()
  const basisName = useBasisName()
  const { report: told, onTime, basis, deskVisits } = report
  const { total } = told
  const ratio = `${formatNumber(onTime.numerator)}/${formatNumber(onTime.denominator)}`
  return (
    <div className="reports-figures">
      <Figure
        label={t('reports.figure.onTime')}
        value={percentText(onTime.percent)}
        note={
          onTime.percent === null
            ? t('reports.figure.onTimeNone')
            : t('reports.figure.onTimeNote', { ratio, basis: basisName(basis) })
        }
      />
      <Figure
        label={t('reports.figure.received')}
        value={formatNumber(total.received)}
        note={t('reports.figure.receivedNote', {
          inPeriod: formatNumber(total.receivedOnline + total.receivedDirect),
          before: formatNumber(total.carriedOver),
        })}
      />
      <Figure
        label={t('reports.figure.overdue')}
        value={formatNumber(total.resolvedOverdue + total.pendingOverdue)}
        note={t('reports.figure.overdueNote', {
          resolved: formatNumber(total.resolvedOverdue),
          pending: formatNumber(total.pendingOverdue),
        })}
      />
      <Figure
        label={t('reports.figure.deskVisits')}
        value={formatNumber(deskVisits)}
        note={t('reports.figure.deskVisitsNote')}
      />
    </div>
  )
}
