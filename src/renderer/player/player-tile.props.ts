import type { Player } from './player.ts'
import type { PlayerCodec, PlayerFootage, PlaylistUrlFor } from './player.model.ts'
import type { TileZoom } from './tile-zoom.ts'

/** What a tile is made of, for who drives it. */
export type TileParts = {
  readonly player: Player
  readonly video: HTMLVideoElement
  readonly zoom: TileZoom
}

export type PlayerTileProps = {
  readonly name: string
  readonly codec: PlayerCodec
  readonly footage: PlayerFootage
  /** Has to stay the same function while the camera is the same. */
  readonly playlistUrlFor: PlaylistUrlFor
  /** Called once the player lives; what it returns is called before the player ends. */
  readonly onPlayer: (parts: TileParts) => () => void
  readonly isMain: boolean
  /** The tile keeps its own position; this one leads nobody. */
  readonly isIndependent?: boolean
  /** Sound is recorded and may be heard. */
  readonly hasSound?: boolean
  readonly isMuted?: boolean
  readonly onMute?: (isMuted: boolean) => void
  /** Makes the tile the main one. */
  readonly onChoose?: () => void
  /** From inside a gap to the footage before or after it. */
  readonly onLeaveGap?: (direction: 'previous' | 'next') => void
}
