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
import { useReview } from '../review-context.ts'

/** Asks for the purpose and starts the bundle. */
export function ExportDialog({ bookmark }: { readonly bookmark: Bookmark }): ReactNode {
  const { t } = useTranslation()
  const { commands } = useReview()
  const criteria = useCriterionOptions()
  const sentenceOf = useErrorSentence()
  const exporting = useExportEvidence()
  const submit = (purpose: string, criterionCode: string | null): void =>
    exporting.mutate(
      { bookmarkId: bookmark.id, criterionCode, purpose },
      {
        onSuccess: () => {
          commands.close()
          showDone(t('review.exportStarted'))
        },
        onError: (error) => showFailure(t('ui.actionFailed'), sentenceOf(error)),
      },
    )
  return (
    <Modal opened title={t('review.exportEvidence')} onClose={() => commands.close()}>
      <Text size="sm" mb="sm">
        {formatDateTime(bookmark.fromMs)} – {formatTime(bookmark.toMs)}
        {bookmark.dossierCode === null ? '' : ` · ${bookmark.dossierCode}`}
      </Text>
      <PurposeForm
        purposeLabel={t('review.purpose')}
        purposeHint={t('review.purposeHint')}
        minimumLength={5}
        criterionLabel={t('review.criterion')}
        criteria={criteria}
        initialCriterion={bookmark.criterionCode}
        submitLabel={t('review.export')}
        isBusy={exporting.isPending}
        onCancel={() => commands.close()}
        onSubmit={submit}
      />
    </Modal>
  )
}
