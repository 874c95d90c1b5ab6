import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { QueueItem } from '#shared/queue/queue.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { showDone, showFailure } from '#renderer/ui/notices.ts'
import type { QueueAct } from './queue-keys.ts'

export type Act = (item: Pick<QueueItem, 'kind' | 'id'>, act: QueueAct) => void

/** Does what a key or a button asks for; decisions can be taken back for a while. */
export function useQueueActs(): Act {
  const { t } = useTranslation()
  const client = useQueryClient()
  const sentenceOf = useSentenceOf()
  const options = {
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: orpc.queue.key() })
      await client.invalidateQueries({ queryKey: orpc.findings.key() })
    },
    onError: (error: unknown) => showFailure(t('ui.actionFailed'), sentenceOf(error)),
  }
  const decide = useMutation(orpc.findings.decide.mutationOptions(options))
  const finish = useMutation(orpc.queue.finish.mutationOptions(options))
  const reopen = useMutation(orpc.queue.reopen.mutationOptions(options))
  const claim = useMutation(orpc.queue.claim.mutationOptions(options))
  const release = useMutation(orpc.queue.release.mutationOptions(options))

  function offerUndo(id: string, message: string, undo: () => void): void {
    const notice = `queue-${id}`
    const onUndo = (): void => {
      notifications.hide(notice)
      undo()
    }
    notifications.show({
      id: notice,
      color: 'pine',
      autoClose: 8000,
      message: (
        <Group justify="space-between">
          {message}
          <Button size="compact-xs" variant="subtle" onClick={onUndo}>
            {t('queue.undo')}
          </Button>
        </Group>
      ),
    })
  }

  return ({ kind, id }, act) => {
    if (act.do === 'claim')
      claim.mutate({ kind, id }, { onSuccess: () => showDone(t('queue.doneWord.claim')) })
    else if (act.do === 'release')
      release.mutate({ kind, id }, { onSuccess: () => showDone(t('queue.doneWord.release')) })
    else if (act.do === 'decide')
      decide.mutate(
        { ids: [id], state: act.state },
        {
          onSuccess: () =>
            offerUndo(id, t(`queue.doneWord.${act.state}`), () =>
              decide.mutate({ ids: [id], state: 'open' }),
            ),
        },
      )
    else
      finish.mutate(
        { id, outcome: act.outcome },
        {
          onSuccess: () => offerUndo(id, t(`queue.doneWord.${act.outcome}`), () => reopen.mutate({ id })),
        },
      )
  }
}
