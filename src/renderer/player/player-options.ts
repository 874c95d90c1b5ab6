import type { MediaEngine } from './media-engine.ts'
import type { PlayerFootage, PlaylistUrlFor, SourceChoice } from './player.model.ts'
import type { After } from './timed-value.ts'

export type PlayerOptions = {
  readonly engine: MediaEngine
  readonly footage: PlayerFootage
  readonly source: SourceChoice
  readonly playlistUrlFor: PlaylistUrlFor
  readonly after: After
  /** A clock that never jumps. */
  readonly steadyMs: () => number
}
