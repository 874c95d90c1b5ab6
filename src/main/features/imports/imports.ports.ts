import type { ImportProfile } from '#shared/imports/import-profile.model.ts'
import type { DossiersService } from '#main/features/dossiers/dossiers.service.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import type { UnitsService } from '#main/features/units/units.service.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { FileStore } from '#main/ports/file-store.ts'
import type { FindingsLog } from '#main/ports/findings-log.ts'
import type { ReadImport } from '#main/ports/import-reader.ts'
import type { ImportTargets } from '#main/ports/import-target.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { RoomAccess } from '#main/ports/room-access.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'

export type ImportsDeps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly newId: NewId
  readonly jobs: Pick<JobsService, 'register' | 'enqueue' | 'kick' | 'idle' | 'ofSubject'>
  readonly units: Pick<UnitsService, 'room' | 'unit'>
  readonly access: RoomAccess
  readonly sources: Pick<DossiersService, 'source' | 'sources' | 'lock'>
  readonly findings: FindingsLog
  readonly targets: ImportTargets
  readonly readImport: ReadImport
  /** Where uploaded files wait for consent; a folder of its own. */
  readonly uploads: FileStore
  /** One for each kind at least; the first of a kind is read with unless another is chosen. */
  readonly profiles: readonly ImportProfile[]
  /** After a commit that changed a room's log in a range of its days: what depends on it is computed anew. */
  readonly onChanged: (roomId: Id, range: TimeRange) => Promise<void>
}
