import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { dossierOrderOf, type DossiersSearch } from '#renderer/api/dossiers-search.ts'
import { formatDateTime, formatShortTime, formatDate, NONE } from '#renderer/ui/format.ts'
import { placeOf } from '#renderer/ui/place.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import { type VirtualColumn, VirtualTable } from '#renderer/ui/virtual-table.tsx'
import type { DossierInRoom, DossierSort } from '#shared/dossiers/dossier-list.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { type DossierCoverage, useDossierCoverage } from '../use-dossier-coverage.ts'
import type { useDossierPages } from '../use-dossier-pages.ts'
import { CoverageCell } from './coverage-cell.tsx'
import { TimelinessMark } from './timeliness-mark.tsx'

type DossierListProps = {
  readonly search: DossiersSearch
  readonly onChange: (search: DossiersSearch) => void
  readonly pages: ReturnType<typeof useDossierPages>
}

/** The list itself: as long as it is, each row with the footage of its desk events. */
export function DossierList({ search, onChange, pages }: DossierListProps): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const nowMs = useNow()
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const coverage = useDossierCoverage(pages.rows)
  const order = dossierOrderOf(search)
  const columns = useMemo(() => columnsOf(t, tree.data, nowMs), [t, tree.data, nowMs])
  const sorted = (id: string): false | 'asc' | 'desc' =>
    id === order.sort && (order.descending ? 'desc' : 'asc')
  const sortBy = (sort: DossierSort): void => {
    const { up: _up, sort: _sort, ...rest } = search
    const turned = sort === order.sort && order.descending
    onChange({ ...rest, ...(sort === 'received' ? {} : { sort }), ...(turned ? { up: true } : {}) })
  }
  return (
    <VirtualTable
      label={t('dossiers.title')}
      key={pages.listKey}
      total={pages.counts?.total ?? 0}
      rowAt={pages.rowAt}
      rowId={({ id }) => id}
      onVisible={pages.onVisible}
      onOpen={({ id }) => void navigate({ to: '/dossiers/$dossierId', params: { dossierId: id }, search })}
      columns={[...columns, coverageColumn(t, coverage)].map(({ sortKey, ...column }) => ({
        ...column,
        ...(sortKey === undefined
          ? {}
          : { sort: { sorted: sorted(sortKey), onSort: () => sortBy(sortKey) } }),
      }))}
    />
  )
}

type ListColumn = VirtualColumn<DossierInRoom> & { readonly sortKey?: DossierSort }

function coverageColumn(t: TFunction, coverage: DossierCoverage): ListColumn {
  return {
    id: 'coverage',
    header: t('dossiers.column.coverage'),
    track: 'minmax(244px, 1.6fr)',
    cell: ({ id, channel }) => (
      <CoverageCell events={coverage.of(id)} atDesk={channel === 'walk-in'} waiting={coverage.waiting} />
    ),
  }
}

/** Today's dossiers need no seconds here: the page of one has them. */
const shortInstant = (atMs: number): string => `${formatDate(atMs)} ${formatShortTime(atMs)}`

function columnsOf(t: TFunction, tree: UnitTree | undefined, nowMs: number): ListColumn[] {
  const counters = new Map(tree?.rooms.flatMap((room) => room.counters.map(({ id, name }) => [id, name])))
  return [
    {
      id: 'received',
      sortKey: 'received',
      header: t('dossiers.column.receivedAt'),
      track: '118px',
      cell: ({ receivedAtLogMs: atMs }) =>
        atMs === null ? NONE : <span title={formatDateTime(atMs)}>{shortInstant(atMs)}</span>,
    },
    {
      id: 'code',
      sortKey: 'code',
      header: t('dossiers.column.code'),
      track: '150px',
      cell: ({ code }) => <strong>{code}</strong>,
    },
    {
      id: 'procedure',
      header: t('dossiers.column.procedure'),
      track: 'minmax(110px, 1.4fr)',
      cell: ({ procedureName }) => <span title={procedureName ?? ''}>{procedureName ?? NONE}</span>,
    },
    {
      id: 'applicant',
      header: t('dossiers.column.applicant'),
      track: '108px',
      cell: ({ applicantName }) => applicantName ?? NONE,
    },
    {
      id: 'counter',
      header: t('dossiers.column.counter'),
      track: '64px',
      cell: ({ counterId, roomId }) => (
        <span title={placeOf(tree, roomId)}>
          {counterId === null ? NONE : (counters.get(counterId) ?? '…')}
        </span>
      ),
    },
    {
      id: 'status',
      header: t('dossiers.column.status'),
      track: '108px',
      cell: ({ status }) => (status === null ? NONE : t(`dossiers.status.${status}`)),
    },
    {
      id: 'due',
      sortKey: 'due',
      header: t('dossiers.column.timeliness'),
      track: '118px',
      cell: (row) => <TimelinessMark dossier={row} nowMs={nowMs} />,
    },
  ]
}
