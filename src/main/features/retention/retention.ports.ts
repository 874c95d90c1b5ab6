import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { Room } from '#shared/units/units.model.ts'
import type { Actor } from '#main/ports/call.ts'

/** What retention needs of the cameras: removed ones too, since their recordings stay. */
export type RetainedCameras = {
  readonly all: () => Promise<readonly Pick<Camera, 'id' | 'roomId' | 'state'>[]>
  /** @throws AppError `not-found camera.unknown`, `forbidden room.not-yours` */
  readonly requireViewable: (actor: Actor, cameraIds: readonly Id[]) => Promise<void>
}

export type RoomsOfCameras = { readonly rooms: () => Promise<readonly Pick<Room, 'id' | 'kind'>[]> }

export type RoomAccess = { readonly viewableRoomIds: (actor: Actor) => Promise<ReadonlySet<Id>> }

export type RetentionSettings = {
  /** How often retention looks whether something has to go. */
  readonly everyMs: number
  /** Bytes that were deleted but that the disk has not given back count as given back for so long, and then no more. */
  readonly settleMs: number
}

export const DEFAULT_RETENTION_SETTINGS: RetentionSettings = { everyMs: 60_000, settleMs: 300_000 }
