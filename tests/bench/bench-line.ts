/** One figure of ours beside the plain tool's, measured in the same run. */
export type BenchLine = {
  readonly name: string
  readonly unit: string
  readonly ours: number
  readonly limit: number
  /** The ratio that the project holds itself to; null: printed for information. */
  readonly wanted: number | null
}

const figure = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3))

export function ratioOf({ ours, limit }: BenchLine): number {
  return ours / limit
}

/** `✗` only where a wanted ratio is missed. */
export function formatLine(line: BenchLine): string {
  const { name, unit, ours, limit, wanted } = line
  const ratio = ratioOf(line)
  const verdict = wanted === null ? ' ' : ratio <= wanted ? '✓' : '✗'
  const want = wanted === null ? '' : ` (wanted ≤ ${wanted})`
  return `${verdict} ${name}: ${figure(ours)} ${unit}, limit ${figure(limit)} ${unit}, ratio ${ratio.toFixed(2)}${want}`
}
