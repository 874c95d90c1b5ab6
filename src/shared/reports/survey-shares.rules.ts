import { foldWords } from '../kernel/fold-words.ts'
import { percentOf } from './figure.rules.ts'

export type SurveyRow = { readonly label: string; readonly count: number }

export type SurveyShares = {
  readonly rows: readonly (SurveyRow & {
    readonly percent: number | null
    /** A level of the scale that the source left out: counted as 0, and shown as such. */
    readonly isHidden: boolean
  })[]
  readonly counted: number
  /** Of the whole percentages; 100 unless rounding moved it, null where nobody answered. */
  readonly percentSum: number | null
  /** Every form was counted under one of the labels. */
  readonly addsUp: boolean
  /** The labels answer different questions, so they are no one scale: the stems that were found. */
  readonly mixedStems: readonly string[]
}

/** Words of degree: what is left without them is what was asked about. */
const DEGREES = new Set([
  'rat',
  'kha',
  'tuong',
  'doi',
  'hoan',
  'toan',
  'khong',
  'chua',
  'it',
  'cuc',
  'ky',
  'binh',
  'thuong',
])

function stemOf(label: string): string {
  return foldWords(label)
    .split(' ')
    .filter((word) => !DEGREES.has(word))
    .join(' ')
}

/** One question has one stem ("hài lòng"); a neutral answer has none and fits any. */
function stemsOf(labels: readonly string[]): string[] {
  return [...new Set(labels.map(stemOf))].filter((stem) => stem !== '')
}

/**
 * Whole percentages, half up, of the answers to one question.
 * @param forms how many valid forms there were
 * @param scale every level that the question has, best first; those without a row are hidden rows of 0
 */
export function surveyShares(
  answers: readonly SurveyRow[],
  forms: number,
  scale: readonly string[] = [],
): SurveyShares {
  const told = new Set(answers.map(({ label }) => foldWords(label)))
  const hidden = scale.filter((label) => !told.has(foldWords(label))).map((label) => ({ label, count: 0 }))
  const rows = [
    ...answers.map((answer) => ({ ...answer, isHidden: false })),
    ...hidden.map((answer) => ({ ...answer, isHidden: true })),
  ].map((row) => ({ ...row, percent: percentOf(row.count, forms) }))
  const counted = answers.reduce((sum, { count }) => sum + count, 0)
  const stems = stemsOf(answers.map(({ label }) => label))
  return {
    rows,
    counted,
    percentSum: forms === 0 ? null : rows.reduce((sum, { percent }) => sum + (percent ?? 0), 0),
    addsUp: counted === forms,
    mixedStems: stems.length > 1 ? stems : [],
  }
}
