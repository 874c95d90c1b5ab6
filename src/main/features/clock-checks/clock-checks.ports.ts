import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { ClockOffset } from '#shared/kernel/clock-offset.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import type { Actor } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { ReadFrames } from '#main/ports/footage-frames.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { OpenQrReader } from '#main/ports/qr-reader.ts'
import type { RoomAccess } from '#main/ports/room-access.ts'
import type { SecretStore } from '#main/ports/secret-store.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'

export type FilmedGroup = {
  readonly runId: Id
  readonly initBytes: Uint8Array
  readonly startAtMs: InstantMs
  readonly endAtMs: InstantMs
  readonly bytes: Uint8Array
}

/** Finished keyframe groups that overlap a range, oldest first. */
export type FilmedRecordings = {
  readonly groups: (cameraId: Id, range: TimeRange) => AsyncGenerator<FilmedGroup>
}

export type ClockChecksDeps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly newId: NewId
  readonly secrets: SecretStore
  readonly access: RoomAccess
  readonly jobs: JobsService
  readonly readFrames: ReadFrames
  readonly openQrReader: OpenQrReader
  readonly recordings: FilmedRecordings
  readonly cameras: {
    readonly all: () => Promise<Camera[]>
    readonly get: (id: Id) => Promise<Camera>
    readonly requireViewable: (actor: Actor, cameraIds: readonly Id[]) => Promise<void>
    /** The camera's clock readings in the range, oldest first. */
    readonly clockReadings: (cameraId: Id, range: TimeRange) => Promise<ClockOffset[]>
  }
}
