import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { Room } from '#shared/units/units.model.ts'
import { mayViewRoom } from '#shared/users/users.rules.ts'
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

  return { viewableRooms, viewableRoomIds, requireRooms }
}
