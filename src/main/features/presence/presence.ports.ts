import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { FindingKind, FindingState } from '#shared/findings/findings.model.ts'
import type { ScheduledSession } from '#shared/receptions/schedule.model.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import type { Actor } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { FindingsLog } from '#main/ports/findings-log.ts'
import type { ReadKeyframes } from '#main/ports/keyframe-pictures.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { RoomAccess } from '#main/ports/room-access.ts'
import type { Timers } from '#main/ports/timers.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import type { UntilCalm } from './until-calm.ts'

type GroupsOf = (
  cameraId: Id,
  range: TimeRange,
) => AsyncGenerator<{
  readonly runId: Id
  readonly initBytes: Uint8Array
  readonly startAtMs: InstantMs
  readonly endAtMs: InstantMs
  readonly bytes: Uint8Array
}>

/** What presence needs of the recordings. */
export type LookedAtRecordings = {
  /** When there are finished files, oldest first. */
  readonly recorded: (cameraId: Id, range: TimeRange) => Promise<readonly TimeRange[]>
  /** Finished keyframe groups that overlap the range, oldest first. */
  readonly groups: GroupsOf
}

/** What a person is shown need not be finished. */
export type ShownRecordings = {
  /** What the file that is being written holds by now. */
  readonly underWay: (cameraId: Id) => TimeRange | null
  /** As `groups`, then those of the file that is being written. */
  readonly groupsToNow: GroupsOf
}

export type PresenceDeps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly newId: NewId
  readonly timers: Timers
  readonly access: RoomAccess
  readonly jobs: JobsService
  readonly findings: FindingsLog & {
    /** How many each camera has of each kind and state. */
    readonly countsOf: (
      cameraIds: readonly Id[],
      range: TimeRange,
    ) => Promise<
      readonly {
        readonly cameraId: Id
        readonly kind: FindingKind
        readonly state: FindingState
        readonly count: number
      }[]
    >
  }
  readonly readKeyframes: ReadKeyframes
  readonly recordings: LookedAtRecordings & ShownRecordings
  readonly cameras: {
    readonly all: () => Promise<Camera[]>
    /** Those that the actor may know of; administrators of all, without footage. */
    readonly list: (actor: Actor) => Promise<Camera[]>
    readonly get: (id: Id) => Promise<Camera>
    readonly requireViewable: (actor: Actor, cameraIds: readonly Id[]) => Promise<void>
  }
  /** Office sessions of the room's commune in the range, sorted and disjoint. */
  readonly officeSessions: (roomId: Id, range: TimeRange) => Promise<readonly TimeRange[]>
  /** What the log says happened at the room's counters, by station time. */
  readonly loggedEvents: (
    roomId: Id,
    range: TimeRange,
  ) => Promise<
    readonly {
      readonly dossierId: Id
      readonly dossierCode: string
      readonly counterId: Id | null
      readonly atMs: InstantMs
      readonly uncertaintyMs: number
    }[]
  >
  /** Scheduled reception sessions of those days, and what was filmed of those that are over. */
  readonly receptionSessions: (
    roomId: Id,
    range: TimeRange,
  ) => Promise<readonly Pick<ScheduledSession, 'id' | 'hostName' | 'windows' | 'footage'>[]>
  /** Resolves when the computer has time for what nobody waits for. */
  readonly untilCalm: UntilCalm
  readonly log: (message: string) => void
}
