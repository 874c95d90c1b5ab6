import type { Id } from '#shared/kernel/ids.ts'
import type { Actor } from '#main/ports/call.ts'

/** Which rooms a person may look into: what cameras need of the users' access service. */
export type RoomAccess = {
  readonly viewableRoomIds: (actor: Actor) => Promise<ReadonlySet<Id>>
  /** @throws AppError `forbidden room.not-yours` unless every room is open to the actor. */
  readonly requireRooms: (actor: Actor, roomIds: readonly Id[]) => Promise<void>
}

/** What was read from a list: cells are text, rows are counted from 1 with blank ones counted too. */
export type ListTable = {
  readonly rows: readonly { readonly rowNumber: number; readonly cells: readonly string[] }[]
}

/** Reads the rows of a delimited file, whatever its delimiter. @throws AppError `invalid import.unreadable {reason}` */
export type ReadList = (bytes: Uint8Array, fileName: string) => Promise<ListTable>
