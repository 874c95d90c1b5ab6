import type { ClaimCheck, KnownDenominator, ShareClaim } from './claim-check.model.ts'
import { percentOf, truncatedPercentOf } from './figure.rules.ts'

/**
 * The whole denominators of which `numerator` is the claimed percentage, rounded half up: those d with
 * percent − half ≤ 100·n/d < percent + half, in whole numbers so that no binary fraction decides an end.
 */
export function denominatorsFor(
  numerator: number,
  percent: number,
  decimals: number,
): { from: number; to: number } | null {
  const scale = 10 ** decimals
  // 2·scale·100·n/d against twice the scaled percentage ∓ 1.
  const dividend = 200 * scale * numerator
  const doubled = 2 * Math.round(percent * scale)
  if (numerator === 0 || doubled < 1) return null
  const from = Math.floor(dividend / (doubled + 1)) + 1
  const to = Math.floor(dividend / (doubled - 1))
  return from <= to ? { from, to } : null
}

function fitOf(claim: ShareClaim, { value }: KnownDenominator): 'rounded' | 'truncated' | null {
  const { numerator, percent, decimals } = claim
  if (percentOf(numerator, value, decimals) === percent) return 'rounded'
  return truncatedPercentOf(numerator, value, decimals) === percent ? 'truncated' : null
}

/** "tăng 6 %" of a percentage: 64 was 58 if these are points, 60,4 if it grew by that share of itself. */
export function previousOf(
  percent: number,
  increase: number,
): { ifPoints: number; ifRelative: number | null } {
  return {
    ifPoints: percent - increase,
    ifRelative: increase === -100 ? null : percent / (1 + increase / 100),
  }
}

/** Holds a claimed share against the arithmetic: which denominators give it, and which must have been left unsaid. */
export function checkClaim(claim: ShareClaim): ClaimCheck {
  const candidates = claim.denominators.map((known) => ({
    ...known,
    percent: percentOf(claim.numerator, known.value, 2),
    fits: fitOf(claim, known),
  }))
  return {
    candidates,
    possibleDenominators: denominatorsFor(claim.numerator, claim.percent, claim.decimals),
    isHidden: candidates.every(({ fits }) => fits === null),
    previous: claim.increase === null ? null : previousOf(claim.percent, claim.increase),
  }
}
