import { Drawer, Group, Pagination } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import type { ReportQuery, ReportsSearch } from '#renderer/api/reports-search.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatNumber } from '#renderer/ui/format.ts'
import { unitName } from '#renderer/ui/place.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'
import type { UnitTree } from '#shared/units/units.model.ts'
import type { ReportDossier } from '#shared/reports/reports.model.ts'
import { DeadlineOf } from './deadline-of.tsx'
import { DossierRows } from './dossier-rows.tsx'

const PAGE_ROWS = 100

type Cell = NonNullable<ReportsSearch['cell']>

type DossiersDrawerProps = {
  readonly scope: ReportQuery
  /** null: closed. */
  readonly cell: Cell | null
  /** Absent: of the total. */
  readonly unitId: string | undefined
  readonly tree: UnitTree | undefined
  readonly onClose: () => void
}

/** The dossiers behind one number. */
export function DossiersDrawer(props: DossiersDrawerProps): ReactNode {
  const { t } = useTranslation()
  const { cell, unitId, tree, onClose } = props
  const unit = unitId === undefined ? t('reports.allUnits') : unitName(tree, unitId)
  return (
    <Drawer
      opened={cell !== null}
      onClose={onClose}
      position="right"
      size={1080}
      title={cell === null ? '' : `${t(`reports.cellName.${cell}`)} · ${unit}`}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {cell !== null && <Listed key={`${cell} ${unitId ?? ''}`} {...props} cell={cell} />}
    </Drawer>
  )
}

function Listed({ scope, cell, unitId, tree }: DossiersDrawerProps & { readonly cell: Cell }): ReactNode {
  const { t } = useTranslation()
  const [page, setPage] = useState(1)
  const [open, setOpen] = useState<ReportDossier | null>(null)
  const input = { ...scope, limit: PAGE_ROWS, offset: (page - 1) * PAGE_ROWS }
  const placeholderData = keepPreviousData
  const behind = useQuery(
    orpc.reports.dossiers.queryOptions({
      input: {
        ...input,
        cell: cell === 'differences' ? 'received' : cell,
        ...(unitId === undefined ? {} : { unitId }),
      },
      enabled: cell !== 'differences',
      placeholderData,
    }),
  )
  const differing = useQuery(
    orpc.reports.differences.queryOptions({ input, enabled: cell === 'differences', placeholderData }),
  )
  return (
    <QueryView query={cell === 'differences' ? differing : behind} rows={12}>
      {({ rows, total, hidden }) => {
        const pages = Math.ceil((total - hidden) / PAGE_ROWS)
        return (
          <>
            {hidden > 0 && <p className="mc-quiet">{t('reports.hidden', { count: formatNumber(hidden) })}</p>}
            {rows.length === 0 ? (
              <EmptyState compact title={t('reports.noRows')} advice={t('reports.noRowsAdvice')} />
            ) : (
              <>
                <p className="mc-quiet">{t('reports.openRow')}</p>
                <DossierRows
                  rows={rows}
                  tree={tree}
                  byEveryBasis={cell === 'differences'}
                  selectedId={open?.id ?? null}
                  onOpen={setOpen}
                />
                {open !== null && <DeadlineOf dossier={open} />}
              </>
            )}
            {pages > 1 && (
              <Group justify="center" py="sm">
                <Pagination
                  size="sm"
                  total={pages}
                  value={page}
                  onChange={setPage}
                  getItemProps={(item) => ({ 'aria-label': t('reports.page', { page: item }) })}
                />
              </Group>
            )}
          </>
        )
      }}
    </QueryView>
  )
}
