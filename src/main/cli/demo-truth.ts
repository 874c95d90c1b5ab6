import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { durationMs, subtractRanges, totalMs } from '#shared/kernel/time-range.ts'
import type { TransactionRow } from '#main/simulator/script/scene-script.ts'
import { DEMO_SOFTWARE_OFFSET_MS, DEMO_WINDOW } from './demo-station.ts'

/** When a camera could film: since it was recorded, but for the time that its cable was out. */
export type FilmedTruth = {
  /** Since when it looks at its counter: whoever came before is on no camera, however soon footage began. */
  readonly lookedFromMs: number
  readonly fromMs: number
  readonly outages: readonly TimeRange[]
}

export type TruthComparison = {
  readonly events: number
  /** Events whose missing time differs from the script's by a second or more. */
  readonly differing: number
  readonly largestDifferenceMs: number
}

/** Milliseconds of an event's window that nobody can have filmed, from the script and the commanded fault alone. */
function missingByScript(row: TransactionRow, truth: FilmedTruth, nowMs: number): number {
  const atMs = row.receivedAtMs - DEMO_SOFTWARE_OFFSET_MS
  const window = { fromMs: atMs - DEMO_WINDOW.beforeMs, toMs: Math.min(atMs + DEMO_WINDOW.afterMs, nowMs) }
  if (atMs < truth.lookedFromMs) return durationMs(window)
  const unfilmed = [{ fromMs: 0, toMs: truth.fromMs }, ...truth.outages]
  return durationMs(window) - totalMs(subtractRanges(window, unfilmed))
}

/** Holds what the program says of each event against what the script knows. */
export function compareWithScript(
  events: readonly EventCoverage[],
  rows: readonly (TransactionRow & { readonly truth: FilmedTruth })[],
  nowMs: number,
): TruthComparison {
  const byCode = new Map(rows.map((row) => [row.dossierCode, row]))
  const differencesMs = events.map((event) => {
    const row = byCode.get(event.dossierCode)
    if (!row) return Number.POSITIVE_INFINITY
    const missingMs = totalMs(event.missing)
    return Math.abs(missingMs - missingByScript(row, row.truth, nowMs))
  })
  return {
    events: events.length,
    differing: differencesMs.filter((difference) => difference >= 1000).length,
    largestDifferenceMs: Math.max(0, ...differencesMs),
  }
}
