import type { Id } from '#shared/kernel/ids.ts'
import type { Permission } from '#shared/rpc/permission.model.ts'
import type { Actor } from './call.ts'

/** Which rooms a person may look into: what a feature needs of the users' access service. */
export type RoomAccess = {
  readonly viewableRoomIds: (actor: Actor) => Promise<ReadonlySet<Id>>
  /** @throws AppError `forbidden room.not-yours` */
  readonly requireRooms: (actor: Actor, roomIds: readonly Id[]) => Promise<void>
  readonly may: (actor: Actor, permission: Permission) => boolean
}
