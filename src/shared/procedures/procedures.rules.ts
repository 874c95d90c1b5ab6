import { foldWords } from '../kernel/fold-words.ts'
import type { Id } from '../kernel/ids.ts'
import type { InstantMs } from '../kernel/instant.ts'
import type { TimeLimit } from '../units/time-limit.model.ts'
import type { Procedure } from './procedures.model.ts'

/** `1.001193.000.00.00.H56` → `1.001193`; null for what is no procedure code. */
export function normalisedCode(code: string): string | null {
  return /^\d\.\d{6}(?!\d)/.exec(code.trim())?.[0] ?? null
}

/** The time that an office has: what it promises, else what the law allows. */
export function limitOf(procedure: Procedure): TimeLimit | null {
  return procedure.committed ?? procedure.statutory
}

/** By how much the promise is shorter than the law allows, in per cent; null where they cannot be compared. */
export function cutPercentOf({ statutory, committed }: Procedure): number | null {
  if (!statutory || !committed || statutory.unit !== committed.unit || statutory.amount === 0) return null
  return (100 * (statutory.amount - committed.amount)) / statutory.amount
}

export type ProcedureWanted = {
  readonly code: string | null
  readonly name: string | null
  /** When the dossier was taken in. */
  readonly atMs: InstantMs
}

function inForce({ validFromMs, validToMs }: Procedure, atMs: InstantMs): boolean {
  return validFromMs <= atMs && (validToMs === null || atMs < validToMs)
}

/** Procedures by what a log calls them. */
export type ProcedureIndex = {
  readonly byCode: ReadonlyMap<string, readonly Procedure[]>
  readonly byName: ReadonlyMap<string, readonly Procedure[]>
}

export function indexProcedures(procedures: readonly Procedure[]): ProcedureIndex {
  return {
    byCode: Map.groupBy(procedures, ({ code }) => code),
    byName: Map.groupBy(procedures, ({ name }) => foldWords(name)),
  }
}

/**
 * The procedure of a dossier: by its code, or by its whole name where the log has no code; of the nearest authority.
 * @param authorityIds the unit that took it in and those above it, nearest first
 */
export function procedureFor(
  index: ProcedureIndex,
  authorityIds: readonly Id[],
  wanted: ProcedureWanted,
): Procedure | null {
  const code = wanted.code === null ? null : normalisedCode(wanted.code)
  const meant = code === null ? index.byName.get(foldWords(wanted.name ?? '')) : index.byCode.get(code)
  const fitting = (meant ?? []).filter((each) => inForce(each, wanted.atMs))
  const nearest = authorityIds.find((id) => fitting.some(({ authorityUnitId }) => authorityUnitId === id))
  const found = fitting.filter(({ authorityUnitId }) => authorityUnitId === nearest)
  // Two procedures of the same name: which one it was is not known.
  return found.length === 1 ? (found[0] ?? null) : null
}
