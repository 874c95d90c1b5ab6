import { modals } from '@mantine/modals'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { showDone, showFailure } from '#renderer/ui/notices.ts'
import { DAY_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { Procedure } from '#shared/procedures/procedures.model.ts'

/** Ends a procedure after today, after asking. */
export function useEndProcedure(): (procedure: Procedure) => void {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const end = useMutation(
    orpc.procedures.end.mutationOptions({
      onSuccess: async ({ code }) => {
        showDone(t('procedures.ended', { code }))
        await queryClient.invalidateQueries({ queryKey: orpc.procedures.key() })
        await queryClient.invalidateQueries({ queryKey: orpc.reports.key() })
      },
      onError: (error) => showFailure(t('ui.actionFailed'), sentenceOf(error)),
    }),
  )
  return ({ id, code, name }) =>
    modals.openConfirmModal({
      title: t('procedures.endTitle'),
      children: t('procedures.endQuestion', { code, name }),
      labels: { confirm: t('procedures.end'), cancel: t('ui.cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => end.mutate({ id, validToMs: startOfVietnamDay(Date.now()) + DAY_MS }),
    })
}
