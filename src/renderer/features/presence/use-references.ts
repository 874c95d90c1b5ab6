import { modals } from '@mantine/modals'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { showDone, showFailure } from '#renderer/ui/notices.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { Reference } from '#shared/presence/references.model.ts'

/** What the camera's picture is compared with, and what can be done to it. */
export function useReferences(cameraId: Id) {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const setup = useQuery(orpc.presence.setup.queryOptions({ input: { cameraId } }))
  const answers = (done: string) => ({
    onSuccess: () => {
      showDone(t(done))
      return queryClient.invalidateQueries({ queryKey: orpc.presence.key() })
    },
    onError: (error: unknown) => showFailure(t('ui.actionFailed'), sentenceOf(error)),
  })
  const confirm = useMutation(
    orpc.presence.confirmReference.mutationOptions(answers('presence.reference.confirmed')),
  )
  const withdraw = useMutation(
    orpc.presence.withdrawReference.mutationOptions(answers('presence.reference.withdrawn')),
  )
  const askToWithdraw = ({ id }: Reference): void => {
    modals.openConfirmModal({
      title: t('presence.reference.withdrawTitle'),
      children: t('presence.reference.withdrawQuestion'),
      labels: { confirm: t('presence.reference.withdraw'), cancel: t('ui.cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => withdraw.mutate({ id }),
    })
  }
  return { setup, confirm, askToWithdraw }
}
