import { type ReactNode, useCallback, useMemo } from 'react'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { cameraPlaylistUrl } from '#renderer/player/media-urls.ts'
import type { Player } from '#renderer/player/player.ts'
import type { SourceKind } from '#renderer/player/player.model.ts'
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
  const { session, deck, videos } = useReview()
  const { id } = camera
  const spans = session.lanes.find((lane) => lane.cameraId === id)?.spans
  const footage = useMemo(() => ({ spans: spans ?? [], bounds: session.bounds }), [spans, session.bounds])
  const playlistUrlFor = useCallback(
    (range: TimeRange, source: SourceKind) => cameraPlaylistUrl(id, range, source),
    [id],
  )
  const onPlayer = useCallback(
    (player: Player, video: HTMLVideoElement) => {
      videos.set(id, video)
      const leave = deck.seat(id, player)
      return () => {
        videos.delete(id)
        leave()
      }
    },
    [deck, id, videos],
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
    />
  )
}
