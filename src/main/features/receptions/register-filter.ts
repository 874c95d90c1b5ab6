import type { PetitionKind, ReceptionRegime } from '#shared/imports/import-rows.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'

/** Which rows of a register, and which slice of them. */
export type RegisterFilter = {
  readonly roomIds: readonly Id[]
  readonly fromMs?: InstantMs | undefined
  readonly toMs?: InstantMs | undefined
  readonly kind?: PetitionKind | undefined
  readonly regime?: ReceptionRegime | undefined
  /** Those that a person took out, alone. */
  readonly removed: boolean
  readonly limit: number
  readonly offset: number
}
