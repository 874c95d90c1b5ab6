import type { CountComparison, RatioComparison } from '#shared/receptions/report.model.ts'
import { formatNumber, NONE } from '#renderer/ui/format.ts'

const signed = (value: number, decimals: number): string => {
  const size = formatNumber(Math.abs(value), decimals)
  if (size === '0') return '0'
  return `${value < 0 ? '−' : '+'}${size}`
}

/** `−953 (−14,5 %)`; the share is left out where there was nothing before. */
export function countDifference({ difference, relative }: CountComparison): string {
  return relative === null ? signed(difference, 0) : `${signed(difference, 0)} (${signed(relative, 1)} %)`
}

/** `+5,5 điểm %`: the difference of two rates is in points, never in per cent. */
export function ratioDifference({ points }: RatioComparison, pointsWord: string): string {
  return points === null ? NONE : `${signed(points, 1)} ${pointsWord}`
}
