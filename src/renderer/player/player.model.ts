import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { FootageSpan, FootageState } from '#shared/recordings/recordings.model.ts'

/** A stretch without footage and why. Station time, half-open. */
export type FootageGap = TimeRange & {
  readonly cause: FootageState
  /** Short machine reason from the ledger, e.g. `rtsp-timeout`; null when it names none. */
  readonly reason: string | null
}

/** Which bytes are on the screen: the recording itself, or the host's H.264 copy of it. */
export type SourceKind = 'original' | 'proxy'

/** How many of the recording's pictures are played: all of them, or the first of each group alone. */
export type PictureChoice = 'all' | 'keyframes'

/** What playing does when it comes to a stretch without footage: jump over it, or let the clock run through it. */
export type GapMode = 'skip' | 'show'

export type PlaylistUrlFor = (range: TimeRange, source: SourceKind, pictures: PictureChoice) => string

/** Why that one: `decodable` goes with `original`, the others with `proxy`. */
export type SourceReason = 'decodable' | 'codec-unsupported' | 'decode-failed'

export type SourceChoice = { readonly kind: SourceKind; readonly reason: SourceReason }

/** Why nothing can be shown; each is a key under `player.failed.` in the locales. */
export type PlayerFailure = 'forbidden' | 'unauthenticated' | 'not-found' | 'unreachable' | 'decode'

/**
 * What the player is doing. `empty`: nothing asked yet · `loading`: on the way to a picture · `playing`, `paused` ·
 * `in-gap`: the position has no footage · `ended`: no footage after the position · `failed`.
 */
export type PlayerState =
  | { readonly name: 'empty' }
  | { readonly name: 'loading' }
  | { readonly name: 'playing' }
  | { readonly name: 'paused' }
  | { readonly name: 'in-gap'; readonly gap: FootageGap }
  | { readonly name: 'ended' }
  | { readonly name: 'failed'; readonly reason: PlayerFailure; readonly retryInMs: number | null }

export type PlayerSnapshot = {
  readonly state: PlayerState
  /** Station time of the picture, or of the picture being fetched. */
  readonly atMs: InstantMs
  /** Station time of the very picture on the screen: behind `atMs` where only keyframes are played. */
  readonly pictureMs: InstantMs
  /** Time is running: pictures, or a gap that is being shown. */
  readonly isRunning: boolean
  readonly pictures: PictureChoice
  /** The person wants it to run: true while loading on the way to `playing`, too. */
  readonly wantsPlay: boolean
  readonly rate: number
  readonly source: SourceChoice
  /** The gap that playback has just jumped over; goes away by itself. */
  readonly skipped: FootageGap | null
}

/** What a video file can be; the same words as the camera's. */
export type PlayerCodec = 'h264' | 'h265' | 'other'

export type PlayerFootage = {
  /** Spans of the ledger, sorted and disjoint. */
  readonly spans: readonly FootageSpan[]
  /** The session: nothing outside is asked for. */
  readonly bounds: TimeRange
}
