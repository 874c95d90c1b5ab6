import type { TFunction } from 'i18next'
import type { Bound, Change, Figure } from '#shared/reports/figure.model.ts'
import { formatNumber, NONE } from '#renderer/ui/format.ts'

/** `63,5 %`, two decimals at most. */
export function percentText(percent: number | null, decimals = 2): string {
  return percent === null ? NONE : `${formatNumber(percent, decimals)} %`
}

/** "trên 95 %", "dưới 5 %", "khoảng 26,63 %": a bound is never shown as if it were exact. */
function bounded(t: TFunction, bound: Bound, text: string): string {
  return bound === 'exact' || text === NONE ? text : t(`reports.bound.${bound}`, { figure: text })
}

/** A figure as offices write it: with its unit, its numbers, its bound. */
export function figureText(t: TFunction, figure: Figure): string {
  switch (figure.kind) {
    case 'count':
      return bounded(
        t,
        figure.bound,
        t(`reports.countUnit.${figure.unit}`, { value: formatNumber(figure.value) }),
      )
    case 'percent':
      return bounded(t, figure.bound, percentText(figure.percent))
    case 'percent-range':
      return `${formatNumber(figure.fromPercent, 2)}–${percentText(figure.toPercent)}`
    case 'share': {
      if (figure.percent === null) return NONE
      const numbers = `${formatNumber(figure.numerator)}/${formatNumber(figure.denominator)}`
      return `${numbers} (${bounded(t, figure.bound, percentText(figure.percent))})`
    }
  }
}

/** `+7`, `−953`, `0`. */
export function signed(value: number, decimals = 0): string {
  const size = formatNumber(Math.abs(value), decimals)
  if (size === '0') return '0'
  return `${value < 0 ? '−' : '+'}${size}`
}

/** `−14,52 %` of the figure before; `—` where that was 0. */
export function relativeText({ relativePercent }: Change): string {
  return relativePercent === null ? NONE : `${signed(relativePercent, 2)} %`
}

/** `+6 điểm %`: the difference of two percentages, which is no percentage of anything. */
export function pointsText(t: TFunction, change: Change): string {
  return t('reports.points', { points: signed(change.difference, 2) })
}
