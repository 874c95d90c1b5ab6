import type { Bound, Change, Count, CountUnit, Share } from './figure.model.ts'

/**
 * `numerator / denominator` in per cent, rounded half up to so many decimals. Counts are whole numbers, so the half is
 * decided by whole-number arithmetic and never by what a binary fraction makes of it. null: 0/0 or n/0.
 */
export function percentOf(numerator: number, denominator: number, decimals = 0): number | null {
  if (denominator === 0) return null
  const scale = 10 ** decimals
  return Math.floor((200 * scale * numerator + denominator) / (2 * denominator)) / scale
}

/** Cut off rather than rounded, as some offices do it. */
export function truncatedPercentOf(numerator: number, denominator: number, decimals = 0): number | null {
  if (denominator === 0) return null
  const scale = 10 ** decimals
  return Math.floor((100 * scale * numerator) / denominator) / scale
}

/** Which way a ratio is bounded when its numbers are. */
export function boundOfRatio(numerator: Bound, denominator: Bound): Bound {
  if (denominator === 'exact') return numerator
  if (numerator !== 'exact' && numerator === denominator) return 'unknown'
  if (numerator === 'unknown' || denominator === 'unknown') return 'unknown'
  return denominator === 'gte' ? 'lte' : 'gte'
}

export function shareOf(
  numerator: number,
  denominator: number,
  bounds: { readonly numerator?: Bound; readonly denominator?: Bound; readonly decimals?: number } = {},
): Share {
  return {
    kind: 'share',
    numerator,
    denominator,
    percent: percentOf(numerator, denominator, bounds.decimals ?? 2),
    bound: boundOfRatio(bounds.numerator ?? 'exact', bounds.denominator ?? 'exact'),
  }
}

export function countOf(value: number, unit: CountUnit, bound: Bound = 'exact'): Count {
  return { kind: 'count', value, unit, bound }
}

/** Against the period before. Of percentages the difference is in points. */
export function changeFrom(previous: number, now: number): Change {
  const difference = now - previous
  return {
    now,
    previous,
    difference,
    relativePercent: previous === 0 ? null : (100 * difference) / previous,
  }
}

/** "5.612 lượt, giảm 953": what the period before must have been. */
export function changeOf(now: number, difference: number): Change {
  return changeFrom(now - difference, now)
}

export type PartsCheck = {
  readonly sum: number
  readonly addsUp: boolean
  /** Units among whole and parts that differ from the whole's: "vụ việc" made up of "đơn". */
  readonly foreignUnits: readonly CountUnit[]
}

/** Whether parts make up the whole, and whether they count the same thing. */
export function checkParts(whole: Count, parts: readonly Count[]): PartsCheck {
  const sum = parts.reduce((total, { value }) => total + value, 0)
  const foreign = new Set(parts.map(({ unit }) => unit).filter((unit) => unit !== whole.unit))
  return { sum, addsUp: sum === whole.value, foreignUnits: [...foreign] }
}
