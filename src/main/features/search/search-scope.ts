import type { LogSource } from '#shared/dossiers/dossiers.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { SearchInput } from '#shared/search/search.model.ts'
import type { SearchQuery } from '#shared/search/search-query.rules.ts'
import type { Counter, Room, UnitTree } from '#shared/units/units.model.ts'
import type { Db } from '#main/db/db.ts'
import type { Actor } from '#main/ports/call.ts'

/** One search: what is asked, and all that the person may look into. Nothing outside it is ever read. */
export type SearchScope = {
  readonly db: Db
  readonly actor: Actor
  readonly input: SearchInput
  readonly query: SearchQuery
  readonly rooms: ReadonlyMap<Id, Room>
  readonly sources: ReadonlyMap<Id, LogSource>
  readonly counters: ReadonlyMap<Id, Counter>
  readonly communeNames: ReadonlyMap<Id, string>
  /** One more than are shown, to know whether there are more. */
  readonly limit: number
}

export function placesOf(
  tree: UnitTree,
  roomIds: ReadonlySet<Id>,
): Pick<SearchScope, 'rooms' | 'counters' | 'communeNames'> {
  const rooms = tree.rooms.filter((room) => roomIds.has(room.id))
  return {
    rooms: new Map(rooms.map((room) => [room.id, room])),
    counters: new Map(rooms.flatMap((room) => room.counters.map((counter) => [counter.id, counter]))),
    communeNames: new Map(tree.units.map(({ id, name }) => [id, name])),
  }
}
