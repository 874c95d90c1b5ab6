import { Modal, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Bookmark } from '#shared/review/review.model.ts'
import { useErrorSentence } from '#renderer/api/app-error.ts'
import { useCriterionOptions } from '#renderer/api/criterion-options.ts'
import { useExportEvidence } from '#renderer/api/evidence-export.ts'
import { formatDateTime, formatTime } from '#renderer/ui/format.ts'
import { showDone, showFailure } from '#renderer/ui/notices.ts'
import { PurposeForm } from '#renderer/ui/purpose-form.tsx'

type ExportDialogProps = { readonly bookmark: Bookmark; readonly onClose: () => void }

export function ExportDialog({ bookmark, onClose }: ExportDialogProps): ReactNode {
  const { t } = useTranslation()
  const criteria = useCriterionOptions()
  const sentenceOf = useErrorSentence()
  const exporting = useExportEvidence()
  const submit = (purpose: string, criterionCode: string | null): void =>
    exporting.mutate(
      { bookmarkId: bookmark.id, criterionCode, purpose },
      {
        onSuccess: () => {
          onClose()
          showDone(t('evidence.exportStarted'))
        },
        onError: (error) => showFailure(t('ui.actionFailed'), sentenceOf(error)),
      },
    )
  return (
    <Modal opened title={t('evidence.exportTitle')} onClose={onClose}>
      <Text size="sm" mb="sm">
        {formatDateTime(bookmark.fromMs)} – {formatTime(bookmark.toMs)}
        {bookmark.dossierCode === null ? '' : ` · ${bookmark.dossierCode}`}
      </Text>
      <PurposeForm
        purposeLabel={t('evidence.purpose')}
        purposeHint={t('evidence.purposeHint')}
        minimumLength={5}
        criterionLabel={t('evidence.criterion')}
        criteria={criteria}
        initialCriterion={bookmark.criterionCode}
        submitLabel={t('evidence.export')}
        isBusy={exporting.isPending}
        onCancel={onClose}
        onSubmit={submit}
      />
    </Modal>
  )
}
