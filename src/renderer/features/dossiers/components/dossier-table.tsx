import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { formatDateTime, NONE } from '#renderer/ui/format.ts'
import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import type { Dossier } from '#shared/dossiers/dossiers.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { coverageByDossier, coverageRange } from '../coverage-join.ts'
import { CoverageCell } from './coverage-cell.tsx'

type DossierTableProps = { readonly dossiers: readonly Dossier[]; readonly tree: UnitTree | undefined }

export function DossierTable({ dossiers, tree }: DossierTableProps): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const sources = useQuery(orpc.dossiers.sources.queryOptions())
  const range = coverageRange(dossiers)
  const events = useQuery(
    orpc.coverage.events.queryOptions({
      input: range ?? { fromMs: 0, toMs: 1 },
      enabled: may('coverage.read') && range !== null,
    }),
  )
  const coverage = useMemo(() => coverageByDossier(events.data ?? []), [events.data])
  const columns = useMemo(
    () => columnsOf({ t, tree, coverage, waiting: events.isPending }),
    [t, tree, coverage, events.isPending],
  )

  function open(dossier: Dossier): void {
    const first = coverage.get(dossier.id)?.[0]
    const room = first?.roomId ?? sources.data?.find(({ id }) => id === dossier.sourceId)?.roomId
    const at = first?.atMs ?? dossier.receivedAtLogMs
    void navigate({
      to: '/review',
      search: {
        dossier: dossier.id,
        ...(room === undefined ? {} : { room }),
        ...(at === null ? {} : { at }),
      },
    })
  }

  return (
    <DataTable
      label={t('dossiers.title')}
      columns={columns}
      rows={dossiers}
      rowId={({ id }) => id}
      {...(may('recordings.view') ? { onOpen: open } : {})}
    />
  )
}

type ColumnParts = {
  readonly t: ReturnType<typeof useTranslation>['t']
  readonly tree: UnitTree | undefined
  readonly coverage: ReadonlyMap<string, readonly EventCoverage[]>
  readonly waiting: boolean
}

function columnsOf({ t, tree, coverage, waiting }: ColumnParts): DataColumn<Dossier>[] {
  const counters = new Map(tree?.rooms.flatMap((room) => room.counters.map(({ id, name }) => [id, name])))
  return [
    {
      id: 'receivedAt',
      header: t('dossiers.column.receivedAt'),
      cell: ({ receivedAtLogMs }) => (
        <span className="mc-nowrap">{receivedAtLogMs === null ? NONE : formatDateTime(receivedAtLogMs)}</span>
      ),
      sortBy: ({ receivedAtLogMs }) => receivedAtLogMs,
      widthPx: 150,
    },
    {
      id: 'code',
      header: t('dossiers.column.code'),
      cell: ({ code }) => <strong className="mc-nowrap">{code}</strong>,
      sortBy: ({ code }) => code,
    },
    {
      id: 'procedure',
      header: t('dossiers.column.procedure'),
      cell: ({ procedureName }) => <span title={procedureName ?? ''}>{procedureName ?? NONE}</span>,
      sortBy: ({ procedureName }) => procedureName,
      cut: true,
    },
    {
      id: 'applicant',
      header: t('dossiers.column.applicant'),
      cell: ({ applicantName }) => <span className="mc-nowrap">{applicantName ?? NONE}</span>,
      sortBy: ({ applicantName }) => applicantName,
    },
    {
      id: 'counter',
      header: t('dossiers.column.counter'),
      cell: ({ counterId }) => (
        <span className="mc-nowrap">{counterId === null ? NONE : (counters.get(counterId) ?? '…')}</span>
      ),
    },
    {
      id: 'status',
      header: t('dossiers.column.status'),
      cell: ({ status }) => (
        <span className="mc-nowrap">{status === null ? NONE : t(`dossiers.status.${status}`)}</span>
      ),
      sortBy: ({ status }) => status,
    },
    {
      id: 'coverage',
      header: t('dossiers.column.coverage'),
      cell: ({ id, channel }) => (
        <CoverageCell events={coverage.get(id) ?? []} atDesk={channel === 'walk-in'} waiting={waiting} />
      ),
      widthPx: 170,
    },
  ]
}
