import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '#renderer/api/session.ts'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { formatClockOffset, formatNumber, formatTime, NONE } from '#renderer/ui/format.ts'
import { placeOf } from '#renderer/ui/place.ts'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { SECOND_MS } from '#shared/kernel/instant.ts'
import type { RecorderStatus } from '#shared/recordings/recordings.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { CameraMenu } from './camera-menu.tsx'
import { RecorderState } from './recorder-state.tsx'

type CameraTableProps = {
  readonly cameras: readonly Camera[]
  /** Undefined until the station has answered. */
  readonly recorders: readonly RecorderStatus[] | undefined
  readonly tree: UnitTree | undefined
}

const CODEC_NAMES = { h264: 'H.264', h265: 'H.265' } as const

export function CameraTable({ cameras, recorders, tree }: CameraTableProps): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const manages = may('cameras.manage')
  const columns = useMemo(() => {
    const byCamera = new Map(recorders?.map((recorder) => [recorder.cameraId, recorder]))
    const list: DataColumn<Camera>[] = [
      {
        id: 'state',
        header: t('cameras.column.state'),
        cell: (camera) => <RecorderState camera={camera} recorder={byCamera.get(camera.id)} />,
        sortBy: ({ id }) => byCamera.get(id)?.state ?? null,
        widthPx: 210,
      },
      {
        id: 'name',
        header: t('cameras.column.name'),
        cell: ({ name, device }) => (
          <>
            <strong>{name}</strong>
            {device !== null && (
              <div className="mc-quiet mc-nowrap">
                {device.manufacturer} {device.model}
              </div>
            )}
          </>
        ),
        sortBy: ({ name }) => name,
      },
      {
        id: 'place',
        header: t('cameras.column.place'),
        cell: ({ roomId, counterIds }) => (
          <>
            {placeOf(tree, roomId)}
            {counterIds.length > 0 && <div className="mc-quiet">{counterNames(tree, counterIds)}</div>}
          </>
        ),
        sortBy: ({ roomId }) => placeOf(tree, roomId),
      },
      {
        id: 'picture',
        header: t('cameras.column.picture'),
        cell: ({ codec, widthPx, heightPx }) => (
          <span className="mc-nowrap">
            {codec === 'other' ? t('cameras.otherCodec') : CODEC_NAMES[codec]} · {widthPx}×{heightPx}
          </span>
        ),
        sortBy: ({ widthPx, heightPx }) => widthPx * heightPx,
      },
      {
        id: 'keyframes',
        header: t('cameras.column.keyframes'),
        align: 'right',
        cell: ({ keyframeSpacingMs: ms }) => (
          <span className="mc-nowrap">{ms === null ? NONE : `${formatNumber(ms / SECOND_MS, 1)} s`}</span>
        ),
        sortBy: ({ keyframeSpacingMs }) => keyframeSpacingMs,
      },
      {
        id: 'clock',
        header: t('cameras.column.clock'),
        align: 'right',
        cell: ({ clockOffset }) => (
          <span className="mc-nowrap">{clockOffset === null ? NONE : formatClockOffset(clockOffset)}</span>
        ),
        sortBy: ({ clockOffset }) => clockOffset?.offsetMs ?? null,
      },
      {
        id: 'last',
        header: t('cameras.column.lastGroup'),
        align: 'right',
        cell: ({ id }) => {
          const endMs = byCamera.get(id)?.lastGroupEndMs ?? null
          return endMs === null ? NONE : formatTime(endMs)
        },
        sortBy: ({ id }) => byCamera.get(id)?.lastGroupEndMs ?? null,
      },
    ]
    if (manages) {
      list.push({
        id: 'actions',
        header: '',
        align: 'right',
        widthPx: 48,
        cell: (camera) => <CameraMenu camera={camera} />,
      })
    }
    return list
  }, [t, tree, recorders, manages])

  return (
    <DataTable
      label={t('cameras.title')}
      columns={columns}
      rows={cameras}
      rowId={({ id }) => id}
      initialSort={{ id: 'place', desc: false }}
    />
  )
}

function counterNames(tree: UnitTree | undefined, counterIds: readonly string[]): string {
  const counters = tree?.rooms.flatMap((room) => room.counters) ?? []
  return counters
    .filter(({ id }) => counterIds.includes(id))
    .map(({ name }) => name)
    .join(', ')
}
