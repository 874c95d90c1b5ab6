import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { formatClockOffset, formatDuration, formatNumber, formatTime, NONE } from '#renderer/ui/format.ts'
import { placeOf } from '#renderer/ui/place.ts'
import { RECORDER_TONES } from '#renderer/ui/recorder-tone.ts'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { CameraHealth } from '#shared/health/health.model.ts'
import { SECOND_MS } from '#shared/kernel/instant.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { alertTone, isPictureOld } from '../health-figures.ts'

type HealthTableProps = {
  readonly rows: readonly CameraHealth[]
  readonly cameras: readonly Camera[]
  readonly tree: UnitTree | undefined
  readonly openId: string | null
  readonly onOpen: (cameraId: string) => void
}

const BITS_PER_KILOBIT = 1000

/** One line per camera, those with an alert first. */
export function HealthTable({ rows, cameras, tree, openId, onOpen }: HealthTableProps): ReactNode {
  const { t } = useTranslation()
  const nowMs = useNow()
  const columns = useMemo(() => {
    const byId = new Map(cameras.map((camera) => [camera.id, camera]))
    const nameOf = (row: CameraHealth): string => byId.get(row.cameraId)?.name ?? NONE
    const placeName = (row: CameraHealth): string => placeOf(tree, byId.get(row.cameraId)?.roomId ?? '')
    const list: DataColumn<CameraHealth>[] = [
      {
        id: 'alerts',
        header: t('health.column.alerts'),
        widthPx: 190,
        sortBy: ({ alerts }) => alerts.length,
        cell: ({ alerts }) =>
          alerts.length === 0 ? (
            <StatusMark tone="ok">{t('health.fine')}</StatusMark>
          ) : (
            alerts.map((kind) => (
              <div key={kind}>
                <StatusMark tone={alertTone(kind, false)}>{t(`health.alert.${kind}.title`)}</StatusMark>
              </div>
            ))
          ),
      },
      {
        id: 'camera',
        header: t('health.column.camera'),
        sortBy: nameOf,
        cell: (row) => (
          <>
            <strong>{nameOf(row)}</strong>
            <div className="mc-quiet mc-nowrap">{placeName(row)}</div>
          </>
        ),
      },
      {
        id: 'recorder',
        header: t('health.column.recorder'),
        sortBy: ({ recorder }) => recorder.state,
        cell: ({ recorder }) => (
          <StatusMark tone={RECORDER_TONES[recorder.state]}>
            {t(`recorderState.${recorder.state}`)}
          </StatusMark>
        ),
      },
      {
        id: 'last',
        header: t('health.column.last'),
        align: 'right',
        sortBy: ({ recorder }) => recorder.lastGroupEndMs,
        cell: ({ recorder: { lastGroupEndMs: lastMs } }) => (
          <span data-old={isPictureOld(lastMs, nowMs) || undefined} className="health-value">
            {lastMs === null ? NONE : formatTime(lastMs)}
          </span>
        ),
      },
      {
        id: 'bits',
        header: t('health.column.bits'),
        align: 'right',
        sortBy: ({ recorder }) => recorder.bitsPerSecond,
        cell: ({ recorder: { bitsPerSecond } }) =>
          bitsPerSecond === null ? NONE : `${formatNumber(bitsPerSecond / BITS_PER_KILOBIT)} kbit/s`,
      },
      {
        id: 'keyframes',
        header: t('health.column.keyframes'),
        align: 'right',
        sortBy: ({ keyframeSpacingMs }) => keyframeSpacingMs,
        cell: ({ keyframeSpacingMs: ms }) => (ms === null ? NONE : `${formatNumber(ms / SECOND_MS, 1)} s`),
      },
      {
        id: 'clock',
        header: t('health.column.clock'),
        align: 'right',
        sortBy: ({ clockOffset }) => (clockOffset === null ? null : Math.abs(clockOffset.offsetMs)),
        cell: ({ clockOffset }) => (
          <span className="mc-nowrap">{clockOffset === null ? NONE : formatClockOffset(clockOffset)}</span>
        ),
      },
      {
        id: 'gaps',
        header: t('health.column.gaps'),
        align: 'right',
        sortBy: ({ today }) => today.missingMs,
        cell: ({ today: { gaps, missingMs, scheduledMs } }) =>
          scheduledMs === 0 ? NONE : t('health.gaps', { gaps, missing: formatDuration(missingMs) }),
      },
    ]
    return list
  }, [t, cameras, tree, nowMs])

  return (
    <DataTable
      label={t('health.title')}
      columns={columns}
      rows={rows}
      rowId={({ cameraId }) => cameraId}
      selectedId={openId}
      onOpen={({ cameraId }) => onOpen(cameraId)}
      initialSort={{ id: 'alerts', desc: true }}
    />
  )
}
