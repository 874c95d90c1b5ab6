import { Button, Group, Modal, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** Asks before the page is left while work runs. */
export function LeaveGuard({ active }: { readonly active: boolean }): ReactNode {
  const { t } = useTranslation()
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => active,
    enableBeforeUnload: () => active,
    withResolver: true,
  })
  return (
    <Modal opened={status === 'blocked'} onClose={() => reset?.()} title={t('cameras.leave.title')}>
      <Text size="sm">{t('cameras.leave.question')}</Text>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={() => reset?.()} data-autofocus>
          {t('cameras.leave.stay')}
        </Button>
        <Button color="red" onClick={() => proceed?.()}>
          {t('cameras.leave.go')}
        </Button>
      </Group>
    </Modal>
  )
}
