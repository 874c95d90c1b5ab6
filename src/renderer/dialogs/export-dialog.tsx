import { Modal, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Bookmark } from '#shared/review/review.model.ts'
import { useCriterionOptions } from '#renderer/api/criterion-options.ts'
import { useExportEvidence } from '#renderer/api/evidence-export.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { formatDateTime, formatTime } from '#renderer/ui/format.ts'
import { showDone, showFailure } from '#renderer/ui/notices.ts'
import { PurposeForm } from '#renderer/ui/purpose-form.tsx'

type ExportDialogProps = { readonly bookmark: Bookmark; readonly onClose: () => void }

/** Asks for the purpose and starts the bundle. */
export function ExportDialog({ bookmark, onClose }: ExportDialogProps): ReactNode {
  const { t } = useTranslation()
  const criteria = useCriterionOptions()
  const sentenceOf = useSentenceOf()
  const exporting = useExportEvidence()
  const submit = (purpose: string, criterionCode: string | null): void =>
    exporting.mutate(
      { bookmarkId: bookmark.id, criterionCode, purpose },
      {
        onSuccess: () => {
          onClose()
          showDone(t('dialogs.export.started'))
        },
        onError: (error) => showFailure(t('ui.actionFailed'), sentenceOf(error)),
      },
    )
  return (
    <Modal opened title={t('dialogs.export.title')} onClose={onClose}>
      <Text size="sm" mb="sm">
        {formatDateTime(bookmark.fromMs)} – {formatTime(bookmark.toMs)}
        {bookmark.dossierCode === null ? '' : ` · ${bookmark.dossierCode}`}
      </Text>
      <PurposeForm
        purposeLabel={t('dialogs.export.purpose')}
        purposeHint={t('dialogs.export.purposeHint')}
        minimumLength={5}
        criterionLabel={t('dialogs.export.criterion')}
        criteria={criteria}
        initialCriterion={bookmark.criterionCode}
        submitLabel={t('dialogs.export.submit')}
        isBusy={exporting.isPending}
        onCancel={onClose}
        onSubmit={submit}
      />
    </Modal>
  )
}
