import type { CountComparison, CountUnit, Ratio, RatioComparison } from './report.model.ts'

/** A figure and what it counts. */
export type Count = { readonly unit: CountUnit; readonly value: number }

/** Per cent of 0–100; null for 0/0 and for anything of nothing. */
export function percentOf({ numerator, denominator }: Ratio): number | null {
  return denominator === 0 ? null : (numerator / denominator) * 100
}

/** Half up, as the reports of the field round: 63,504 → 64. */
export function wholePercent(ratio: Ratio): number | null {
  const percent = percentOf(ratio)
  return percent === null ? null : Math.floor(percent + 0.5)
}

export function compareCounts(unit: CountUnit, current: number, previous: number): CountComparison {
  const difference = current - previous
  return {
    unit,
    current,
    previous,
    difference,
    relative: previous === 0 ? null : (difference / previous) * 100,
  }
}

export function compareRatios(current: Ratio, previous: Ratio): RatioComparison {
  const [now, before] = [percentOf(current), percentOf(previous)]
  return { current, previous, points: now === null || before === null ? null : now - before }
}

/**
 * Adds figures of one unit; null when the units differ: 218 đơn and 1 vụ việc are not 219 of anything (T4).
 */
export function sumOfCounts(counts: readonly Count[]): Count | null {
  const [first] = counts
  if (first === undefined || counts.some(({ unit }) => unit !== first.unit)) return null
  return { unit: first.unit, value: counts.reduce((sum, { value }) => sum + value, 0) }
}
