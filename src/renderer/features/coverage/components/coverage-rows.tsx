import { Pagination, SegmentedControl } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type CoverageVerdict,
  coverageVerdictSchema,
  type EventCoverage,
} from '#shared/coverage/coverage.model.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { orpc } from '#renderer/api/client.ts'
import type { CoverageSearch } from '#renderer/api/coverage-search.ts'
import { useMay } from '#renderer/api/session.ts'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatDateTime, formatDuration, formatNumber } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { placeOf } from '#renderer/ui/place.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { VerdictBadge } from '#renderer/ui/verdict-badge.tsx'

const ROWS = 50

type CoverageRowsProps = {
  readonly search: CoverageSearch
  readonly range: TimeRange
  readonly tree: UnitTree | undefined
  readonly onChange: (next: CoverageSearch) => void
}

/** The events behind the figures: filtered as the address says, each opens its moment. */
export function CoverageRows({ search, range, tree, onChange }: CoverageRowsProps): ReactNode {
  const { t } = useTranslation()
  const { commune, room, verdict, cause, page = 1 } = search
  const input = {
    ...range,
    ...(commune === undefined ? {} : { communeUnitId: commune }),
    ...(room === undefined ? {} : { roomId: room }),
    ...(verdict === undefined ? {} : { verdict }),
    ...(cause === undefined ? {} : { cause }),
    limit: ROWS,
    offset: (page - 1) * ROWS,
  }
  const list = useQuery(orpc.coverage.list.queryOptions({ input, placeholderData: keepPreviousData }))
  return (
    <Panel
      title={t('coverage.cover.rows')}
      aside={<VerdictChoice chosen={verdict ?? null} onChange={(next) => onChange({ verdict: next })} />}
      flush
    >
      <QueryView query={list} rows={8}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <EmptyState
              compact
              title={t('coverage.cover.noRows')}
              advice={t('coverage.cover.noRowsAdvice')}
            />
          ) : (
            <>
              <Rows rows={rows} tree={tree} />
              <div className="coverage-foot">
                <span className="mc-quiet">
                  {t('coverage.cover.shown', {
                    shown: formatNumber(rows.length),
                    total: formatNumber(total),
                  })}
                </span>
                {total > ROWS && (
                  <Pagination
                    size="sm"
                    total={Math.ceil(total / ROWS)}
                    value={page}
                    onChange={(next) => onChange({ page: next })}
                  />
                )}
              </div>
            </>
          )
        }
      </QueryView>
    </Panel>
  )
}

function VerdictChoice({
  chosen,
  onChange,
}: {
  readonly chosen: CoverageVerdict | null
  readonly onChange: (verdict: CoverageVerdict | undefined) => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('coverage.cover.verdict')}
      value={chosen ?? 'all'}
      data={[
        { value: 'all', label: t('coverage.cover.all') },
        ...coverageVerdictSchema.options.map((value) => ({ value, label: t(`ui.verdict.${value}`) })),
      ]}
      onChange={(value) => onChange(coverageVerdictSchema.options.find((option) => option === value))}
    />
  )
}

function Rows({
  rows,
  tree,
}: {
  readonly rows: readonly EventCoverage[]
  readonly tree: UnitTree | undefined
}): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const mayReview = useMay()('recordings.view')
  const columns = useMemo(
    (): DataColumn<EventCoverage>[] => [
      {
        id: 'at',
        header: t('coverage.cover.column.at'),
        cell: ({ atMs }) => <span className="mc-nowrap">{formatDateTime(atMs)}</span>,
      },
      {
        id: 'code',
        header: t('coverage.cover.column.code'),
        cell: (event) =>
          mayReview ? (
            <Link to="/review" search={momentOf(event)} className="mc-link mc-nowrap" tabIndex={-1}>
              {event.dossierCode}
            </Link>
          ) : (
            event.dossierCode
          ),
      },
      {
        id: 'kind',
        header: t('coverage.cover.column.kind'),
        cell: ({ kind }) => <span className="mc-nowrap">{t(`coverage.cover.${kind}`)}</span>,
      },
      {
        id: 'place',
        header: t('coverage.cover.column.place'),
        cell: ({ roomId }) => placeOf(tree, roomId),
        cut: true,
      },
      {
        id: 'covered',
        header: t('coverage.cover.column.covered'),
        align: 'right',
        cell: (event) =>
          `${formatDuration(event.coveredMs)}/${formatDuration(event.windowToMs - event.windowFromMs)}`,
      },
      {
        id: 'verdict',
        header: t('coverage.cover.column.verdict'),
        cell: (event) => (
          <VerdictBadge verdict={event.verdict} dependsOnClock={event.verdictDependsOnClock} />
        ),
      },
      {
        id: 'causes',
        header: t('coverage.cover.column.causes'),
        cell: ({ missing }) =>
          [...new Set(missing.map((part) => part.cause))].map((cause) => t(`ui.footage.${cause}`)).join(', '),
        cut: true,
      },
    ],
    [mayReview, t, tree],
  )
  return (
    <DataTable
      label={t('coverage.cover.rows')}
      columns={columns}
      rows={rows}
      rowId={({ dossierId, kind, atLogMs }) => `${dossierId}-${kind}-${atLogMs}`}
      {...(mayReview
        ? { onOpen: (event: EventCoverage) => void navigate({ to: '/review', search: momentOf(event) }) }
        : {})}
    />
  )
}

const momentOf = ({ roomId, atMs, dossierId }: EventCoverage) => ({
  room: roomId,
  at: atMs,
  dossier: dossierId,
})
