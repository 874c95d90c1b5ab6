import type { Id } from '#shared/kernel/ids.ts'
import type { DossiersService } from '#main/features/dossiers/dossiers.service.ts'
import type { UnitsService } from '#main/features/units/units.service.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { FindingsLog } from '#main/ports/findings-log.ts'
import type { Timers } from '#main/ports/timers.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import type { RoomCoverageDeps } from './room-coverage.ts'

export type UpkeepDeps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly steadyMs: () => number
  readonly timers: Timers
  readonly log: (message: string) => void
  readonly dossiers: Pick<DossiersService, 'deskEvents' | 'allSources'>
  readonly cameras: RoomCoverageDeps['cameras'] & {
    readonly all: () => Promise<readonly { readonly id: Id; readonly roomId: Id }[]>
  }
  readonly recordings: RoomCoverageDeps['recordings']
  readonly units: Pick<UnitsService, 'rooms' | 'calendarsOfRoom'>
  readonly findings: FindingsLog
  /** Folders of recordings that cannot be reached now: what lies in them is no footage until they can. */
  readonly missingFolders: () => readonly string[]
  /** Events judged in one transaction, where a history is long; 1 000 when absent. */
  readonly pieceEvents?: number
}
