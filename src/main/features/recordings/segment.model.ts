import type { VideoCodec } from '#shared/cameras/cameras.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { SegmentOrigin } from '#shared/recordings/recordings.model.ts'
import { MINUTE_MS } from '#shared/kernel/instant.ts'
import type { GroupEntry } from './group-index.ts'

/** Segments are cut at each full minute of the station's clock, at the first keyframe from there on. */
export const SEGMENT_MS = MINUTE_MS

/** No segment is longer (the table's `check` says the same): overlap queries look back by this much and no more. */
export const MAX_SEGMENT_MS = 300_000

/** Numbers of backfilled segments run from here, without holes and with a chain of roots of their own. */
export const BACKFILL_NUMBERS_FROM = 1_000_000_000

export type SegmentState = 'present' | 'damaged' | 'expired' | 'purged'

/** One finished file of one camera: a row of `segments`. */
export type Segment = {
  readonly cameraId: Id
  /** Without holes per camera and origin: from 1, backfilled ones from {@link BACKFILL_NUMBERS_FROM}. */
  readonly number: number
  readonly runId: Id
  readonly startAtMs: InstantMs
  readonly endAtMs: InstantMs
  readonly mediaDurationMs: number
  readonly filePath: string
  readonly sizeBytes: number
  /** Of the whole file, lower-case hex. */
  readonly sha256: string
  /** RFC 6962 root over the group digests. */
  readonly root: string
  readonly previousRoot: string | null
  readonly initBytes: number
  readonly codec: VideoCodec
  readonly widthPx: number
  readonly heightPx: number
  readonly groupCount: number
  readonly state: SegmentState
  readonly origin: SegmentOrigin
}

export type SegmentWithGroups = Segment & { readonly groups: readonly GroupEntry[] }

/** The segment that a recorder is writing: its finished groups are footage already. */
export type OpenSegment = Pick<
  Segment,
  'cameraId' | 'number' | 'runId' | 'startAtMs' | 'endAtMs' | 'filePath' | 'initBytes' | 'codec'
> & { readonly groups: readonly GroupEntry[]; readonly sizeBytes: number }
