import { modals } from '@mantine/modals'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { showDone, showFailure } from '#renderer/ui/notices.ts'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { CredentialsForm } from './components/credentials-form.tsx'

/** Start or stop recording, change the login, take out of service. Stopping leaves a gap and removing is final: both ask. */
export function useCameraActions({ id, name, username }: Camera) {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const refresh = async (): Promise<void> => {
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: orpc.cameras.key() }),
      queryClient.invalidateQueries({ queryKey: orpc.recordings.key() }),
    ])
  }
  const onError = (error: unknown): void => showFailure(t('ui.actionFailed'), sentenceOf(error))
  const setRecording = useMutation(
    orpc.cameras.setRecording.mutationOptions({
      onSuccess: ({ name: changedName, state }) => {
        showDone(t(state === 'recording' ? 'cameras.started' : 'cameras.stopped', { name: changedName }))
        return refresh()
      },
      onError,
    }),
  )
  const remove = useMutation(
    orpc.cameras.remove.mutationOptions({
      onSuccess: () => {
        showDone(t('cameras.removedNotice', { name }))
        return refresh()
      },
      onError,
    }),
  )

  return {
    busy: setRecording.isPending || remove.isPending,
    start: (): void => setRecording.mutate({ id, record: true }),
    askToStop: (): void => {
      modals.openConfirmModal({
        title: t('cameras.stopTitle'),
        children: t('cameras.stopQuestion', { name }),
        labels: { confirm: t('cameras.stop'), cancel: t('ui.cancel') },
        confirmProps: { color: 'red' },
        onConfirm: () => setRecording.mutate({ id, record: false }),
      })
    },
    askToRemove: (): void => {
      modals.openConfirmModal({
        title: t('cameras.removeTitle'),
        children: t('cameras.removeQuestion', { name }),
        labels: { confirm: t('cameras.remove'), cancel: t('ui.cancel') },
        confirmProps: { color: 'red' },
        onConfirm: () => remove.mutate({ id }),
      })
    },
    askForCredentials: (): void => {
      const modalId = modals.open({
        title: t('cameras.credentialsTitle', { name }),
        children: <CredentialsForm camera={{ id, username }} onDone={() => modals.close(modalId)} />,
      })
    },
  }
}
