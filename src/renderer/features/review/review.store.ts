import { createStore, type StoreApi } from 'zustand'
import type { Bookmark } from '#shared/review/review.model.ts'
import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { GapMode } from '#renderer/player/player.model.ts'
import type { EventFilter } from './review.rules.ts'

export type ReviewDialog =
  | { readonly kind: 'none' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'bookmark'; readonly range: TimeRange }
  | { readonly kind: 'lock'; readonly range: TimeRange }
  | { readonly kind: 'export'; readonly bookmark: Bookmark }

export type ReviewState = {
  /** The playhead, station time. */
  readonly atMs: InstantMs
  /** The person wants it to run. */
  readonly isPlaying: boolean
  /** It runs backwards, by keyframes. */
  readonly isReverse: boolean
  /** Times normal speed, in either direction. */
  readonly rate: number
  /** What playing does at a stretch without footage. */
  readonly gaps: GapMode
  /** Each tile has a position of its own; the playhead is that of the main one. */
  readonly isIndependent: boolean
  /** Playing goes round between the marks. */
  readonly isLooping: boolean
  /** The one camera that is heard; null: silence. */
  readonly heardCameraId: string | null
  /** Camera of the large tile; null when the room has none. */
  readonly mainCameraId: string | null
  /** Key of the chosen event; null when the playhead is in no event's window. */
  readonly selectedKey: string | null
  /** The range that is being marked. */
  readonly marks: { readonly inMs: InstantMs | null; readonly outMs: InstantMs | null }
  /** What the timeline shows; null until it has measured itself. */
  readonly view: TimeRange | null
  /** Which events the list shows. */
  readonly filter: EventFilter
  /** The one open dialog. */
  readonly dialog: ReviewDialog
  /** The session's events by time, as last read. */
  readonly events: readonly EventCoverage[]
}

export type ReviewStore = StoreApi<ReviewState>

export function createReviewStore(
  initial: Pick<ReviewState, 'atMs' | 'mainCameraId' | 'selectedKey' | 'events' | 'gaps'>,
): ReviewStore {
  return createStore<ReviewState>(() => ({
    isPlaying: false,
    isReverse: false,
    rate: 1,
    isIndependent: false,
    isLooping: false,
    heardCameraId: null,
    marks: { inMs: null, outMs: null },
    view: null,
    filter: 'all',
    dialog: { kind: 'none' },
    ...initial,
  }))
}
