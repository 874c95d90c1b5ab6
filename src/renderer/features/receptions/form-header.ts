import type { FormTemplate } from '#shared/receptions/report.model.ts'

export type HeaderCell = {
  readonly key: string
  readonly word: string
  readonly columns: number
  readonly rows: number
}

/**
 * Rows of a merged header: equal neighbours under one cell share it, and a short path reaches down to the last row.
 * `[['A'], ['B', 'x'], ['B', 'y']]` → `A` over two rows, `B` over two columns, then `x`, `y`.
 */
export function headerRows(columns: FormTemplate['columns']): HeaderCell[][] {
  const depth = Math.max(...columns.map(({ path }) => path.length))
  return Array.from({ length: depth }, (_, level) => {
    const cells: HeaderCell[] = []
    let before = ''
    for (const { number, path } of columns) {
      const word = path[level]
      if (word === undefined) {
        before = ''
        continue
      }
      const branch = path.slice(0, level + 1).join('\n')
      const isLast = level === path.length - 1
      const left = cells.at(-1)
      if (left !== undefined && branch === before && !isLast)
        cells[cells.length - 1] = { ...left, columns: left.columns + 1 }
      else cells.push({ key: `${level}-${number}`, word, columns: 1, rows: isLast ? depth - level : 1 })
      before = branch
    }
    return cells
  })
}
