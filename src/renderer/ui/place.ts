import type { Id } from '#shared/kernel/ids.ts'
import type { Room, UnitTree } from '#shared/units/units.model.ts'

/** `Tân Sơn › Một cửa`. */
export function roomLabel(tree: UnitTree | undefined, room: Room): string {
  const commune = tree?.units.find(({ id }) => id === room.communeUnitId)
  return commune === undefined ? room.name : `${commune.name} › ${room.name}`
}

/** The same by id; `…` until the tree is there. */
export function placeOf(tree: UnitTree | undefined, roomId: Id): string {
  const room = tree?.rooms.find(({ id }) => id === roomId)
  return room === undefined ? '…' : roomLabel(tree, room)
}

export function unitName(tree: UnitTree | undefined, unitId: Id): string {
  return tree?.units.find(({ id }) => id === unitId)?.name ?? '…'
}
