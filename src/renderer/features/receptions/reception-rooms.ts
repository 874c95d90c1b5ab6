import { HOUR_MS, type InstantMs } from '#shared/kernel/instant.ts'
import type { HalfDay } from '#shared/receptions/receptions.model.ts'
import type { Room, UnitTree } from '#shared/units/units.model.ts'

const collator = new Intl.Collator('vi', { numeric: true })

/** By commune, then name. */
export function receptionRooms(tree: UnitTree | undefined): Room[] {
  const nameOf = (id: string): string => tree?.units.find((unit) => unit.id === id)?.name ?? ''
  return (tree?.rooms ?? [])
    .filter(({ kind }) => kind === 'reception-room')
    .toSorted(
      (left, right) =>
        collator.compare(nameOf(left.communeUnitId), nameOf(right.communeUnitId)) ||
        collator.compare(left.name, right.name),
    )
}

/** Where to begin to look for a visit: its time, or the hour at which its half of the day usually begins. */
export function lookFrom(visit: {
  readonly dayMs: InstantMs
  readonly session: HalfDay | null
  readonly atLogMs: InstantMs | null
}): InstantMs {
  const usual = visit.session === 'afternoon' ? 13.5 * HOUR_MS : 7.5 * HOUR_MS
  return visit.atLogMs ?? visit.dayMs + usual
}
