import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { type LiveChannel, type LiveState, MAX_LIVE_CAMERAS } from '#shared/live/live.model.ts'
import type { LinkState } from '#renderer/player/live-link.ts'

/** Cameras chosen in the address, else the first that there are; those that are gone are left out. */
export function wallCameras(cameras: readonly Camera[], chosen: readonly Id[] | null): Camera[] {
  const shown =
    chosen === null ? cameras : chosen.flatMap((id) => cameras.find((camera) => camera.id === id) ?? [])
  return shown.slice(0, MAX_LIVE_CAMERAS)
}

/** Tiles a side: 1, 2, 3 or 4. */
export function wallSide(count: number): number {
  return Math.max(1, Math.ceil(Math.sqrt(count)))
}

/** What to ask the host for: the enlarged camera in full, H.264 of what this browser cannot decode. */
export function liveChannelOf(
  camera: Camera,
  isLarge: boolean,
  canDecode: (codec: Camera['codec']) => boolean,
  needsH264: ReadonlySet<Id>,
): LiveChannel {
  const quality = isLarge || !camera.subStream ? 'main' : 'sub'
  const codec = quality === 'sub' && camera.subStream ? camera.subStream.codec : camera.codec
  const asIs = canDecode(codec) && !needsH264.has(camera.id)
  return { cameraId: camera.id, quality, codec: asIs ? 'copy' : 'h264' }
}

/** What a tile says of its picture. */
export type TileBadge = 'live' | 'connecting' | 'lost' | 'no-host' | 'forbidden' | 'unauthenticated'

export function tileBadge(link: LinkState, state: LiveState | null): TileBadge {
  if (link === 'forbidden' || link === 'unauthenticated') return link
  if (link === 'lost') return 'no-host'
  if (link === 'connecting' || state === null || state.state === 'connecting') return 'connecting'
  return state.state === 'playing' ? 'live' : 'lost'
}

/** Where the focus goes from a tile by an arrow key; stays at the edges. */
export function stepTile(index: number, key: string, side: number, count: number): number {
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: side,
    ArrowUp: -side,
  }
  const next = index + (steps[key] ?? 0)
  return next >= 0 && next < count ? next : index
}
