import { modals } from '@mantine/modals'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { formatNumber } from '#renderer/ui/format.ts'
import { showDone, showFailure } from '#renderer/ui/notices.ts'
import type { ImportRecord } from '#shared/imports/imports.model.ts'

export type UndoImport = { readonly busy: boolean; readonly ask: (record: ImportRecord) => void }

/** Takes an import's dossiers out again, after asking. */
export function useUndoImport(onDone?: () => void): UndoImport {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const undo = useMutation(
    orpc.dossiers.undoImport.mutationOptions({
      onSuccess: async ({ fileName }) => {
        showDone(t('dossiers.undone', { file: fileName }))
        onDone?.()
        await Promise.all([
          queryClient.invalidateQueries({ queryKey: orpc.dossiers.key() }),
          queryClient.invalidateQueries({ queryKey: orpc.coverage.key() }),
        ])
      },
      onError: (error) => showFailure(t('dossiers.notUndone'), sentenceOf(error)),
    }),
  )
  return {
    busy: undo.isPending,
    ask: ({ id, fileName, accepted }) =>
      modals.openConfirmModal({
        title: t('dossiers.undoTitle'),
        children: t('dossiers.undoQuestion', { file: fileName, accepted: formatNumber(accepted) }),
        labels: { confirm: t('dossiers.undo'), cancel: t('ui.cancel') },
        confirmProps: { color: 'red' },
        onConfirm: () => undo.mutate({ id }),
      }),
  }
}
