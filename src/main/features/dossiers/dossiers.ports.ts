import type { UnitsService } from '#main/features/units/units.service.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { DossierVerdicts } from '#main/ports/dossier-verdicts.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { RoomAccess } from '#main/ports/room-access.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'

export type DossiersDeps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly newId: NewId
  readonly units: UnitsService
  readonly access: RoomAccess
  readonly verdicts: DossierVerdicts
}
