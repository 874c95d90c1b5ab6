import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deduction } from '#shared/scoring/scoring.model.ts'
import { PurposeForm } from '#renderer/ui/purpose-form.tsx'
import { useScoringChanges } from '../use-scoring-changes.ts'

type WithdrawDialogProps = {
  readonly scorecardId: string
  readonly deduction: Deduction
  readonly onClose: () => void
}

export function WithdrawDialog({ scorecardId, deduction, onClose }: WithdrawDialogProps): ReactNode {
  const { t } = useTranslation()
  const { withdrawDeduction } = useScoringChanges(scorecardId)
  return (
    <Modal opened title={t('scoring.withdrawTitle', { code: deduction.incidentCode })} onClose={onClose}>
      <PurposeForm
        purposeLabel={t('scoring.withdrawReason')}
        purposeHint={t('scoring.withdrawHint')}
        minimumLength={5}
        criterionLabel=""
        criteria={[]}
        initialCriterion={null}
        submitLabel={t('scoring.withdraw')}
        isBusy={withdrawDeduction.isPending}
        onCancel={onClose}
        onSubmit={(reason) => withdrawDeduction.mutate({ id: deduction.id, reason }, { onSuccess: onClose })}
      />
    </Modal>
  )
}
