import {
  type Criterion,
  type LeafScore,
  type SetScore,
  setScoreSchema,
} from '#shared/scoring/scoring.model.ts'
import { SCORE_STEP_HUNDREDTHS } from '#shared/scoring/scoring.rules.ts'

/** What a person has typed for one leaf; hundredths. */
export type LeafForm = Pick<
  LeafScore,
  'selfHundredths' | 'appraisedHundredths' | 'surveyHundredths' | 'notApplicable' | 'reason'
>

export function formOf(leaf: LeafScore): LeafForm {
  const { selfHundredths, appraisedHundredths, surveyHundredths, notApplicable, reason } = leaf
  return { selfHundredths, appraisedHundredths, surveyHundredths, notApplicable, reason }
}

/** Key under `scoring.problem.`; null when the form can be saved. */
export type LeafProblem = 'over-max' | 'step' | 'reason-missing'

export function problemOf(criterion: Criterion, form: LeafForm): LeafProblem | null {
  const { selfHundredths, appraisedHundredths, surveyHundredths, reason } = form
  const scores = [selfHundredths, appraisedHundredths, surveyHundredths].filter((score) => score !== null)
  if (scores.some((score) => score > criterion.maxHundredths)) return 'over-max'
  if (scores.some((score) => score % SCORE_STEP_HUNDREDTHS !== 0)) return 'step'
  const differs =
    selfHundredths !== null && appraisedHundredths !== null && selfHundredths !== appraisedHundredths
  return differs && reason.trim() === '' ? 'reason-missing' : null
}

/** The calls that bring a leaf to what was typed: one per column that changed, or one for the rest. */
export function changesOf(
  scorecardId: string,
  criterion: Criterion,
  leaf: LeafScore,
  form: LeafForm,
): SetScore[] {
  const columns = [
    { column: 'self', before: leaf.selfHundredths, after: form.selfHundredths },
    criterion.survey
      ? { column: 'survey', before: leaf.surveyHundredths, after: form.surveyHundredths }
      : { column: 'appraised', before: leaf.appraisedHundredths, after: form.appraisedHundredths },
  ] as const
  const isRestChanged = leaf.notApplicable !== form.notApplicable || leaf.reason !== form.reason.trim()
  const changed = columns.filter(({ before, after }) => before !== after)
  const sent = changed.length === 0 && isRestChanged ? columns.slice(-1) : changed
  return sent.map(({ column, after }) =>
    setScoreSchema.parse({
      scorecardId,
      criterionCode: criterion.code,
      column,
      hundredths: after,
      notApplicable: form.notApplicable,
      reason: form.reason,
    }),
  )
}
