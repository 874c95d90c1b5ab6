const HUNDREDTHS = 100

/** `1,75` of 175 hundredths; always two decimals, since that is how points are written. */
export function formatPoints(hundredths: number): string {
  const sign = hundredths < 0 ? '−' : ''
  const absolute = Math.abs(hundredths)
  return `${sign}${Math.floor(absolute / HUNDREDTHS)},${String(absolute % HUNDREDTHS).padStart(2, '0')}`
}

/** What a number field holds, as hundredths; null for an empty field. */
export function hundredthsOfInput(value: number | string): number | null {
  if (value === '') return null
  const points = typeof value === 'number' ? value : Number(value.replace(',', '.'))
  return Number.isFinite(points) ? Math.round(points * HUNDREDTHS) : null
}

export function inputOfHundredths(hundredths: number | null): number | '' {
  return hundredths === null ? '' : hundredths / HUNDREDTHS
}

/** `2,50 − 0,25 − 0,50 = 1,75`: what counts and how it came about. */
export function arithmetic(
  baseHundredths: number,
  deducted: readonly number[],
  finalHundredths: number,
): string {
  if (deducted.length === 0) return formatPoints(finalHundredths)
  const parts = [formatPoints(baseHundredths), ...deducted.map(formatPoints)]
  return `${parts.join(' − ')} = ${formatPoints(finalHundredths)}`
}
