import type { Dossier } from '#shared/dossiers/dossiers.model.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'

/** One act on a dossier as the one-stop software's per-dossier log tells it; log time. */
export type HistoryAct = {
  readonly atLogMs: InstantMs
  /** What was done, as the log words it. */
  readonly action: string
  readonly officerName: string | null
}

export type TimelineEntry =
  | { readonly kind: 'received' | 'due' | 'finished' | 'returned'; readonly atLogMs: InstantMs }
  | { readonly kind: 'act'; readonly atLogMs: InstantMs; readonly act: HistoryAct }

/** The register's own dates and, where it was imported, the log of handling, in order of log time. */
export function timelineEntries(dossier: Dossier, history: readonly HistoryAct[]): TimelineEntry[] {
  const dates = [
    { kind: 'received', atLogMs: dossier.receivedAtLogMs },
    { kind: 'finished', atLogMs: dossier.finishedAtLogMs },
    { kind: 'due', atLogMs: dossier.dueAtLogMs },
    { kind: 'returned', atLogMs: dossier.returnedAtLogMs },
  ] as const
  const entries: TimelineEntry[] = [
    ...dates.flatMap(({ kind, atLogMs }) => (atLogMs === null ? [] : [{ kind, atLogMs }])),
    ...history.map((act) => ({ kind: 'act', atLogMs: act.atLogMs, act }) as const),
  ]
  return entries.toSorted((left, right) => left.atLogMs - right.atLogMs)
}
