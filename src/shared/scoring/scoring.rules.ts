import { AppError } from '../kernel/app-error.ts'
import type {
  CriteriaTemplate,
  Criterion,
  Deduction,
  LeafScore,
  Scorecard,
  ScorecardTotal,
  ScoreColumn,
  SetScore,
} from './scoring.model.ts'

/** A quarter of a point. */
export const SCORE_STEP_HUNDREDTHS = 25

type ActiveDeduction = Pick<Deduction, 'criterionCode' | 'hundredths' | 'state'>

export function leavesOf(template: CriteriaTemplate): Criterion[] {
  return template.domains.flatMap((domain) => domain.criteria)
}

/** @throws AppError `not-found criterion.unknown {criterion}` */
export function requireLeaf(template: CriteriaTemplate, criterionCode: string): Criterion {
  const leaf = leavesOf(template).find((candidate) => candidate.code === criterionCode)
  if (!leaf) throw new AppError('not-found', 'criterion.unknown', { criterion: criterionCode })
  return leaf
}

export function emptyLeafScore(criterionCode: string): LeafScore {
  return {
    criterionCode,
    selfHundredths: null,
    appraisedHundredths: null,
    surveyHundredths: null,
    notApplicable: false,
    reason: '',
  }
}

/** Before deductions: the survey's score for survey leaves, else the appraisal's; never the self-score. */
export function baseScoreHundredths(criterion: Criterion, score: LeafScore): number | null {
  return criterion.survey ? score.surveyHundredths : score.appraisedHundredths
}

/** What counts: the base score less the active deductions, never below 0; null while nobody has scored it. */
export function finalScoreHundredths(
  criterion: Criterion,
  score: LeafScore,
  deductions: readonly ActiveDeduction[],
): number | null {
  const base = baseScoreHundredths(criterion, score)
  if (base === null) return null
  const deducted = deductions
    .filter((deduction) => deduction.state === 'active' && deduction.criterionCode === criterion.code)
    .reduce((sum, deduction) => sum + deduction.hundredths, 0)
  return Math.max(0, base - deducted)
}

/** `points ÷ maxPoints × 100` in hundredths, rounded half up, in whole numbers throughout. */
export function indexHundredths(hundredths: number, maxHundredths: number): number | null {
  if (maxHundredths === 0) return null
  return Math.floor((hundredths * 20_000 + maxHundredths) / (2 * maxHundredths))
}

/** The grade with the highest threshold that the index reaches. */
export function gradeCodeOf(template: CriteriaTemplate, index: number): string | null {
  const reached = template.grades.filter((grade) => grade.fromHundredths <= index)
  return reached.toSorted((left, right) => right.fromHundredths - left.fromHundredths)[0]?.code ?? null
}

/**
 * The scorecard's sum. A leaf that does not apply leaves both sides of the fraction; one without a score counts 0 on
 * one side only, and there is no grade before every leaf that applies has its score.
 */
export function totalOf(
  template: CriteriaTemplate,
  scores: readonly LeafScore[],
  deductions: readonly ActiveDeduction[],
): ScorecardTotal {
  const byCode = new Map(scores.map((score) => [score.criterionCode, score]))
  const leaves = leavesOf(template)
    .map((criterion) => ({ criterion, score: byCode.get(criterion.code) ?? emptyLeafScore(criterion.code) }))
    .filter(({ score }) => !score.notApplicable)
  const finals = leaves.flatMap(
    ({ criterion, score }) => finalScoreHundredths(criterion, score, deductions) ?? [],
  )
  const hundredths = finals.reduce((sum, value) => sum + value, 0)
  const maxHundredths = leaves.reduce((sum, { criterion }) => sum + criterion.maxHundredths, 0)
  const index = indexHundredths(hundredths, maxHundredths)
  const isComplete = finals.length === leaves.length
  return {
    hundredths,
    maxHundredths,
    indexHundredths: index,
    gradeCode: index !== null && isComplete ? gradeCodeOf(template, index) : null,
    scoredLeaves: finals.length,
    leaves: leaves.length,
  }
}

