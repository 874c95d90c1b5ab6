import { modals } from '@mantine/modals'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { showDone, showFailure } from '#renderer/ui/notices.ts'
import type { User } from '#shared/users/users.model.ts'

/** Closes an account after asking, or opens it again. */
export function useSetActive(): (user: User, active: boolean) => void {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const setActive = useMutation(
    orpc.users.setActive.mutationOptions({
      onSuccess: ({ displayName, active }) => {
        showDone(t(active ? 'users.activated' : 'users.deactivated', { name: displayName }))
        return queryClient.invalidateQueries({ queryKey: orpc.users.list.key() })
      },
      onError: (error) => showFailure(t('ui.actionFailed'), sentenceOf(error)),
    }),
  )
  return ({ id, displayName }, active) => {
    if (active) {
      setActive.mutate({ id, active })
      return
    }
    modals.openConfirmModal({
      title: t('users.deactivateTitle'),
      children: t('users.deactivateQuestion', { name: displayName }),
      labels: { confirm: t('users.deactivate'), cancel: t('ui.cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => setActive.mutate({ id, active }),
    })
  }
}
