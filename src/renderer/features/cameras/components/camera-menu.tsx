import { ActionIcon, Menu } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconDotsVertical, IconKey, IconPlayerRecord, IconPlayerStop, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { showDone, showFailure } from '#renderer/ui/notices.ts'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { CredentialsForm } from './credentials-form.tsx'

/** Start or stop recording, take out of service. Stopping leaves a gap and removing is final, so both ask. */
export function CameraMenu({ camera }: { readonly camera: Camera }): ReactNode {
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
      onSuccess: ({ name, state }) => {
        showDone(t(state === 'recording' ? 'cameras.started' : 'cameras.stopped', { name }))
        return refresh()
      },
      onError,
    }),
  )
  const remove = useMutation(
    orpc.cameras.remove.mutationOptions({
      onSuccess: ({ name }) => {
        showDone(t('cameras.removedNotice', { name }))
        return refresh()
      },
      onError,
    }),
  )
  if (camera.state === 'removed') return null
  const { id, name } = camera

  function askToStop(): void {
    modals.openConfirmModal({
      title: t('cameras.stopTitle'),
      children: t('cameras.stopQuestion', { name }),
      labels: { confirm: t('cameras.stop'), cancel: t('ui.cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => setRecording.mutate({ id, record: false }),
    })
  }

  function askToRemove(): void {
    modals.openConfirmModal({
      title: t('cameras.removeTitle'),
      children: t('cameras.removeQuestion', { name }),
      labels: { confirm: t('cameras.remove'), cancel: t('ui.cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => remove.mutate({ id }),
    })
  }

  function askForCredentials(): void {
    const modalId = modals.open({
      title: t('cameras.credentialsTitle', { name }),
      children: <CredentialsForm camera={camera} onDone={() => modals.close(modalId)} />,
    })
  }

  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          loading={setRecording.isPending || remove.isPending}
          aria-label={t('cameras.menu', { name })}
        >
          <IconDotsVertical size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {camera.state === 'recording' ? (
          <Menu.Item leftSection={<IconPlayerStop size={15} aria-hidden />} onClick={askToStop}>
            {t('cameras.stop')}
          </Menu.Item>
        ) : (
          <Menu.Item
            leftSection={<IconPlayerRecord size={15} aria-hidden />}
            onClick={() => setRecording.mutate({ id, record: true })}
          >
            {t('cameras.start')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconKey size={15} aria-hidden />} onClick={askForCredentials}>
          {t('cameras.credentials')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<IconTrash size={15} aria-hidden />} onClick={askToRemove}>
          {t('cameras.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
