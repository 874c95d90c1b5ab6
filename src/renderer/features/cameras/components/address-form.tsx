import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { IconPlugConnected } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/ui/panel.tsx'
import type { CameraForm } from '../camera-form.ts'

type AddressFormProps = {
  readonly form: CameraForm
  readonly checking: boolean
  readonly onCheck: () => void
}

export function AddressForm({ form, checking, onCheck }: AddressFormProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Panel title={t('cameras.connect')}>
      <Stack gap="sm">
        <TextInput
          label={t('cameras.address')}
          description={t('cameras.addressHint')}
          placeholder="192.168.1.64"
          autoFocus
          autoComplete="off"
          spellCheck={false}
          withAsterisk
          {...form.getInputProps('address')}
        />
        <div className="mc-two">
          <TextInput
            label={t('cameras.username')}
            autoComplete="off"
            spellCheck={false}
            {...form.getInputProps('username')}
          />
          <PasswordInput
            label={t('cameras.password')}
            autoComplete="new-password"
            {...form.getInputProps('password')}
          />
        </div>
        <Button
          type="submit"
          variant="light"
          loading={checking}
          onClick={(event) => {
            event.preventDefault()
            onCheck()
          }}
          leftSection={<IconPlugConnected size={16} aria-hidden />}
        >
          {t('cameras.check')}
        </Button>
      </Stack>
    </Panel>
  )
}
