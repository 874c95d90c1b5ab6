import { Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatShortTime } from '#renderer/ui/format.ts'
import { RECORDER_TONES } from '#renderer/ui/recorder-tone.ts'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { RecorderStatus } from '#shared/recordings/recordings.model.ts'

type RecorderStateProps = { readonly camera: Camera; readonly recorder: RecorderStatus | undefined }

/** What the camera's recorder does now, since when, and why it is not recording. */
export function RecorderState({ camera, recorder }: RecorderStateProps): ReactNode {
  const { t } = useTranslation()
  if (camera.state === 'removed') return <StatusMark tone="neutral">{t('cameras.removed')}</StatusMark>
  if (recorder === undefined) return <StatusMark tone="neutral">…</StatusMark>
  const { state, sinceMs, reason } = recorder
  const fault = state === 'retrying' || state === 'disk-full'
  const cause = t([`recorder.${reason ?? 'unknown'}`, 'recorder.unknown'])
  return (
    <Tooltip label={cause} disabled={!fault}>
      <div>
        <StatusMark tone={RECORDER_TONES[state]}>{t(`recorderState.${state}`)}</StatusMark>
        {state !== 'recording' && (
          <div className="mc-quiet mc-nowrap">{t('cameras.since', { time: formatShortTime(sinceMs) })}</div>
        )}
      </div>
    </Tooltip>
  )
}
