import type { SheetTable } from '#shared/imports/sheet-table.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { UnitsService } from '#main/features/units/units.service.ts'
import type { Permission } from '#shared/rpc/permission.model.ts'
import type { Actor } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'

/**
 * Reads the rows of a spreadsheet or delimited file.
 * @throws AppError `invalid import.unreadable` {reason}
 */
export type ReadTable = (bytes: Uint8Array, fileName: string) => Promise<SheetTable>

/** Which rooms a person may look into: what dossiers need of the users' access service. */
export type RoomAccess = {
  readonly viewableRoomIds: (actor: Actor) => Promise<ReadonlySet<Id>>
  /** @throws AppError `forbidden room.not-yours` */
  readonly requireRooms: (actor: Actor, roomIds: readonly Id[]) => Promise<void>
  readonly may: (actor: Actor, permission: Permission) => boolean
}

export type DossiersDeps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly newId: NewId
  readonly units: UnitsService
  readonly access: RoomAccess
  readonly readTable: ReadTable
}
