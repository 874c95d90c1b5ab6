import type { Room, Unit, UnitTree } from '#shared/units/units.model.ts'

export type Branch = {
  readonly unit: Unit
  readonly rooms: readonly Room[]
  readonly below: readonly Branch[]
}

const collator = new Intl.Collator('vi', { numeric: true })
const byName = (left: { readonly name: string }, right: { readonly name: string }): number =>
  collator.compare(left.name, right.name)

/** The flat list as a forest. A unit whose parent is not in the list stands at the top, so that none is lost. */
export function branchesOf({ units, rooms }: UnitTree): readonly Branch[] {
  const known = new Set(units.map(({ id }) => id))
  const below = Map.groupBy(units, ({ parentId }) =>
    parentId !== null && known.has(parentId) ? parentId : null,
  )
  const roomsOf = Map.groupBy(rooms, ({ communeUnitId }) => communeUnitId)
  const branchOf = (unit: Unit): Branch => ({
    unit,
    rooms: (roomsOf.get(unit.id) ?? []).toSorted(byName),
    below: (below.get(unit.id) ?? []).toSorted(byName).map(branchOf),
  })
  return (below.get(null) ?? []).toSorted(byName).map(branchOf)
}
