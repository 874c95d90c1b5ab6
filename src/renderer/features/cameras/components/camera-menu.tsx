import { ActionIcon, Menu } from '@mantine/core'
import { IconDotsVertical, IconKey, IconPlayerRecord, IconPlayerStop, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { useCameraActions } from '../use-camera-actions.tsx'

export function CameraMenu({ camera }: { readonly camera: Camera }): ReactNode {
  const { t } = useTranslation()
  const actions = useCameraActions(camera)
  if (camera.state === 'removed') return null
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          loading={actions.busy}
          aria-label={t('cameras.menu', { name: camera.name })}
        >
          <IconDotsVertical size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {camera.state === 'recording' ? (
          <Menu.Item leftSection={<IconPlayerStop size={15} aria-hidden />} onClick={actions.askToStop}>
            {t('cameras.stop')}
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<IconPlayerRecord size={15} aria-hidden />} onClick={actions.start}>
            {t('cameras.start')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconKey size={15} aria-hidden />} onClick={actions.askForCredentials}>
          {t('cameras.credentials')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={15} aria-hidden />}
          onClick={actions.askToRemove}
        >
          {t('cameras.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
