import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Zone } from '#shared/presence/presence.model.ts'
import type { FootageLane } from '#shared/recordings/recordings.model.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import type { Actor } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { FileStore } from '#main/ports/file-store.ts'
import type { TakeJpeg } from '#main/ports/footage-frames.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { RoomAccess } from '#main/ports/room-access.ts'
import type { Timers } from '#main/ports/timers.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'

export type BoardsDeps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly newId: NewId
  readonly timers: Timers
  readonly access: RoomAccess
  readonly jobs: JobsService
  /** The evidence folder: pictures lie below `boards/`. */
  readonly files: FileStore
  readonly takeJpeg: TakeJpeg
  readonly recordings: {
    /** Finished keyframe groups that overlap the range, oldest first. */
    readonly groups: (
      cameraId: Id,
      range: TimeRange,
    ) => AsyncGenerator<{
      readonly initBytes: Uint8Array
      readonly startAtMs: InstantMs
      readonly bytes: Uint8Array
    }>
    readonly lanes: (cameraIds: readonly Id[], range: TimeRange) => Promise<readonly FootageLane[]>
  }
  readonly cameras: { readonly all: () => Promise<Camera[]> }
  /** Ended ones too. @throws AppError `forbidden room.not-yours` */
  readonly zones: (actor: Actor, cameraId: Id) => Promise<Zone[]>
  readonly log: (message: string) => void
}
