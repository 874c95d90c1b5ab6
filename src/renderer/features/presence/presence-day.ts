import { DAY_MS, type InstantMs, VIETNAM_OFFSET_MS } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { CounterPresence } from '#shared/presence/presence.model.ts'

/** The whole of a `yyyy-MM-dd` in Vietnam. */
export function dayRange(day: string): TimeRange {
  const fromMs = Date.parse(`${day}T00:00:00Z`) - VIETNAM_OFFSET_MS
  return { fromMs, toMs: fromMs + DAY_MS }
}

/** The cells of the 2 × 2, and the two kinds of row that belong to none of them. */
export const CELLS = ['personAndDossier', 'personOnly', 'dossierOnly', 'neither'] as const
export const BESIDE = ['briefPersonOnly', 'notLookedAt'] as const
export type Cell = (typeof CELLS)[number] | (typeof BESIDE)[number]

/** A row of a cell: a stretch of time, or one moment of the log (`toMs` = `fromMs`). */
export type CellRow = {
  readonly fromMs: InstantMs
  readonly toMs: InstantMs
  readonly codes: readonly string[]
  readonly dossierId: string | null
}

const ofStay = (stay: TimeRange): CellRow => ({ ...stay, codes: [], dossierId: null })
const ofEvent = ({ atMs, dossierCode, dossierId }: CounterPresence['dossierOnly'][number]): CellRow => ({
  fromMs: atMs,
  toMs: atMs,
  codes: [dossierCode],
  dossierId,
})

/** What stands behind a cell's figure, oldest first. */
export function rowsOf(counter: CounterPresence, cell: Cell): CellRow[] {
  switch (cell) {
    case 'personAndDossier':
      return counter.personAndDossier.map(({ stay, events }) => ({
        ...stay,
        codes: events.map(({ dossierCode }) => dossierCode),
        dossierId: events[0]?.dossierId ?? null,
      }))
    case 'dossierOnly':
    case 'notLookedAt':
      return counter[cell].map(ofEvent)
    case 'personOnly':
    case 'briefPersonOnly':
    case 'neither':
      return counter[cell].map(ofStay)
  }
}
