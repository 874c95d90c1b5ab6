import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatTime, NONE } from '#renderer/ui/format.ts'
import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import { CoverageCell } from './coverage-cell.tsx'

/** The day's events in order; Enter opens the dossier. */
export function CounterEvents({ events }: { readonly events: readonly EventCoverage[] }): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const columns = useMemo(
    (): DataColumn<EventCoverage>[] => [
      {
        id: 'at',
        header: t('dossiers.counterDay.column.at'),
        cell: ({ atMs }) => formatTime(atMs),
        sortBy: ({ atMs }) => atMs,
        widthPx: 90,
      },
      {
        id: 'kind',
        header: t('dossiers.counterDay.column.kind'),
        cell: ({ kind }) => <span className="mc-nowrap">{t(`dossiers.eventKind.${kind}`)}</span>,
        widthPx: 100,
      },
      {
        id: 'code',
        header: t('dossiers.column.code'),
        cell: ({ dossierCode }) => <strong className="mc-nowrap">{dossierCode}</strong>,
        sortBy: ({ dossierCode }) => dossierCode,
      },
      {
        id: 'procedure',
        header: t('dossiers.column.procedure'),
        cell: ({ procedureName }) => procedureName ?? NONE,
        cut: true,
      },
      {
        id: 'coverage',
        header: t('dossiers.column.coverage'),
        cell: (event) => <CoverageCell events={[event]} atDesk waiting={false} />,
      },
    ],
    [t],
  )
  if (events.length === 0)
    return (
      <EmptyState
        compact
        title={t('dossiers.counterDay.noEvents')}
        advice={t('dossiers.counterDay.noEventsAdvice')}
      />
    )
  return (
    <DataTable
      label={t('dossiers.counterDay.events')}
      columns={columns}
      rows={events}
      rowId={({ dossierId, kind, atMs }) => `${dossierId} ${kind} ${atMs}`}
      onOpen={({ dossierId }) => void navigate({ to: '/dossiers/$dossierId', params: { dossierId } })}
    />
  )
}
