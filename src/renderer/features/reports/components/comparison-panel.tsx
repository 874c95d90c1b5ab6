import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import type { ReportQuery } from '#renderer/api/reports-search.ts'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { formatDate, formatNumber, NONE } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { shareOf } from '#shared/reports/figure.rules.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { type ComparisonRow, comparisonRows } from '../comparison-rows.ts'
import { figureText, pointsText, relativeText, signed } from '../figure-text.ts'

const days = ({ fromMs, toMs }: TimeRange): string => `${formatDate(fromMs)}–${formatDate(toMs - 1)}`

/** Cùng kỳ: counts, shares, and changes in which per cent and percentage points are two things. */
export function ComparisonPanel({ scope }: { readonly scope: ReportQuery }): ReactNode {
  const { t } = useTranslation()
  const comparison = useQuery(orpc.reports.comparison.queryOptions({ input: scope }))
  const { data } = comparison
  return (
    <Panel
      title={t('reports.comparison')}
      aside={
        data && (
          <span className="mc-quiet">
            {t('reports.comparisonPeriods', {
              now: days(data.now.period),
              before: days(data.previous.period),
            })}
          </span>
        )
      }
      flush
    >
      <QueryView query={comparison} rows={6}>
        {(told) => <Rows rows={comparisonRows(told)} />}
      </QueryView>
      <p className="mc-quiet reports-note">{t('reports.compare.note')}</p>
    </Panel>
  )
}

function Rows({ rows }: { readonly rows: readonly ComparisonRow[] }): ReactNode {
  const { t } = useTranslation()
  const columns = useMemo((): DataColumn<ComparisonRow>[] => {
    const side = (id: 'now' | 'previous'): DataColumn<ComparisonRow> => ({
      id,
      header: t(id === 'now' ? 'reports.compare.now' : 'reports.compare.before'),
      align: 'right',
      cell: (row) =>
        row.kind === 'count' ? formatNumber(row.change[id]) : figureText(t, shareOf(...row[id])),
    })
    return [
      { id: 'what', header: t('reports.compare.what'), cell: ({ id }) => t(`reports.compare.${id}`) },
      side('previous'),
      side('now'),
      {
        id: 'difference',
        header: t('reports.compare.difference'),
        align: 'right',
        cell: (row) => {
          if (row.kind === 'count') return signed(row.change.difference)
          return row.change === null ? NONE : pointsText(t, row.change)
        },
      },
      {
        id: 'relative',
        header: t('reports.compare.relative'),
        align: 'right',
        cell: ({ change }) => (change === null ? NONE : relativeText(change)),
      },
    ]
  }, [t])
  return <DataTable label={t('reports.comparison')} columns={columns} rows={rows} rowId={({ id }) => id} />
}
