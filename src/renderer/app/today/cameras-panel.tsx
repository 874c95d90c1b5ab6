import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '#renderer/api/session.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatRatio, formatShortTime } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { RECORDER_TONES } from '#renderer/ui/recorder-tone.ts'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { RecorderStatus, StationStatus } from '#shared/recordings/recordings.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { Figure } from '#renderer/ui/figure.tsx'
import { placeOf } from '#renderer/ui/place.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'

type CamerasPanelProps = {
  readonly status: UseQueryResult<StationStatus, Error>
  readonly cameras: UseQueryResult<Camera[], Error>
  readonly tree: UnitTree | undefined
}

export function CamerasPanel({ status, cameras, tree }: CamerasPanelProps): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <Panel
      title={t('today.cameras')}
      aside={
        <Link to="/cameras" className="mc-link">
          {t('today.openCameras')}
        </Link>
      }
    >
      <QueryView query={status} rows={4}>
        {({ recorders }) =>
          recorders.length === 0 ? (
            <EmptyState
              compact
              title={t('today.camerasNone')}
              advice={
                may('cameras.manage') ? t('today.camerasNoneAdvice') : t('today.camerasNoneAdviceOther')
              }
            />
          ) : (
            <>
              <Recording recorders={recorders} />
              <Faults recorders={recorders} cameras={cameras.data ?? []} tree={tree} />
            </>
          )
        }
      </QueryView>
    </Panel>
  )
}

function Recording({ recorders }: { readonly recorders: readonly RecorderStatus[] }): ReactNode {
  const { t } = useTranslation()
  const recording = recorders.filter(({ state }) => state === 'recording').length
  // A camera that does not have to record now is no fault and counts on neither side.
  const due = recorders.filter(({ state }) => state !== 'off-schedule').length
  const offSchedule = recorders.length - due
  return (
    <Figure
      label={t('today.camerasRecording')}
      value={formatRatio(recording, due)}
      tone={recording === due ? 'ok' : 'warning'}
      {...(offSchedule > 0 ? { note: t('today.camerasOffSchedule', { count: offSchedule }) } : {})}
    />
  )
}

type FaultsProps = {
  readonly recorders: readonly RecorderStatus[]
  readonly cameras: readonly Camera[]
  readonly tree: UnitTree | undefined
}

function Faults({ recorders, cameras, tree }: FaultsProps): ReactNode {
  const { t } = useTranslation()
  const faulty = recorders.filter(({ state }) => state !== 'recording' && state !== 'off-schedule')
  if (faulty.length === 0 && recorders.every(({ state }) => state === 'off-schedule')) return null
  if (faulty.length === 0) return <p className="mc-quiet">{t('today.camerasAllFine')}</p>
  return (
    <ul className="mc-list">
      {faulty.map(({ cameraId, state, sinceMs, reason }) => {
        const camera = cameras.find(({ id }) => id === cameraId)
        return (
          <li key={cameraId}>
            <strong>{camera?.name ?? '…'}</strong>
            <span className="mc-quiet">
              {camera === undefined ? '' : ` · ${placeOf(tree, camera.roomId)}`}
            </span>
            <div>
              <StatusMark tone={RECORDER_TONES[state]}>
                {t(`recorderState.${state}`)} {t('today.since', { time: formatShortTime(sinceMs) })}
              </StatusMark>
            </div>
            {state !== 'stopped' && state !== 'connecting' && (
              <div className="mc-quiet">{t([`recorder.${reason ?? 'unknown'}`, 'recorder.unknown'])}</div>
            )}
          </li>
        )
      })}
    </ul>
  )
}
