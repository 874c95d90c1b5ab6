import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { reportScope, type ReportsSearch } from '#renderer/api/reports-search.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatDateTime } from '#renderer/ui/format.ts'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import type { TimelinessReport } from '#shared/reports/reports.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { BasesPanel } from './components/bases-panel.tsx'
import { ClaimPanel } from './components/claim-panel.tsx'
import { ComparisonPanel } from './components/comparison-panel.tsx'
import { DossiersDrawer } from './components/dossiers-drawer.tsx'
import { ExcludedNote } from './components/excluded-note.tsx'
import { Report06aTable } from './components/report-06a-table.tsx'
import { ReportFigures } from './components/report-figures.tsx'
import { ReportFilters } from './components/report-filters.tsx'
import './reports.css'

/** Report 06a with its basis, what other bases would say, the same period of last year, and figures of others. */
export function ReportsPage(): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ from: '/frame/reports' })
  // A period must not move under the reader's eyes at midnight.
  const [nowMs] = useState(() => Date.now())
  const scope = reportScope(search, nowMs)
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const report = useQuery(
    orpc.reports.timeliness.queryOptions({ input: scope, placeholderData: keepPreviousData }),
  )
  const go = (next: Partial<ReportsSearch>): void =>
    void navigate({ to: '/reports', search: { ...search, ...next } })

  return (
    <>
      <PageHeader title={t('reports.title')} description={t('reports.description')} />
      <div className="reports-page">
        <ReportFilters search={search} nowMs={nowMs} tree={tree.data} onChange={go} />
        <QueryView query={report} rows={14}>
          {(data) => <Told report={data} tree={tree.data} onOpen={go} />}
        </QueryView>
        <ComparisonPanel scope={scope} />
        <ClaimPanel />
      </div>
      <DossiersDrawer
        scope={scope}
        cell={search.cell ?? null}
        unitId={search.unit}
        tree={tree.data}
        onClose={() => go({ cell: undefined, unit: undefined })}
      />
    </>
  )
}

type ToldProps = {
  readonly report: TimelinessReport
  readonly tree: UnitTree | undefined
  readonly onOpen: (open: Partial<ReportsSearch>) => void
}

function Told({ report, tree, onOpen }: ToldProps): ReactNode {
  const { t } = useTranslation()
  const { total, excluded } = report.report
  return (
    <>
      {report.asOfMs < report.period.toMs && (
        <p className="mc-quiet">{t('reports.running', { at: formatDateTime(report.asOfMs).slice(0, 16) })}</p>
      )}
      <ReportFigures report={report} />
      <Panel
        title={t('reports.table')}
        aside={<span className="mc-quiet">{t('reports.tableHint')}</span>}
        flush
      >
        {total.received === 0 && excluded.length === 0 ? (
          <EmptyState compact title={t('reports.none')} advice={t('reports.noneAdvice')} />
        ) : (
          <Report06aTable
            report={report.report}
            tree={tree}
            onOpen={(cell, unit) => onOpen({ cell, unit: unit ?? undefined })}
          />
        )}
        <ExcludedNote excluded={excluded} />
      </Panel>
      <BasesPanel
        report={report}
        onChoose={({ instant, resolution }) => onOpen({ instant, resolution })}
        onOpenDifferences={() => onOpen({ cell: 'differences', unit: undefined })}
      />
    </>
  )
}
