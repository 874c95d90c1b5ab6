import type { CountUnit, FormTemplate } from './report.model.ts'

type Column = FormTemplate['columns'][number]

const REGULAR = 'Tiếp thường xuyên'
const HEAD = 'Thủ trưởng tiếp'
const DELEGATED = 'Ủy quyền tiếp'
const CASES = 'Số vụ việc'
const GROUPS = 'Trong đó đoàn đông người'

/** The eight columns that each regime has, from `first` on. */
function eightColumns(regime: string, first: number): Column[] {
  const column = (offset: number, unit: CountUnit, ...words: readonly string[]): Column => ({
    number: first + offset,
    path: [regime, ...words],
    unit,
    sumOf: [],
  })
  return [
    column(0, 'visits', 'Số lượt tiếp'),
    column(1, 'people', 'Số người được tiếp'),
    column(2, 'cases', CASES, 'Lần đầu'),
    column(3, 'cases', CASES, 'Nhiều lần'),
    column(4, 'groups', GROUPS, 'Số đoàn'),
    column(5, 'people', GROUPS, 'Số người'),
    column(6, 'cases', GROUPS, 'Vụ việc lần đầu'),
    column(7, 'cases', GROUPS, 'Vụ việc nhiều lần'),
  ]
}

const total = (number: number, unit: CountUnit, word: string, sumOf: number[]): Column => ({
  number,
  path: [word],
  unit,
  sumOf,
})

const sessions = (number: number, regime: string): Column => ({
  number,
  path: [regime, 'Số kỳ tiếp'],
  unit: 'sessions',
  sumOf: [],
})

type Version = FormTemplate & { readonly validFromMs: number }

/**
 * Biểu 01/TCD by version, newest last: a later circular adds one with the day from which it holds, and periods before
 * keep theirs.
 */
export const FORM_01_TCD_VERSIONS: readonly [Version, ...Version[]] = [
  {
    version: '01/TCD-2021',
    validFromMs: 0,
    title: 'Biểu 01/TCD: Kết quả tiếp công dân thường xuyên, định kỳ và đột xuất',
    columns: [
      total(1, 'visits', 'Tổng số lượt tiếp', [4, 13, 22]),
      total(2, 'people', 'Tổng số người được tiếp', [5, 14, 23]),
      total(3, 'cases', 'Tổng số vụ việc tiếp', [6, 7, 15, 16, 24, 25]),
      ...eightColumns(REGULAR, 4),
      sessions(12, HEAD),
      ...eightColumns(HEAD, 13),
      sessions(21, DELEGATED),
      ...eightColumns(DELEGATED, 22),
    ],
  },
]

/** The version in force at the end of a period. */
export function formTemplateAt(atMs: number): FormTemplate {
  const [first, ...later] = FORM_01_TCD_VERSIONS
  const { version, title, columns } = later.findLast(({ validFromMs }) => validFromMs <= atMs) ?? first
  return { version, title, columns }
}
