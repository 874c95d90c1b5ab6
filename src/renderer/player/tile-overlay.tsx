import { ActionIcon, Button, Group, Loader, Tooltip } from '@mantine/core'
import {
  IconAlertTriangle,
  IconVideoOff,
  IconVolume,
  IconVolumeOff,
  IconZoomReset,
} from '@tabler/icons-react'
import { type ReactNode, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { formatVietnamTime } from '#shared/kernel/instant.ts'
import { footageWord } from '#renderer/ui/footage-word.ts'
import { formatDuration, formatNumber } from '#renderer/ui/format.ts'
import type { Player } from './player.ts'
import type { FootageGap, PlayerSnapshot, PlayerState } from './player.model.ts'
import type { PlayerTileProps } from './player-tile.props.ts'
import type { TileZoom } from './tile-zoom.ts'

function usePlayerSnapshot(player: Player): PlayerSnapshot {
  return useSyncExternalStore(
    (listener) => player.subscribe(listener),
    () => player.snapshot(),
  )
}

type OverlayProps = Omit<PlayerTileProps, 'footage' | 'codec' | 'playlistUrlFor' | 'onPlayer'> & {
  readonly player: Player
  readonly zoom: TileZoom
  readonly scale: number
}

/** What a tile says about its picture. */
export function TileOverlay(props: OverlayProps): ReactNode {
  const { player, isMain, name, scale, zoom, onLeaveGap } = props
  const { t } = useTranslation()
  const snapshot = usePlayerSnapshot(player)
  const { state, skipped, pictureMs } = snapshot
  return (
    <>
      <div className="player-head">
        <span className="player-name">{name}</span>
        <span className="player-clock" data-testid="player-clock" data-at-ms={pictureMs}>
          {formatVietnamTime(pictureMs)}
        </span>
        <Badges {...props} snapshot={snapshot} />
      </div>
      <TileState state={state} isMain={isMain} onRetry={() => player.retry()} onLeaveGap={onLeaveGap} />
      {skipped && <SkipNotice gap={skipped} />}
      {scale > 1 && (
        <Tooltip label={`${t('player.zoomReset')} (0)`}>
          <Button
            className="player-zoom"
            size="compact-xs"
            variant="default"
            leftSection={<IconZoomReset size={13} aria-hidden />}
            aria-label={t('player.zoomReset')}
            data-testid="player-zoom"
            onClick={() => zoom.reset()}
          >
            {formatNumber(scale, 1)}×
          </Button>
        </Tooltip>
      )}
    </>
  )
}

type BadgesProps = OverlayProps & { readonly snapshot: PlayerSnapshot }

function Badges(props: BadgesProps): ReactNode {
  const { isMain, isIndependent = false, snapshot } = props
  const { t } = useTranslation()
  const { state, source, pictures } = snapshot
  if (state.name === 'failed') return null
  return (
    <span className="player-badges">
      {isIndependent && (
        <Tooltip label={t('player.independentWhy')}>
          <span className="player-badge" data-testid="player-independent">
            {t('player.independent')}
          </span>
        </Tooltip>
      )}
      {pictures === 'keyframes' && (
        <Tooltip label={t('player.keyframesWhy')}>
          <span className="player-badge" data-testid="player-keyframes">
            {t('player.keyframes')}
          </span>
        </Tooltip>
      )}
      {state.name !== 'in-gap' && (isMain || source.kind === 'proxy') && (
        <Tooltip label={t(`player.sourceReason.${source.reason}`)}>
          <span className="player-badge" data-source={source.kind} data-testid="player-source">
            {t(isMain ? `player.source.${source.kind}` : 'player.sourceShort')}
          </span>
        </Tooltip>
      )}
      <Sound {...props} />
    </span>
  )
}

/** Only where sound is recorded. A converted copy and keyframes alone carry none. */
function Sound({ hasSound = false, isMuted = true, onMute, isMain, snapshot }: BadgesProps): ReactNode {
  const { t } = useTranslation()
  if (!hasSound) return null
  const isSilent = snapshot.source.kind === 'proxy' || snapshot.pictures === 'keyframes'
  const label = t(isSilent ? 'player.soundNone' : isMuted ? 'player.soundOff' : 'player.soundOn')
  const icon =
    isMuted || isSilent ? <IconVolumeOff size={14} aria-hidden /> : <IconVolume size={14} aria-hidden />
  return (
    <Tooltip label={isMain ? `${label} (M)` : label}>
      <ActionIcon
        className="player-sound"
        size={20}
        variant="default"
        aria-label={label}
        aria-pressed={!isMuted}
        disabled={isSilent}
        data-testid="player-sound"
        onClick={() => onMute?.(!isMuted)}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  )
}

function SkipNotice({ gap }: { readonly gap: FootageGap }): ReactNode {
  const { t } = useTranslation()
  const cause = footageWord(t, gap.cause, gap.reason)
  return (
    <output className="player-skip" data-testid="player-skipped">
      {t('player.skipped', { duration: formatDuration(gap.toMs - gap.fromMs), cause })}
    </output>
  )
}

type LeaveGap = PlayerTileProps['onLeaveGap']

type StateProps = {
  readonly state: PlayerState
  readonly isMain: boolean
  readonly onRetry: () => void
  readonly onLeaveGap: LeaveGap
}

function TileState({ state, isMain, onRetry, onLeaveGap }: StateProps): ReactNode {
  const { t } = useTranslation()
  switch (state.name) {
    case 'empty':
    case 'playing':
    case 'paused':
      return null
    case 'loading':
      return (
        <Loader
          className="player-loading"
          color="white"
          size={isMain ? 34 : 20}
          role="status"
          aria-label={t('player.loading')}
        />
      )
    case 'ended':
      return isMain ? <output className="player-skip">{t('player.ended')}</output> : null
    case 'in-gap':
      return <GapCard gap={state.gap} onLeaveGap={isMain ? onLeaveGap : undefined} />
    case 'failed':
      return (
        <div className="player-card" role="alert" data-testid="player-failed">
          <IconAlertTriangle size={isMain ? 26 : 18} aria-hidden />
          <span>{t(`player.failed.${state.reason}`)}</span>
          {isMain && state.reason !== 'forbidden' && (
            <Button size="compact-xs" variant="default" onClick={onRetry}>
              {t('ui.retry')}
            </Button>
          )}
        </div>
      )
  }
}

function GapCard({
  gap,
  onLeaveGap,
}: {
  readonly gap: FootageGap
  readonly onLeaveGap: LeaveGap
}): ReactNode {
  const { t } = useTranslation()
  const range = { from: formatVietnamTime(gap.fromMs), to: formatVietnamTime(gap.toMs) }
  return (
    <div className="player-card" data-gap={gap.cause} data-testid="player-gap">
      <IconVideoOff size={24} aria-hidden />
      <strong>{t('player.noPicture', range)}</strong>
      <span>{footageWord(t, gap.cause, gap.reason)}</span>
      {onLeaveGap && (
        <Group gap={6} mt={4}>
          <Button
            size="compact-xs"
            variant="default"
            data-testid="gap-previous"
            onClick={() => onLeaveGap('previous')}
          >
            {t('player.previousFootage')} ([)
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            data-testid="gap-next"
            onClick={() => onLeaveGap('next')}
          >
            {t('player.nextFootage')} (])
          </Button>
        </Group>
      )}
    </div>
  )
}
