import { modals } from '@mantine/modals'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { showDone, showFailure } from '#renderer/ui/notices.ts'
import type { Unit } from '#shared/units/units.model.ts'

/** Ends a unit's validity now, after asking. */
export function useEndUnit(): (unit: Unit) => void {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const end = useMutation(
    orpc.units.endUnit.mutationOptions({
      onSuccess: ({ name }) => {
        showDone(t('units.ended', { name }))
        return queryClient.invalidateQueries({ queryKey: orpc.units.key() })
      },
      onError: (error) => showFailure(t('ui.actionFailed'), sentenceOf(error)),
    }),
  )
  return ({ id, name }) =>
    modals.openConfirmModal({
      title: t('units.endTitle'),
      children: t('units.endQuestion', { name }),
      labels: { confirm: t('units.end'), cancel: t('ui.cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => end.mutate({ id, validToMs: Date.now() }),
    })
}
