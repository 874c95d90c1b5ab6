import { Button, Checkbox, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useNotices } from '../use-notices.ts'

const BYTES_PER_GB = 1e9
const MAX_RESERVE_GB = 1e6

/** One more folder, typed as the station's computer names it. */
export function AddFolderDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const { done, failed } = useNotices()
  const [path, setPath] = useState('')
  const [first, setFirst] = useState(false)
  const [reserveGb, setReserveGb] = useState(1)
  const add = useMutation(
    orpc.retention.addFolder.mutationOptions({
      onSuccess: () => {
        onClose()
        return done('retention.folder.added')
      },
      onError: (error) => failed('retention.folder.notAdded', error),
    }),
  )
  return (
    <Modal opened title={t('retention.folder.add')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate({ path: path.trim(), first, reserveBytes: Math.round(reserveGb * BYTES_PER_GB) })
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={t('retention.folder.pathLabel')}
            description={t('retention.folder.pathHint')}
            data-autofocus
            data-testid="folder-path"
            maxLength={1000}
            value={path}
            onChange={(event) => setPath(event.currentTarget.value)}
          />
          <Checkbox
            checked={first}
            label={t('retention.folder.first')}
            onChange={(event) => setFirst(event.currentTarget.checked)}
          />
          <NumberInput
            label={t('retention.folder.reserveLabel')}
            min={0}
            max={MAX_RESERVE_GB}
            decimalScale={1}
            decimalSeparator=","
            value={reserveGb}
            onChange={(value) => setReserveGb(Number(value))}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('ui.cancel')}
            </Button>
            <Button
              type="submit"
              data-testid="folder-save"
              disabled={path.trim() === ''}
              loading={add.isPending}
            >
              {t('retention.folder.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
