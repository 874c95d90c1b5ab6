import { Button, Group, Modal, Select } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueItem } from '#shared/queue/queue.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { showDone, showFailure } from '#renderer/ui/notices.ts'
import { itemTitle } from '../queue-words.ts'

type AssignDialogProps = { readonly item: QueueItem; readonly onClose: () => void }

/** Gives an item to somebody for three days. */
export function AssignDialog({ item, onClose }: AssignDialogProps): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const client = useQueryClient()
  const people = useQuery(orpc.queue.people.queryOptions())
  const [assignee, setAssignee] = useState<string | null>(null)
  const claim = useMutation(
    orpc.queue.claim.mutationOptions({
      onSuccess: () => {
        showDone(t('queue.doneWord.assign'))
        onClose()
      },
      onError: (error) => showFailure(t('ui.actionFailed'), sentenceOf(error)),
      onSettled: () => client.invalidateQueries({ queryKey: orpc.queue.key() }),
    }),
  )
  return (
    <Modal opened onClose={onClose} title={t('queue.assignTitle')}>
      <p>{itemTitle(t, item)}</p>
      <Select
        label={t('queue.assignee')}
        description={t('queue.assignAdvice')}
        data={(people.data ?? []).map(({ username, displayName }) => ({
          value: username,
          label: `${displayName} (${username})`,
        }))}
        value={assignee}
        onChange={setAssignee}
        searchable
        data-autofocus
      />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('ui.cancel')}
        </Button>
        <Button
          disabled={assignee === null}
          loading={claim.isPending}
          onClick={() => claim.mutate({ kind: item.kind, id: item.id, assignee })}
        >
          {t('queue.act.assign')}
        </Button>
      </Group>
    </Modal>
  )
}
