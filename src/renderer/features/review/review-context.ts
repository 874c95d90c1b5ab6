import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { LogSource } from '#shared/dossiers/dossiers.model.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { FootageLane } from '#shared/recordings/recordings.model.ts'
import type { FootageLock } from '#shared/retention/retention.model.ts'
import type { Bookmark } from '#shared/review/review.model.ts'
import type { Room } from '#shared/units/units.model.ts'
import type { TileZoom } from '#renderer/player/tile-zoom.ts'
import type { PlayerDeck } from '#renderer/player/player-deck.ts'
import type { ReviewCommands } from './review-commands.ts'
import type { ReviewState, ReviewStore } from './review.store.ts'

/** What the host knows of the room and the stretch under review. */
export type ReviewSession = {
  readonly room: Room
  readonly bounds: TimeRange
  /** In the order of the tiles. */
  readonly cameras: readonly Camera[]
  readonly lanes: readonly FootageLane[]
  readonly bookmarks: readonly Bookmark[]
  /** Those on its cameras that stand now, without those that a bookmark draws. */
  readonly locks: readonly FootageLock[]
  /** The one-stop software whose log belongs to the room; null when none was set up. */
  readonly logSource: LogSource | null
}

export type ReviewBench = {
  readonly store: ReviewStore
  readonly deck: PlayerDeck
  readonly commands: ReviewCommands
  /** The `<video>` of each tile, by camera. */
  readonly videos: Map<string, HTMLVideoElement>
  /** The digital zoom of each tile, by camera. */
  readonly zooms: Map<string, TileZoom>
}

export const ReviewContext = createContext<(ReviewBench & { readonly session: ReviewSession }) | null>(null)

export function useReview(): ReviewBench & { readonly session: ReviewSession } {
  const review = useContext(ReviewContext)
  if (!review) throw new Error('useReview stands outside of the workbench')
  return review
}

export function useReviewState<Part>(select: (state: ReviewState) => Part): Part {
  return useStore(useReview().store, select)
}
