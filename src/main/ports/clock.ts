import type { InstantMs } from '#shared/kernel/instant.ts'

/** The station's clock: the only one that services read. */
export type Clock = { readonly nowMs: () => InstantMs }

export const systemClock: Clock = { nowMs: () => Date.now() }
