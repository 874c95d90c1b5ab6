import { UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '#renderer/ui/format.ts'
import { unitName } from '#renderer/ui/place.ts'
import {
  REPORT_06A_CELLS,
  type Report06a,
  type Report06aCell,
  type Report06aFigures,
} from '#shared/reports/report-06a.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'

type Report06aTableProps = {
  readonly report: Report06a
  readonly tree: UnitTree | undefined
  /** `unitId` null: the total. */
  readonly onOpen: (cell: Report06aCell, unitId: string | null) => void
}

/** The form as offices know it; every number leads to its dossiers. */
export function Report06aTable({ report, tree, onOpen }: Report06aTableProps): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="mc-table-scroll">
      <table className="reports-06a" aria-label={t('reports.table')}>
        <Head />
        <tbody>
          {report.rows.map(({ unitId, figures }, index) => (
            <tr key={unitId}>
              <td>{index + 1}</td>
              <th scope="row">{unitName(tree, unitId)}</th>
              <Numbers
                figures={figures}
                unit={unitName(tree, unitId)}
                onOpen={(cell) => onOpen(cell, unitId)}
              />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td />
            <th scope="row">{t('reports.allUnits')}</th>
            <Numbers
              figures={report.total}
              unit={t('reports.allUnits')}
              onOpen={(cell) => onOpen(cell, null)}
            />
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function Head(): ReactNode {
  const { t } = useTranslation()
  const leaf = (cell: Report06aCell): ReactNode => (
    <th key={cell} scope="col">
      {t(`reports.cell.${cell}`)}
    </th>
  )
  return (
    <thead>
      <tr>
        <th rowSpan={3} scope="col">
          {t('reports.head.ordinal')}
        </th>
        <th rowSpan={3} scope="col">
          {t('reports.head.unit')}
        </th>
        <th colSpan={4}>{t('reports.head.receivedGroup')}</th>
        <th colSpan={4}>{t('reports.head.resolvedGroup')}</th>
        <th colSpan={3}>{t('reports.head.pendingGroup')}</th>
      </tr>
      <tr>
        <th rowSpan={2} scope="col">
          {t('reports.cell.received')}
        </th>
        <th colSpan={2}>{t('reports.head.inPeriod')}</th>
        <th rowSpan={2} scope="col">
          {t('reports.cell.carriedOver')}
        </th>
        {REPORT_06A_CELLS.slice(4).map((cell) => (
          <th key={cell} rowSpan={2} scope="col">
            {t(`reports.cell.${cell}`)}
          </th>
        ))}
      </tr>
      <tr>{(['receivedOnline', 'receivedDirect'] as const).map(leaf)}</tr>
    </thead>
  )
}

type NumbersProps = {
  readonly figures: Report06aFigures
  readonly unit: string
  readonly onOpen: (cell: Report06aCell) => void
}

function Numbers({ figures, unit, onOpen }: NumbersProps): ReactNode {
  const { t } = useTranslation()
  return REPORT_06A_CELLS.map((cell) => {
    const count = formatNumber(figures[cell])
    return (
      <td key={cell} data-sum={cell === 'received' || cell === 'resolved' || cell === 'pending' || undefined}>
        {figures[cell] === 0 ? (
          count
        ) : (
          <UnstyledButton
            className="reports-number"
            aria-label={t('reports.open', { cell: t(`reports.cellName.${cell}`), unit, count })}
            onClick={() => onOpen(cell)}
          >
            {count}
          </UnstyledButton>
        )}
      </td>
    )
  })
}
