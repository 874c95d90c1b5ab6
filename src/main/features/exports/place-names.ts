import type { PlaceNames } from '#shared/exports/filter-words.rules.ts'
import type { Actor } from '#main/ports/call.ts'
import type { ListReaders } from './exports.ports.ts'

export type Names = PlaceNames & {
  /** Of a room: its commune. */
  readonly communeOfRoom: (roomId: string) => string
}

/** What units, rooms, counters and sources are called, former ones too. */
export async function readNames({ units, dossiers }: ListReaders, actor: Actor): Promise<Names> {
  const [tree, sources] = await Promise.all([units.tree(), dossiers.sources(actor)])
  const unit = new Map(tree.units.map(({ id, name }) => [id, name]))
  const rooms = new Map(tree.rooms.map((room) => [room.id, room]))
  const counters = new Map(tree.rooms.flatMap((room) => room.counters).map(({ id, name }) => [id, name]))
  const source = new Map(sources.map(({ id, name }) => [id, name]))
  const communeOfRoom = (id: string): string => unit.get(rooms.get(id)?.communeUnitId ?? '') ?? ''
  return {
    unit: (id) => unit.get(id) ?? id,
    room: (id) => rooms.get(id)?.name ?? id,
    counter: (id) => counters.get(id) ?? id,
    source: (id) => source.get(id) ?? id,
    communeOfRoom,
  }
}
