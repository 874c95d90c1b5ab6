import { Button, Loader, Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconVideoOff } from '@tabler/icons-react'
import { type ReactNode, type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { formatVietnamTime, type InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { footageWord } from '#renderer/ui/footage-word.ts'
import { formatDuration } from '#renderer/ui/format.ts'
import { createPlayer } from './create-player.ts'
import type { Player } from './player.ts'
import type {
  FootageGap,
  PlayerCodec,
  PlayerFootage,
  PlayerSnapshot,
  PlayerState,
  SourceKind,
} from './player.model.ts'
import './player.css'

export type PlayerTileProps = {
  readonly name: string
  readonly codec: PlayerCodec
  readonly footage: PlayerFootage
  /** Has to stay the same function while the camera is the same. */
  readonly playlistUrlFor: (range: TimeRange, source: SourceKind) => string
  /** Called once the player lives; what it returns is called before the player ends. */
  readonly onPlayer: (player: Player, video: HTMLVideoElement) => () => void
  readonly isMain: boolean
  /** Makes the tile the main one. */
  readonly onChoose?: () => void
}

/** One camera's picture with its name, its time, what is shown of it, and why there is no picture when there is none. */
export function PlayerTile(props: PlayerTileProps): ReactNode {
  const { name, footage, isMain, onChoose } = props
  const { t } = useTranslation()
  const video = useRef<HTMLVideoElement>(null)
  const player = useLivingPlayer(video, props)
  useEffect(() => player?.setFootage(footage), [player, footage])

  return (
    <div className="player-tile" data-main={isMain || undefined} data-testid="player-tile">
      <video
        ref={video}
        className="player-video"
        data-testid="player-video"
        muted
        playsInline
        aria-label={name}
      />
      {player && <TileOverlay player={player} isMain={isMain} name={name} />}
      {!isMain && onChoose && (
        <button
          type="button"
          className="player-choose"
          aria-label={t('player.makeMain', { name })}
          onClick={onChoose}
        />
      )}
    </div>
  )
}

function useLivingPlayer(video: RefObject<HTMLVideoElement | null>, props: PlayerTileProps): Player | null {
  const { codec, playlistUrlFor, onPlayer, footage } = props
  const firstFootage = useRef(footage)
  const [player, setPlayer] = useState<Player | null>(null)
  useEffect(() => {
    if (!video.current) return
    const made = createPlayer({ video: video.current, codec, footage: firstFootage.current, playlistUrlFor })
    const leave = onPlayer(made, video.current)
    setPlayer(made)
    return () => {
      leave()
      made.destroy()
      setPlayer(null)
    }
  }, [video, codec, playlistUrlFor, onPlayer])
  return player
}

function usePlayerSnapshot(player: Player): PlayerSnapshot {
  return useSyncExternalStore(
    (listener) => player.subscribe(listener),
    () => player.snapshot(),
  )
}

type OverlayProps = { readonly player: Player; readonly isMain: boolean; readonly name: string }

function TileOverlay({ player, isMain, name }: OverlayProps): ReactNode {
  const { t } = useTranslation()
  const { state, atMs, source, skipped } = usePlayerSnapshot(player)
  return (
    <>
      <div className="player-head">
        <span className="player-name">{name}</span>
        {state.name !== 'failed' && state.name !== 'in-gap' && (isMain || source.kind === 'proxy') && (
          <Tooltip label={t(`player.sourceReason.${source.reason}`)}>
            <span className="player-badge" data-source={source.kind} data-testid="player-source">
              {t(`player.source.${source.kind}`)}
            </span>
          </Tooltip>
        )}
      </div>
      <TileState state={state} isMain={isMain} onRetry={() => player.retry()} />
      {skipped && <SkipNotice gap={skipped} />}
      <TileClock atMs={atMs} />
    </>
  )
}

function TileClock({ atMs }: { readonly atMs: InstantMs }): ReactNode {
  return (
    <span className="player-clock" data-testid="player-clock" data-at-ms={atMs}>
      {formatVietnamTime(atMs)}
    </span>
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

type StateProps = { readonly state: PlayerState; readonly isMain: boolean; readonly onRetry: () => void }

function TileState({ state, isMain, onRetry }: StateProps): ReactNode {
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
      return <GapCard gap={state.gap} />
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

function GapCard({ gap }: { readonly gap: FootageGap }): ReactNode {
  const { t } = useTranslation()
  const range = { from: formatVietnamTime(gap.fromMs), to: formatVietnamTime(gap.toMs) }
  return (
    <div className="player-card" data-gap={gap.cause} data-testid="player-gap">
      <IconVideoOff size={24} aria-hidden />
      <strong>{t('player.noPicture', range)}</strong>
      <span>{footageWord(t, gap.cause, gap.reason)}</span>
    </div>
  )
}
