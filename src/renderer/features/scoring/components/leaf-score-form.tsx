import { Button, Checkbox, Group, NumberInput, Text, Textarea } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Criterion, LeafScore, Scorecard } from '#shared/scoring/scoring.model.ts'
import { SCORE_STEP_HUNDREDTHS } from '#shared/scoring/scoring.rules.ts'
import { changesOf, formOf, type LeafForm, problemOf } from '../leaf-form.ts'
import { hundredthsOfInput, inputOfHundredths } from '../points.ts'
import { useScoringChanges } from '../use-scoring-changes.ts'

type LeafScoreFormProps = {
  readonly scorecard: Scorecard
  readonly criterion: Criterion
  readonly score: LeafScore
  readonly isReadOnly: boolean
}

/** Self-score, and the appraisal's or the survey's; a reason where the appraisal differs. */
export function LeafScoreForm({ scorecard, criterion, score, isReadOnly }: LeafScoreFormProps): ReactNode {
  const { t } = useTranslation()
  const { setScores } = useScoringChanges(scorecard.id)
  const [form, setForm] = useState<LeafForm>(() => formOf(score))
  const change = (part: Partial<LeafForm>): void => setForm((before) => ({ ...before, ...part }))
  const problem = problemOf(criterion, form)
  const [first, ...rest] = problem === null ? changesOf(scorecard.id, criterion, score, form) : []
  const isOff = isReadOnly || form.notApplicable
  const points = { criterion, isOff }

  return (
    <form
      className="scorecard-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (first) setScores.mutate([first, ...rest])
      }}
    >
      <Group gap="sm" align="flex-end" wrap="nowrap">
        <PointsInput
          {...points}
          label={t('scoring.self')}
          value={form.selfHundredths}
          onChange={(selfHundredths) => change({ selfHundredths })}
        />
        {criterion.survey ? (
          <PointsInput
            {...points}
            label={t('scoring.survey')}
            value={form.surveyHundredths}
            onChange={(surveyHundredths) => change({ surveyHundredths })}
          />
        ) : (
          <PointsInput
            {...points}
            label={t('scoring.appraised')}
            value={form.appraisedHundredths}
            onChange={(appraisedHundredths) => change({ appraisedHundredths })}
          />
        )}
        <Checkbox
          className="scorecard-off"
          label={t('scoring.notApplicable')}
          checked={form.notApplicable}
          disabled={isReadOnly}
          onChange={(event) => change({ notApplicable: event.currentTarget.checked })}
        />
      </Group>
      {(!isReadOnly || form.reason !== '') && (
        <Textarea
          label={t('scoring.reason')}
          autosize
          minRows={1}
          maxRows={4}
          maxLength={2000}
          value={form.reason}
          readOnly={isReadOnly}
          withAsterisk={problem === 'reason-missing'}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
      )}
      {!isReadOnly && (
        <Group justify="space-between" wrap="nowrap" mt={6} mih={30}>
          <Text size="xs" c="red" role="status">
            {problem === null ? '' : t(`scoring.problem.${problem}`)}
          </Text>
          <Button
            type="submit"
            size="compact-sm"
            disabled={!first}
            loading={setScores.isPending}
            data-testid="save-score"
          >
            {t('scoring.save')}
          </Button>
        </Group>
      )}
    </form>
  )
}

type PointsInputProps = {
  readonly label: string
  readonly criterion: Criterion
  readonly value: number | null
  readonly isOff: boolean
  readonly onChange: (hundredths: number | null) => void
}

function PointsInput({ label, criterion, value, isOff, onChange }: PointsInputProps): ReactNode {
  return (
    <NumberInput
      label={label}
      w={104}
      min={0}
      max={criterion.maxHundredths / 100}
      step={SCORE_STEP_HUNDREDTHS / 100}
      decimalScale={2}
      fixedDecimalScale
      decimalSeparator=","
      allowedDecimalSeparators={[',', '.']}
      clampBehavior="none"
      disabled={isOff}
      value={inputOfHundredths(value)}
      onChange={(input) => onChange(hundredthsOfInput(input))}
    />
  )
}
