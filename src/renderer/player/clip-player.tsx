import { SegmentedControl } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatVietnamTime, type InstantMs } from '#shared/kernel/instant.ts'
import { evidenceVideoUrl } from './media-urls.ts'
import './player.css'

type ClipPlayerProps = {
  readonly clipId: string
  readonly cameras: readonly { readonly id: string; readonly name: string }[]
  /** Station time of the clip's first frame. */
  readonly startedAtMs: InstantMs
}

/** A sealed clip, one camera at a time, with the station time of the picture. */
export function ClipPlayer({ clipId, cameras, startedAtMs }: ClipPlayerProps): ReactNode {
  const { t } = useTranslation()
  const [cameraId, setCameraId] = useState(cameras[0]?.id ?? null)
  const [positionS, setPositionS] = useState(0)
  const [hasFailed, setHasFailed] = useState(false)
  const camera = cameras.find(({ id }) => id === cameraId)
  if (!camera) return null
  return (
    <div className="clip-player">
      {cameras.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label={t('player.clipCamera')}
          value={camera.id}
          data={cameras.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => {
            setCameraId(id)
            setHasFailed(false)
          }}
        />
      )}
      <div className="player-tile">
        <div className="player-stage">
          <video
            key={camera.id}
            className="player-video"
            data-testid="clip-video"
            src={evidenceVideoUrl(clipId, camera.id)}
            aria-label={camera.name}
            controls
            muted
            playsInline
            preload="metadata"
            onTimeUpdate={(event) => setPositionS(event.currentTarget.currentTime)}
            onError={() => setHasFailed(true)}
          />
        </div>
        {hasFailed && (
          <div className="player-card" role="alert">
            {t('player.clipFailed')}
          </div>
        )}
        <div className="player-head">
          <span className="player-name">{camera.name}</span>
          <span className="player-badge">
            {formatVietnamTime(startedAtMs + Math.round(positionS * 1000))}
          </span>
        </div>
      </div>
    </div>
  )
}
