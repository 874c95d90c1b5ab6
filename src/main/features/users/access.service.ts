import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { Permission } from '#shared/rpc/permission.model.ts'
import type { Room } from '#shared/units/units.model.ts'
import { mayViewRoom, roleMay } from '#shared/users/users.rules.ts'
import type { UnitsService } from '#main/features/units/units.service.ts'
import type { Actor } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import { listRoomGrants } from './users.repository.ts'

export type AccessService = ReturnType<typeof createAccessService>

/** Which rooms a person may look into: owner or grant, whatever the role. The program itself may look into all. */
export function createAccessService(deps: {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly units: UnitsService
}) {
  const { work, clock, units } = deps

  async function viewableRooms(actor: Actor): Promise<Room[]> {
    const rooms = await units.rooms()
    if (actor.kind === 'system') return rooms
    const { unitId } = actor
    if (unitId === null) return []
    const grants = await listRoomGrants(work.db)
    return rooms.filter((room) => mayViewRoom(room, unitId, grants, clock.nowMs()))
  }

  async function viewableRoomIds(actor: Actor): Promise<Set<Id>> {
    return new Set((await viewableRooms(actor)).map((room) => room.id))
  }

  /** @throws AppError `forbidden room.not-yours` unless every room is open to the actor. */
  async function requireRooms(actor: Actor, roomIds: readonly Id[]): Promise<void> {
    const viewable = await viewableRoomIds(actor)
    if (roomIds.some((id) => !viewable.has(id))) throw new AppError('forbidden', 'room.not-yours')
  }

  /** Whether the role allows it; which rooms it is allowed in is {@link requireRooms}'s matter. */
  const may = (actor: Actor, permission: Permission): boolean =>
    actor.role !== null && roleMay(actor.role, permission)

  return { viewableRooms, viewableRoomIds, requireRooms, may }
}
