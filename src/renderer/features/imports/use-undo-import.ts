import { modals } from '@mantine/modals'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { formatNumber } from '#renderer/ui/format.ts'
import { showDone, showFailure } from '#renderer/ui/notices.ts'
import type { ImportRecord } from '#shared/imports/imports.model.ts'

export type UndoImport = { readonly busy: boolean; readonly ask: (record: ImportRecord) => void }

/** Takes back what an import did, after saying what that means. */
export function useUndoImport(onDone?: () => void): UndoImport {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const undo = useMutation(
    orpc.imports.undo.mutationOptions({
      onSuccess: async ({ fileName }) => {
        showDone(t('imports.undone', { file: fileName }))
        onDone?.()
        await queryClient.invalidateQueries()
      },
      onError: (error) => showFailure(t('imports.notUndone'), sentenceOf(error)),
    }),
  )
  return {
    busy: undo.isPending,
    ask: ({ id, fileName, fresh, changed, vanished }) =>
      modals.openConfirmModal({
        title: t('imports.undoTitle'),
        children: t('imports.undoQuestion', {
          file: fileName,
          fresh: formatNumber(fresh),
          restored: formatNumber(changed + vanished),
        }),
        labels: { confirm: t('imports.undo'), cancel: t('ui.cancel') },
        confirmProps: { color: 'red' },
        onConfirm: () => undo.mutate({ id }),
      }),
  }
}
