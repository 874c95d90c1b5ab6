import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { RoomFootage } from '#shared/receptions/schedule.model.ts'
import type { Db } from '#main/db/db.ts'
import type { UnitsService } from '#main/features/units/units.service.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { FindingsLog } from '#main/ports/findings-log.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { RoomAccess } from '#main/ports/room-access.ts'
import type { Timers } from '#main/ports/timers.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'

export type ReceptionsDeps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly newId: NewId
  readonly timers: Timers
  readonly units: Pick<UnitsService, 'unit' | 'room' | 'rooms' | 'calendarsOfRoom'>
  readonly access: RoomAccess
  readonly findings: FindingsLog
  /** What the room's cameras filmed within each list of hours; the footage itself is above this feature. */
  readonly footageOf: (roomId: Id, hours: readonly (readonly TimeRange[])[]) => Promise<RoomFootage[]>
  /** Whether the station stores names and addresses of visitors at all. Asked inside transactions: it reads through `db`. */
  readonly keepsNames: (db: Db) => Promise<boolean>
  readonly log: (message: string) => void
}
