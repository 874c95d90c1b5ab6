import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'

/** What recordings need of the cameras. */
export type RecordedCameras = {
  readonly all: () => Promise<Camera[]>
  readonly get: (id: Id) => Promise<Camera>
  /**
   * When the camera has to record within the range: sorted and disjoint.
   * @param known spares reading the camera again
   */
  readonly scheduledRanges: (id: Id, range: TimeRange, known?: Camera) => Promise<TimeRange[]>
  readonly streamUrl: (id: Id) => Promise<string>
  readonly onChange: (listener: (camera: Camera) => void) => () => void
}

/** A whole keyframe group that was fetched after the fact. */
export type FetchedGroup = {
  /** `ftyp moov`: the same array for as long as it holds. */
  readonly initBytes: Uint8Array
  /** `moof mdat`. */
  readonly bytes: Uint8Array
  /** Station time. */
  readonly range: TimeRange
  readonly mediaDurationMs: number
}

export type BackfillRequest = {
  readonly cameraId: Id
  readonly backfillId: Id
  /** In the order of time. */
  readonly groups: AsyncIterable<FetchedGroup>
  /** Nothing is filled outside; a group may reach over the border. */
  readonly within: readonly TimeRange[]
  /** Time of holes that a group filled, and its bytes. */
  readonly onFilled?: (filledMs: number, bytes: number) => void
}
