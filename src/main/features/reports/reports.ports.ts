import type { SupplementSpan } from '#shared/dossiers/deadline.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { DossiersService } from '#main/features/dossiers/dossiers.service.ts'
import type { ProceduresService } from '#main/features/procedures/procedures.service.ts'
import type { UnitsService } from '#main/features/units/units.service.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { FindingsLog } from '#main/ports/findings-log.ts'
import type { RoomAccess } from '#main/ports/room-access.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'

export type ReportsDeps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly units: Pick<UnitsService, 'calendarsOfRoom' | 'unitChain'>
  readonly access: RoomAccess
  readonly dossiers: Pick<DossiersService, 'allSources' | 'factsReceivedIn' | 'factsOfPeriod' | 'get'>
  readonly procedures: Pick<ProceduresService, 'ofAuthorities'>
  readonly findings: FindingsLog
  /** When papers were awaited, in log time, where a processing history was imported; without it nothing is known of it. */
  readonly supplements?: (dossierIds: readonly Id[]) => Promise<ReadonlyMap<Id, readonly SupplementSpan[]>>
  /**
   * Which of these dossiers have an apology letter. Without it nobody is said to lack one: an office is not accused of
   * what no file was asked about.
   */
  readonly apologised?: (dossierIds: readonly Id[]) => Promise<ReadonlySet<Id>>
}
