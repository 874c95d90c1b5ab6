import { Button } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { formatNumber } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import type { TimelinessBasis } from '#shared/dossiers/timeliness.model.ts'
import type { Report06aCell } from '#shared/reports/report-06a.model.ts'
import type { BasisFigures, TimelinessReport } from '#shared/reports/reports.model.ts'
import { figureText } from '../figure-text.ts'
import { useBasisName } from '../use-basis-name.ts'

const CELLS: readonly Report06aCell[] = [
  'resolvedEarly',
  'resolvedOnTime',
  'resolvedOverdue',
  'pendingInTime',
  'pendingOverdue',
]

const idOf = ({ instant, resolution }: TimelinessBasis): string => `${instant}-${resolution}`

type BasesPanelProps = {
  readonly report: TimelinessReport
  readonly onChoose: (basis: TimelinessBasis) => void
  readonly onOpenDifferences: () => void
}

/** What each basis makes of the same dossiers, and how many of them change class. */
export function BasesPanel({ report, onChoose, onOpenDifferences }: BasesPanelProps): ReactNode {
  const { t } = useTranslation()
  const basisName = useBasisName()
  const chosen = idOf(report.basis)
  const columns = useMemo(
    (): DataColumn<BasisFigures>[] => [
      {
        id: 'basis',
        header: t('reports.column.basis'),
        cell: ({ basis }) => (
          <>
            {basisName(basis)}
            {idOf(basis) === chosen && <span className="mc-quiet"> · {t('reports.chosen')}</span>}
          </>
        ),
      },
      ...CELLS.map(
        (cell): DataColumn<BasisFigures> => ({
          id: cell,
          header: t(`reports.cellName.${cell}`),
          align: 'right',
          cell: ({ total }) => formatNumber(total[cell]),
        }),
      ),
      {
        id: 'onTime',
        header: t('reports.column.onTime'),
        align: 'right',
        cell: ({ onTime }) => <strong className="mc-nowrap">{figureText(t, onTime)}</strong>,
      },
    ],
    [t, basisName, chosen],
  )
  return (
    <Panel
      title={t('reports.bases')}
      aside={
        report.differing === 0 ? (
          <span className="mc-quiet">{t('reports.differingNone')}</span>
        ) : (
          <Button size="compact-xs" variant="default" onClick={onOpenDifferences}>
            {t('reports.differing', { count: formatNumber(report.differing) })}
          </Button>
        )
      }
      flush
    >
      <DataTable
        label={t('reports.bases')}
        columns={columns}
        rows={report.bases}
        rowId={({ basis }) => idOf(basis)}
        selectedId={chosen}
        onOpen={({ basis }) => onChoose(basis)}
      />
      <p className="mc-quiet reports-note">{t('reports.basesHint')}</p>
    </Panel>
  )
}
