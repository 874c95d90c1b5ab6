import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { MediaEngine } from './media-engine.ts'
import type { PlayerFootage, SourceChoice, SourceKind } from './player.model.ts'
import type { After } from './timed-value.ts'

export type PlayerOptions = {
  readonly engine: MediaEngine
  readonly footage: PlayerFootage
  readonly source: SourceChoice
  readonly playlistUrlFor: (range: TimeRange, source: SourceKind) => string
  /** Longest stretch asked for in one playlist; two hours when absent. */
  readonly windowMs?: number
  readonly after: After
}
