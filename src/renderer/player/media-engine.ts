import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { PictureChoice } from './player.model.ts'
import type { MappedFragment } from './time-map.ts'

/**
 * What went wrong under the player, in the player's words. `place`: station time of the one fragment that is to blame;
 * null when it is not one.
 */
export type EngineFault =
  /** The browser cannot decode these bytes. */
  | { readonly kind: 'codec'; readonly place: TimeRange | null }
  /** The host answered with this status, or not at all (`0`). */
  | { readonly kind: 'network'; readonly status: number; readonly place: TimeRange | null }
  /** The playlist holds no fragment. */
  | { readonly kind: 'no-fragments' }

export type EngineEvent =
  /** The playlist is read: fragments are known. */
  | { readonly kind: 'mapped' }
  /** A picture stands at the asked position. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'time' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'fault'; readonly fault: EngineFault }

/** The one thing that plays: `<video>` with hls.js in the product, a script in tests. Times are media seconds. */
export type MediaEngine = {
  /** Drops what is loaded and reads this playlist; nothing is fetched before `start`. */
  load(url: string, pictures: PictureChoice): void
  /** Begins to fetch at a media position. */
  start(mediaS: number): void
  unload(): void
  fragments(): readonly MappedFragment[]
  positionS(): number
  /** Media time of the very picture on the screen. */
  pictureS(): number
  seek(mediaS: number): void
  /** Whether to fetch ahead of the picture, or no more than it needs itself. Keyframes alone are always fetched ahead. */
  setFetchAhead(fetchesAhead: boolean): void
  play(): void
  pause(): void
  setRate(rate: number): void
  setMuted(isMuted: boolean): void
  /** Length of one frame, as measured; 40 ms until known. */
  frameS(): number
  subscribe(listener: (event: EngineEvent) => void): () => void
  destroy(): void
}
