import type { DossierFacts } from '#shared/dossiers/dossier-facts.model.ts'
import type { LogSource } from '#shared/dossiers/dossiers.model.ts'
import { BASES, type TimelinessBasis, type TimelinessOptions } from '#shared/dossiers/timeliness.model.ts'
import { judgeTimeliness } from '#shared/dossiers/timeliness.rules.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { JudgedRow } from '#shared/reports/report-06a.model.ts'
import { cellsOf } from '#shared/reports/report-06a.rules.ts'

/** One dossier judged by every basis, in the order of `BASES`. */
export type Judged = {
  readonly facts: DossierFacts
  readonly source: LogSource
  readonly byBasis: readonly JudgedRow[]
}

export type JudgingScope = {
  readonly options: TimelinessOptions
  readonly asOfMs: InstantMs
}

export function judgeByEveryBasis(
  facts: readonly DossierFacts[],
  sources: ReadonlyMap<string, LogSource>,
  scope: JudgingScope,
): Judged[] {
  return facts.flatMap((dossier) => {
    const source = sources.get(dossier.sourceId)
    if (!source) return []
    const row = {
      dossierId: dossier.id,
      unitId: source.communeUnitId,
      channel: dossier.channel,
      receivedAtMs: dossier.receivedAtLogMs,
    }
    const byBasis = BASES.map((basis) => ({ ...row, ...judgeTimeliness(dossier, { basis, ...scope }) }))
    return { facts: dossier, source, byBasis }
  })
}

export function indexOfBasis({ instant, resolution }: TimelinessBasis): number {
  return BASES.findIndex((basis) => basis.instant === instant && basis.resolution === resolution)
}

export function rowsOf(judged: readonly Judged[], basis: TimelinessBasis): JudgedRow[] {
  const index = indexOfBasis(basis)
  return judged.flatMap(({ byBasis }) => byBasis[index] ?? [])
}

/** Counted by some basis, and not of one class by all: another one would tell another figure. */
export function differs({ byBasis }: Judged, period: TimeRange): boolean {
  const isCounted = byBasis.some((row) => cellsOf(row, period).length > 0)
  return isCounted && new Set(byBasis.map((row) => row.class)).size > 1
}
