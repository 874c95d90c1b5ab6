import { type ReactNode, useCallback, useMemo } from 'react'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { cameraPlaylistUrl } from '#renderer/player/media-urls.ts'
import type { PlaylistUrlFor } from '#renderer/player/player.model.ts'
import type { TileParts } from '#renderer/player/player-tile.props.ts'
import { PlayerTile } from '#renderer/player/player-tile.tsx'
import { useReview, useReviewState } from '../review-context.ts'

/** The main camera large, the room's others beside it; all on one clock. */
export function ReviewTiles(): ReactNode {
  const { session, commands } = useReview()
  const mainCameraId = useReviewState((state) => state.mainCameraId)
  const others = session.cameras.length - 1
  return (
    <div className="review-tiles-space">
      <div className="review-tiles" data-others={others > 3 ? 'many' : others}>
        {session.cameras.map((camera) => (
          <CameraTile
            key={camera.id}
            camera={camera}
            isMain={camera.id === mainCameraId}
            onChoose={() => commands.setMain(camera.id)}
          />
        ))}
      </div>
    </div>
  )
}

type CameraTileProps = { readonly camera: Camera; readonly isMain: boolean; readonly onChoose: () => void }

function CameraTile({ camera, isMain, onChoose }: CameraTileProps): ReactNode {
  const { session, deck, commands, videos, zooms } = useReview()
  const isIndependent = useReviewState((state) => state.isIndependent)
  const isHeard = useReviewState((state) => state.heardCameraId === camera.id)
  const { id } = camera
  const spans = session.lanes.find((lane) => lane.cameraId === id)?.spans
  const footage = useMemo(() => ({ spans: spans ?? [], bounds: session.bounds }), [spans, session.bounds])
  const playlistUrlFor: PlaylistUrlFor = useCallback(
    (range, source, pictures) => cameraPlaylistUrl(id, range, source, pictures),
    [id],
  )
  const onPlayer = useCallback(
    ({ player, video, zoom }: TileParts) => {
      videos.set(id, video)
      zooms.set(id, zoom)
      const leave = deck.seat(id, player)
      return () => {
        videos.delete(id)
        zooms.delete(id)
        leave()
      }
    },
    [deck, id, videos, zooms],
  )
  return (
    <PlayerTile
      name={camera.name}
      codec={camera.codec}
      footage={footage}
      playlistUrlFor={playlistUrlFor}
      onPlayer={onPlayer}
      isMain={isMain}
      onChoose={onChoose}
      isIndependent={isIndependent}
      hasSound={camera.audioEnabled}
      isMuted={!isHeard || !camera.audioEnabled}
      onMute={(isMuted) => commands.hear(isMuted ? null : id)}
      onLeaveGap={(direction) =>
        direction === 'previous' ? commands.toPreviousFootage() : commands.toNextFootage()
      }
    />
  )
}
