import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createPlayer } from './create-player.ts'
import type { Player } from './player.ts'
import type { PlayerTileProps } from './player-tile.props.ts'
import { TileOverlay } from './tile-overlay.tsx'
import { type TileZoom, transformOf } from './tile-zoom.ts'
import { useTileDrag, useTileZoom } from './use-tile-zoom.ts'
import './player.css'

/** One camera's picture with its name, its time, what is shown of it, and why there is no picture when there is none. */
export function PlayerTile(props: PlayerTileProps): ReactNode {
  const { name, footage, isMain, isMuted = true, onChoose } = props
  const { t } = useTranslation()
  const tile = useRef<HTMLDivElement>(null)
  const video = useRef<HTMLVideoElement>(null)
  const stage = useRef<HTMLDivElement>(null)
  const { zoom, view } = useTileZoom(tile, stage)
  const { handlers, wasDragged } = useTileDrag(zoom, stage)
  const player = useLivingPlayer(video, zoom, props)
  useEffect(() => player?.setFootage(footage), [player, footage])
  useEffect(() => player?.setMuted(isMuted), [player, isMuted])

  return (
    <div
      ref={tile}
      className="player-tile"
      data-main={isMain || undefined}
      data-zoomed={view.scale > 1 || undefined}
      data-testid="player-tile"
      {...handlers}
      onDoubleClick={() => zoom.reset()}
    >
      <div ref={stage} className="player-stage">
        <video
          ref={video}
          className="player-video"
          data-testid="player-video"
          style={{ transform: transformOf(view) }}
          muted
          playsInline
          aria-label={name}
        />
      </div>
      {player && <TileOverlay {...props} player={player} zoom={zoom} scale={view.scale} />}
      {!isMain && onChoose && (
        <button
          type="button"
          className="player-choose"
          aria-label={t('player.makeMain', { name })}
          onClick={() => {
            if (!wasDragged()) onChoose()
          }}
        />
      )}
    </div>
  )
}

function useLivingPlayer(
  video: RefObject<HTMLVideoElement | null>,
  zoom: TileZoom,
  props: PlayerTileProps,
): Player | null {
  const { codec, playlistUrlFor, onPlayer, footage } = props
  const firstFootage = useRef(footage)
  const [player, setPlayer] = useState<Player | null>(null)
  useEffect(() => {
    if (!video.current) return
    const made = createPlayer({ video: video.current, codec, footage: firstFootage.current, playlistUrlFor })
    const leave = onPlayer({ player: made, video: video.current, zoom })
    setPlayer(made)
    return () => {
      leave()
      made.destroy()
      setPlayer(null)
    }
  }, [video, zoom, codec, playlistUrlFor, onPlayer])
  return player
}
