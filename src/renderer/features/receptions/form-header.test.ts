import { describe, expect, it } from 'vitest'
import { formTemplateAt } from '#shared/receptions/form-01-tcd.template.ts'
import type { FormTemplate } from '#shared/receptions/report.model.ts'
import { headerRows } from './form-header.ts'

const column = (number: number, ...path: string[]): FormTemplate['columns'][number] => ({
  number,
  path,
  unit: 'visits',
  sumOf: [],
})

describe('the merged header of a form', () => {
  it('merges equal neighbours and lets short columns reach down', () => {
    const rows = headerRows([column(1, 'A'), column(2, 'B', 'x'), column(3, 'B', 'y'), column(4, 'C')])
    expect(
      rows.map((cells) => cells.map(({ word, columns, rows: deep }) => `${word} ${columns}×${deep}`)),
    ).toEqual([
      ['A 1×2', 'B 2×1', 'C 1×2'],
      ['x 1×1', 'y 1×1'],
    ])
  })

  it('does not merge equal words of different branches', () => {
    const rows = headerRows([column(1, 'A', 'Lượt'), column(2, 'B', 'Lượt')])
    expect(rows[1]?.map(({ columns }) => columns)).toEqual([1, 1])
  })

  it('covers all 29 columns of Biểu 01/TCD in every row that it has, once', () => {
    const { columns } = formTemplateAt(0)
    const rows = headerRows(columns)
    expect(rows).toHaveLength(3)
    const covered = rows.flatMap((cells) => cells.map((cell) => cell.columns * cell.rows))
    expect(covered.reduce((sum, part) => sum + part, 0)).toBe(29 * 3)
    expect(rows[0]?.map(({ columns: wide }) => wide)).toEqual([1, 1, 1, 8, 9, 9])
  })
})