function requireColumn(criterion: Criterion, column: ScoreColumn): void {
  const detail = { criterion: criterion.code }
  if (column === 'survey' && !criterion.survey) throw new AppError('invalid', 'score.not-survey-leaf', detail)
  if (column === 'appraised' && criterion.survey) throw new AppError('invalid', 'score.survey-leaf', detail)
}

function requirePoints(criterion: Criterion, hundredths: number | null): void {
  const detail = { criterion: criterion.code, maxHundredths: criterion.maxHundredths }
  if (hundredths === null) return
  if (hundredths > criterion.maxHundredths) throw new AppError('invalid', 'score.over-max', detail)
  if (hundredths < 0 || hundredths % SCORE_STEP_HUNDREDTHS !== 0)
    throw new AppError('invalid', 'score.step', detail)
}

/**
 * The leaf after one score was set or taken back (`hundredths` null).
 * @throws AppError `invalid score.over-max`, `score.step`, `score.not-survey-leaf`, `score.survey-leaf`,
 *   `score.reason-missing` where the appraisal differs from the self-score
 */
export function withScore(
  criterion: Criterion,
  leaf: LeafScore,
  input: Pick<SetScore, 'column' | 'hundredths' | 'notApplicable' | 'reason'>,
): LeafScore {
  requireColumn(criterion, input.column)
  requirePoints(criterion, input.hundredths)
  const next: LeafScore = {
    ...leaf,
    ...(input.column === 'self' ? { selfHundredths: input.hundredths } : {}),
    ...(input.column === 'appraised' ? { appraisedHundredths: input.hundredths } : {}),
    ...(input.column === 'survey' ? { surveyHundredths: input.hundredths } : {}),
    notApplicable: input.notApplicable,
    reason: input.column === 'appraised' || input.reason !== '' ? input.reason : leaf.reason,
  }
  const { selfHundredths, appraisedHundredths } = next
  const differs =
    selfHundredths !== null && appraisedHundredths !== null && selfHundredths !== appraisedHundredths
  if (differs && next.reason === '') {
    throw new AppError('invalid', 'score.reason-missing', { criterion: criterion.code })
  }
  return next
}

/** How far the scorecard has come, from its leaves; what was published stays so. */
export function stateAfter(
  current: Scorecard['state'],
  template: CriteriaTemplate,
  scores: readonly LeafScore[],
): Scorecard['state'] {
  if (current === 'published') return current
  const total = totalOf(template, scores, [])
  if (total.leaves > 0 && total.scoredLeaves === total.leaves) return 'appraised'
  const applying = scores.filter((score) => !score.notApplicable)
  const hasScore = (score: LeafScore): boolean =>
    score.appraisedHundredths !== null || score.surveyHundredths !== null
  if (applying.some(hasScore)) return 'appraising'
  return applying.length > 0 && applying.every((score) => score.selfHundredths !== null)
    ? 'self-scored'
    : 'draft'
}

/** What a deduction has to cite. */
export type CitedClip = {
  readonly state: string
  readonly communeUnitId: string
  readonly requestedFromMs: number
  readonly requestedToMs: number
}

/**
 * Whether a clip may carry a deduction on this leaf of this scorecard.
 * @throws AppError `precondition evidence.clip-not-sealed`, `invalid deduction.wrong-commune`,
 *   `deduction.outside-period`, `deduction.over-max {criterion, maxHundredths}`
 */
export function requireDeductible(
  scorecard: Pick<Scorecard, 'communeUnitId' | 'periodFromMs' | 'periodToMs'>,
  criterion: Criterion,
  hundredths: number,
  clip: CitedClip,
): void {
  if (clip.state !== 'sealed') throw new AppError('precondition', 'evidence.clip-not-sealed')
  if (clip.communeUnitId !== scorecard.communeUnitId) throw new AppError('invalid', 'deduction.wrong-commune')
  if (clip.requestedFromMs < scorecard.periodFromMs || clip.requestedToMs > scorecard.periodToMs) {
    throw new AppError('invalid', 'deduction.outside-period')
  }
  if (hundredths > criterion.maxHundredths) {
    const { code, maxHundredths } = criterion
    throw new AppError('invalid', 'deduction.over-max', { criterion: code, maxHundredths })
  }
}
