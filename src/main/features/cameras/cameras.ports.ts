import type { Id } from '#shared/kernel/ids.ts'
import type { Actor } from '#main/ports/call.ts'

/** Which rooms a person may look into: what cameras need of the users' access service. */
export type RoomAccess = {
  readonly viewableRoomIds: (actor: Actor) => Promise<ReadonlySet<Id>>
  /** @throws AppError `forbidden room.not-yours` unless every room is open to the actor. */
  readonly requireRooms: (actor: Actor, roomIds: readonly Id[]) => Promise<void>
}
