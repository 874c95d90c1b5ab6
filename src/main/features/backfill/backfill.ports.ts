import type { NamePattern } from '#shared/backfill/name-patterns.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { CamerasService } from '#main/features/cameras/cameras.service.ts'
import type { DossiersService } from '#main/features/dossiers/dossiers.service.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import type { RecordingsService } from '#main/features/recordings/recordings.service.ts'
import type { Db } from '#main/db/db.ts'
import type { Call } from '#main/ports/call.ts'
import type { OpenReplay } from '#main/ports/camera-replay.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { ImportFolder } from '#main/ports/import-folder.ts'
import type { MediaFiles } from '#main/ports/media-file.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { Timers } from '#main/ports/timers.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'

/** Deletes segments and leaves a tombstone for each: the retention of recordings, which stands beside this feature. */
export type PurgeSegments = (
  call: Call,
  request: {
    readonly cameraId: Id
    readonly numbers: readonly number[]
    readonly reason: string
    /** In the transaction of the audit row. */
    readonly alongside: (transaction: Db) => Promise<void>
  },
) => Promise<void>

export type BackfillDeps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly steadyMs: () => number
  readonly timers: Timers
  readonly newId: NewId
  readonly log: (message: string) => void
  readonly jobs: Pick<JobsService, 'register' | 'enqueue' | 'kick' | 'list' | 'cancel'>
  readonly cameras: Pick<
    CamerasService,
    'all' | 'get' | 'list' | 'requireViewable' | 'scheduledRanges' | 'newestOffset' | 'openCard'
  >
  readonly recordings: Pick<
    RecordingsService,
    'missingIn' | 'insertBackfilled' | 'backfilledNumbers' | 'bytesPerSecond' | 'status'
  >
  readonly dossiers: Pick<DossiersService, 'deskEvents'>
  readonly openReplay: OpenReplay
  readonly media: MediaFiles
  readonly folder: ImportFolder
  readonly purge: PurgeSegments
  /** Shipped with the program. */
  readonly namePatterns: readonly NamePattern[]
  readonly settings: BackfillTiming
}

export type BackfillTiming = {
  /** Pauses before a camera is asked again; after the last it is given up for this time. */
  readonly retryDelaysMs: readonly number[]
  /** A replay that brought no picture for this long is dead. */
  readonly stallMs: number
}

export const DEFAULT_BACKFILL_TIMING: BackfillTiming = {
  retryDelaysMs: [5000, 30_000, 120_000],
  stallMs: 30_000,
}

export type Holes = readonly TimeRange[]
