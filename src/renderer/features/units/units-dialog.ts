import type { Room, Unit } from '#shared/units/units.model.ts'

/** Which form is open, and for what. */
export type UnitsDialog =
  | { readonly kind: 'unit'; readonly parent: Unit | null }
  | { readonly kind: 'room'; readonly commune: Unit }
  | { readonly kind: 'counter'; readonly room: Room }
  | { readonly kind: 'calendar'; readonly unit: Unit }
