import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { LiveChannel } from '#shared/live/live.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { canDecode } from '#renderer/player/create-player.ts'
import { placeOf } from '#renderer/ui/place.ts'
import { liveChannelOf, stepTile, wallSide } from '../live-wall.rules.ts'
import { useLiveChannels } from '../use-live-channels.ts'
import { LiveTile } from './live-tile.tsx'

const GO_BACK_MS = 30_000

type LiveWallProps = {
  readonly cameras: readonly Camera[]
  readonly tree: UnitTree | undefined
  /** The camera that fills the wall; null: all of them. */
  readonly large: Id | null
  readonly onLarge: (cameraId: Id | null) => void
}

/** The cameras as they are now, side by side, or one of them in full. */
export function LiveWall({ cameras, tree, large, onLarge }: LiveWallProps): ReactNode {
  const navigate = useNavigate()
  const status = useQuery(orpc.recordings.status.queryOptions({ refetchInterval: 4000, retry: false }))
  const [needsH264, setNeedsH264] = useState<ReadonlySet<Id>>(new Set())
  const shown = useMemo(
    () => (large === null ? cameras : cameras.filter((camera) => camera.id === large)),
    [cameras, large],
  )
  const channels = useMemo(
    () => shown.map((camera) => liveChannelOf(camera, large !== null, canDecode, needsH264)),
    [shown, large, needsH264],
  )
  const videos = useRef(new Map<Id, HTMLVideoElement>())
  const wall = useRef<HTMLDivElement>(null)
  const videoOf = useCallback((place: number) => videos.current.get(shown[place]?.id ?? '') ?? null, [shown])
  const onUndecodable = useCallback(({ cameraId, codec }: LiveChannel) => {
    if (codec === 'copy') setNeedsH264((before) => new Set([...before, cameraId]))
  }, [])
  const views = useLiveChannels(channels, videoOf, onUndecodable)
  const side = wallSide(shown.length)

  const onKey = (place: number, camera: Camera) => (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget) return
    if (event.key === 'Enter') onLarge(large === null ? camera.id : null)
    if (event.key === 'Escape') onLarge(null)
    if (!event.key.startsWith('Arrow')) return
    event.preventDefault()
    const tiles = wall.current?.querySelectorAll<HTMLElement>('.live-tile')
    tiles?.[stepTile(place, event.key, side, shown.length)]?.focus()
  }

  return (
    <div ref={wall} className="live-wall" data-side={side} data-testid="live-wall">
      {shown.map((camera, place) => (
        <LiveTile
          key={camera.id}
          camera={camera}
          place={placeOf(tree, camera.roomId)}
          view={views[place]}
          recorder={status.data?.recorders.find(({ cameraId }) => cameraId === camera.id)}
          isTranscoded={channels[place]?.codec === 'h264'}
          isLarge={large !== null}
          videoRef={(video) => {
            if (video) videos.current.set(camera.id, video)
            else videos.current.delete(camera.id)
          }}
          onToggleLarge={() => onLarge(large === null ? camera.id : null)}
          onGoBack={() =>
            void navigate({
              to: '/review',
              search: { room: camera.roomId, cameras: camera.id, at: Date.now() - GO_BACK_MS },
            })
          }
          onKey={onKey(place, camera)}
        />
      ))}
    </div>
  )
}
