import type { UseQueryResult } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { DataTable, type DataColumn } from '#renderer/ui/data-table.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatDuration, formatTime } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { VerdictBadge } from '#renderer/ui/verdict-badge.tsx'
import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { placeOf } from '#renderer/ui/place.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'

const SHOWN = 7

type LackingPanelProps = {
  readonly events: UseQueryResult<EventCoverage[], Error>
  readonly tree: UnitTree | undefined
  readonly mayReview: boolean
}

export function LackingPanel({ events, tree, mayReview }: LackingPanelProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Panel title={t('today.lacking')} flush>
      <QueryView query={events} rows={5}>
        {(all) => {
          const lacking = all
            .filter(({ verdict }) => verdict !== 'covered')
            .sort((left, right) => right.atMs - left.atMs)
            .slice(0, SHOWN)
          return lacking.length === 0 ? (
            <EmptyState
              compact
              title={t('today.noneLacking')}
              advice={all.length === 0 ? t('today.noEvents') : t('today.noneLackingAdvice')}
            />
          ) : (
            <Lacking events={lacking} tree={tree} mayReview={mayReview} />
          )
        }}
      </QueryView>
    </Panel>
  )
}

type LackingProps = {
  readonly events: readonly EventCoverage[]
  readonly tree: UnitTree | undefined
  readonly mayReview: boolean
}

function Lacking({ events, tree, mayReview }: LackingProps): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const columns = useMemo(
    (): DataColumn<EventCoverage>[] => [
      { id: 'time', header: t('today.column.at'), cell: ({ atMs }) => formatTime(atMs), widthPx: 76 },
      {
        id: 'code',
        header: t('today.column.code'),
        cell: (event) => (
          <span className="mc-nowrap">{mayReview ? <ReviewLink event={event} /> : event.dossierCode}</span>
        ),
      },
      {
        id: 'kind',
        header: t('today.column.kind'),
        cell: ({ kind }) => <span className="mc-nowrap">{t(`today.${kind}`)}</span>,
      },
      {
        id: 'place',
        header: t('today.column.place'),
        cell: ({ roomId }) => placeOf(tree, roomId),
        cut: true,
      },
      {
        id: 'covered',
        header: t('today.column.covered'),
        align: 'right',
        cell: (event) =>
          `${formatDuration(event.coveredMs)}/${formatDuration(event.windowToMs - event.windowFromMs)}`,
      },
      {
        id: 'verdict',
        header: t('today.column.verdict'),
        cell: (event) => (
          <VerdictBadge verdict={event.verdict} dependsOnClock={event.verdictDependsOnClock} />
        ),
      },
    ],
    [mayReview, t, tree],
  )
  return (
    <DataTable
      label={t('today.lacking')}
      columns={columns}
      rows={events}
      rowId={({ dossierId, kind }) => `${dossierId}-${kind}`}
      {...(mayReview
        ? {
            onOpen: ({ roomId, atMs, dossierId }: EventCoverage) =>
              void navigate({ to: '/review', search: { room: roomId, at: atMs, dossier: dossierId } }),
          }
        : {})}
    />
  )
}

function ReviewLink({ event }: { readonly event: EventCoverage }): ReactNode {
  return (
    <Link
      to="/review"
      search={{ room: event.roomId, at: event.atMs, dossier: event.dossierId }}
      className="mc-link"
      tabIndex={-1}
    >
      {event.dossierCode}
    </Link>
  )
}
