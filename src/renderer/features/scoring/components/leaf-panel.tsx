import { Badge, Button, Group, Text } from '@mantine/core'
import { IconGavel } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { baseScoreHundredths, finalScoreHundredths } from '#shared/scoring/scoring.rules.ts'
import { useMay } from '#renderer/api/session.ts'
import { arithmetic, formatPoints } from '../points.ts'
import { DeductionDialog } from './deduction-dialog.tsx'
import { DeductionList } from './deduction-list.tsx'
import type { LeafPanelProps } from './leaf-panel-props.ts'
import { LeafScoreForm } from './leaf-score-form.tsx'

/** One criterion: its rule, its scores, the arithmetic, and what was deducted on which clip. */
export function LeafPanel(props: LeafPanelProps): ReactNode {
  const { scorecard, criterion, score, deductions, clips } = props
  const { t } = useTranslation()
  const may = useMay()
  const [isAdding, setIsAdding] = useState(false)
  return (
    <section className="scorecard-middle" aria-label={criterion.title}>
      <h2>
        {criterion.code} {criterion.title}
      </h2>
      <Group gap={6} mb={6}>
        <Badge>{t('scoring.maxOf', { points: formatPoints(criterion.maxHundredths) })}</Badge>
        {criterion.evidenceKinds.map((kind) => (
          <Badge key={kind} color="gray">
            {t(`scoring.evidenceKind.${kind}`)}
          </Badge>
        ))}
      </Group>
      <Text size="sm" className="scorecard-rule">
        {criterion.rule}
      </Text>
      <LeafScoreForm
        scorecard={scorecard}
        criterion={criterion}
        score={score}
        isReadOnly={!may('scoring.score')}
      />
      <Arithmetic criterion={criterion} score={score} deductions={deductions} />
      <Group justify="space-between" mt="sm" mb={4}>
        <h3>{t('scoring.deductions')}</h3>
        {may('scoring.score') && (
          <Button
            size="compact-sm"
            variant="light"
            color="red"
            data-testid="add-deduction"
            leftSection={<IconGavel size={14} aria-hidden />}
            onClick={() => setIsAdding(true)}
          >
            {t('scoring.addDeduction')}
          </Button>
        )}
      </Group>
      <DeductionList {...props} />
      {isAdding && (
        <DeductionDialog
          scorecard={scorecard}
          criterion={criterion}
          clips={clips}
          onClose={() => setIsAdding(false)}
        />
      )}
    </section>
  )
}

type ArithmeticProps = Pick<LeafPanelProps, 'criterion' | 'score' | 'deductions'>

function Arithmetic({ criterion, score, deductions }: ArithmeticProps): ReactNode {
  const { t } = useTranslation()
  const base = baseScoreHundredths(criterion, score)
  const final = finalScoreHundredths(criterion, score, deductions)
  const active = deductions.filter(({ state }) => state === 'active').map(({ hundredths }) => hundredths)
  const isClamped = base !== null && base - active.reduce((sum, one) => sum + one, 0) < 0
  const text = base === null || final === null ? t('scoring.notScoredYet') : arithmetic(base, active, final)
  return (
    <div className="scorecard-arithmetic" data-testid="arithmetic">
      <span>{t('scoring.counts')}</span>
      <strong>{score.notApplicable ? t('scoring.notApplicableShort') : text}</strong>
      {isClamped && <span>{t('scoring.neverBelowZero')}</span>}
    </div>
  )
}
