import { Button, Loader } from '@mantine/core'
import { IconArrowsMaximize, IconArrowsMinimize, IconHistory } from '@tabler/icons-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { RecorderStatus } from '#shared/recordings/recordings.model.ts'
import { formatShortTime } from '#renderer/ui/format.ts'
import { RECORDER_TONES } from '#renderer/ui/recorder-tone.ts'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import { tileBadge } from '../live-wall.rules.ts'
import type { ChannelView } from '../use-live-channels.ts'

export type LiveTileProps = {
  readonly camera: Camera
  readonly place: string
  readonly view: ChannelView | undefined
  readonly recorder: RecorderStatus | undefined
  readonly isTranscoded: boolean
  readonly isLarge: boolean
  readonly videoRef: (video: HTMLVideoElement | null) => void
  readonly onToggleLarge: () => void
  readonly onGoBack: () => void
  readonly onKey: (event: KeyboardEvent<HTMLElement>) => void
}

/** One camera as it is now: its name and place, whether it is recorded, and why there is no picture when there is none. */
export function LiveTile(props: LiveTileProps): ReactNode {
  const { camera, place, recorder, isTranscoded, isLarge, videoRef, onToggleLarge, onGoBack, onKey } = props
  const { t } = useTranslation()
  const view = props.view ?? { link: 'connecting', state: null }
  const badge = tileBadge(view.link, view.state)
  return (
    // The tile is the button: a double click enlarges it, Enter does the same, the arrows go to its neighbours.
    <section
      className="live-tile"
      data-testid="live-tile"
      data-badge={badge}
      tabIndex={0}
      aria-label={`${camera.name}, ${place}: ${t(`live.badge.${badge}`)}`}
      onDoubleClick={onToggleLarge}
      onKeyDown={onKey}
    >
      <div className="live-head">
        <span className="live-badge" data-badge={badge}>
          {t(`live.badge.${badge}`)}
        </span>
        <span className="live-name">
          {camera.name}
          <small className="live-place"> {place}</small>
        </span>
        {isTranscoded && (
          <span className="player-badge" data-source="proxy">
            {t('live.transcoded')}
          </span>
        )}
        {recorder && (
          <StatusMark tone={RECORDER_TONES[recorder.state]}>
            {t(`recorderState.${recorder.state}`)}
          </StatusMark>
        )}
      </div>
      <div className="live-stage">
        <video
          ref={videoRef}
          className="player-video"
          data-testid="live-video"
          muted
          playsInline
          aria-hidden
        />
        {badge !== 'live' && <NoPicture badge={badge} view={view} />}
        <span className="live-actions">
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconHistory size={13} aria-hidden />}
            onClick={onGoBack}
            data-testid="live-back"
          >
            {t('live.back')}
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t(isLarge ? 'live.smaller' : 'live.larger', { name: camera.name })}
            onClick={onToggleLarge}
            data-testid="live-enlarge"
          >
            {isLarge ? (
              <IconArrowsMinimize size={14} aria-hidden />
            ) : (
              <IconArrowsMaximize size={14} aria-hidden />
            )}
          </Button>
        </span>
      </div>
    </section>
  )
}

type NoPictureProps = { readonly badge: ReturnType<typeof tileBadge>; readonly view: ChannelView }

function NoPicture({ badge, view }: NoPictureProps): ReactNode {
  const { t } = useTranslation()
  if (badge === 'connecting') return <Loader className="player-loading" color="white" size={24} />
  const { state } = view
  return (
    <div className="player-card" role="alert">
      <strong>{t(`live.badge.${badge}`)}</strong>
      {badge === 'lost' && state ? (
        <>
          <span>{t([`recorder.${state.reason ?? 'unknown'}`, 'recorder.unknown'])}</span>
          <span>{t('live.since', { time: formatShortTime(state.sinceMs) })}</span>
        </>
      ) : (
        <span>{t(`live.advice.${badge}`)}</span>
      )}
    </div>
  )
}
