import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatDateTime, formatDuration, NONE } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import type { CameraGaps } from '#shared/backfill/backfill.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, MINUTE_MS } from '#shared/kernel/instant.ts'
import { useCameraNames } from '../use-camera-names.ts'
import { PlanPanel } from './plan-panel.tsx'

const DAYS = ['1', '7', '30'] as const

/** Up to the minute, so that the same question is asked only once while one looks. */
const rangeOf = (days: number) => {
  const toMs = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS
  return { fromMs: toMs - days * DAY_MS, toMs }
}

/** Cameras and what they lack at the left; what could be done for the chosen one at the right. */
export function CardTab(): ReactNode {
  const { t } = useTranslation()
  const nameOf = useCameraNames()
  const [days, setDays] = useState('7')
  const [cameraId, setCameraId] = useState<Id | null>(null)
  const range = useMemo(() => rangeOf(Number(days)), [days])
  const overview = useQuery(orpc.backfill.overview.queryOptions({ input: range }))

  const columns = useMemo((): DataColumn<CameraGaps>[] => {
    const spoken = (gaps: CameraGaps): string => {
      const { card, hasCard } = gaps
      if (!hasCard) return t('backfill.card.none')
      if (card === null) return t('backfill.card.never')
      const [first, last] = [card.ranges[0], card.ranges.at(-1)]
      if (!first || !last) return t('backfill.card.empty')
      return t('backfill.card.holds', {
        from: formatDateTime(first.fromMs),
        to: formatDateTime(last.toMs),
      })
    }
    return [
      {
        id: 'camera',
        header: t('backfill.column.camera'),
        cell: (gaps) => nameOf(gaps.cameraId),
        sortBy: (gaps) => nameOf(gaps.cameraId),
        cut: true,
      },
      {
        id: 'missing',
        header: t('backfill.column.missing'),
        align: 'right',
        cell: ({ missingMs }) => (missingMs === 0 ? NONE : formatDuration(missingMs)),
        sortBy: ({ missingMs }) => missingMs,
      },
      {
        id: 'onCard',
        header: t('backfill.column.onCard'),
        align: 'right',
        cell: ({ onCardMs }) => (onCardMs === 0 ? NONE : formatDuration(onCardMs)),
        sortBy: ({ onCardMs }) => onCardMs,
      },
      { id: 'card', header: t('backfill.column.card'), cell: spoken, cut: true },
    ]
  }, [t, nameOf])

  return (
    <div className="mc-backfill">
      <Panel
        flush
        title={t('backfill.gaps')}
        aside={
          <SegmentedControl
            size="xs"
            aria-label={t('backfill.range.label')}
            value={days}
            onChange={setDays}
            data={DAYS.map((value) => ({ value, label: t(`backfill.range.${value}`) }))}
          />
        }
      >
        <QueryView query={overview} rows={8}>
          {(rows) =>
            rows.length === 0 ? (
              <EmptyState title={t('backfill.noCameras')} advice={t('backfill.noCamerasAdvice')} />
            ) : (
              <DataTable
                label={t('backfill.gaps')}
                columns={columns}
                rows={rows}
                rowId={(row) => row.cameraId}
                selectedId={cameraId}
                onOpen={(row) => setCameraId(row.cameraId)}
                initialSort={{ id: 'missing', desc: true }}
              />
            )
          }
        </QueryView>
      </Panel>
      <PlanPanel key={`${cameraId ?? ''}-${days}`} cameraId={cameraId} range={range} />
    </div>
  )
}
