import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CameraUsage } from '#shared/retention/retention.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatBytes, formatDate, NONE } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { cameraBytes } from '../storage-parts.ts'
import { policyDays } from '../storage-words.ts'
import { useCameraNames } from '../use-camera-names.ts'

const PARTS = [
  { part: 'locked', of: (camera: CameraUsage) => camera.lockedBytes },
  { part: 'kept', of: (camera: CameraUsage) => camera.keptBytes },
  { part: 'deletable', of: (camera: CameraUsage) => camera.deletableBytes },
] as const

/** What every camera takes and adds, and for how long its footage stays. */
export function CamerasTab(): ReactNode {
  const { t } = useTranslation()
  const usage = useQuery(orpc.retention.usage.queryOptions())
  const columns = useColumns()
  return (
    <Panel flush>
      <QueryView query={usage} rows={6}>
        {({ cameras }) =>
          cameras.length === 0 ? (
            <EmptyState title={t('retention.noFootage')} advice={t('retention.noFootageAdvice')} />
          ) : (
            <DataTable
              label={t('retention.tab.cameras')}
              columns={columns}
              rows={cameras}
              rowId={({ cameraId }) => cameraId ?? 'others'}
              initialSort={{ id: 'total', desc: true }}
            />
          )
        }
      </QueryView>
    </Panel>
  )
}

function useColumns(): readonly DataColumn<CameraUsage>[] {
  const { t } = useTranslation()
  const { nameOf, roomOf } = useCameraNames()
  return useMemo(
    (): DataColumn<CameraUsage>[] => [
      {
        id: 'room',
        header: t('retention.room'),
        cell: ({ cameraId }) => roomOf(cameraId),
        sortBy: ({ cameraId }) => roomOf(cameraId),
        cut: true,
      },
      {
        id: 'camera',
        header: t('retention.camera'),
        cell: ({ cameraId }) => nameOf(cameraId),
        sortBy: ({ cameraId }) => nameOf(cameraId),
        cut: true,
      },
      {
        id: 'perDay',
        header: t('retention.perDay'),
        align: 'right',
        cell: ({ bytesPerDay }) => (bytesPerDay === null ? NONE : formatBytes(bytesPerDay)),
        sortBy: ({ bytesPerDay }) => bytesPerDay,
      },
      {
        id: 'oldest',
        header: t('retention.oldest'),
        align: 'right',
        cell: ({ oldestMs }) => (oldestMs === null ? NONE : formatDate(oldestMs)),
        sortBy: ({ oldestMs }) => oldestMs,
      },
      ...PARTS.map(
        ({ part, of }): DataColumn<CameraUsage> => ({
          id: part,
          header: t(`retention.column.${part}`),
          align: 'right',
          cell: (camera) => (of(camera) === 0 ? NONE : formatBytes(of(camera))),
          sortBy: of,
        }),
      ),
      {
        id: 'total',
        header: t('retention.total'),
        align: 'right',
        cell: (camera) => <strong className="mc-nowrap">{formatBytes(cameraBytes(camera))}</strong>,
        sortBy: cameraBytes,
      },
      {
        id: 'policy',
        header: t('retention.policy'),
        cell: ({ days }) => <span className="mc-nowrap">{policyDays(t, days)}</span>,
      },
    ],
    [t, nameOf, roomOf],
  )
}
