import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core'
import { IconPlugConnected } from '@tabler/icons-react'
import type { ReactNode, RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/ui/panel.tsx'
import type { CameraForm } from '../camera-form.ts'

type AddressFormProps = {
  readonly form: CameraForm
  readonly checking: boolean
  readonly onCheck: () => void
  readonly checkButton: RefObject<HTMLButtonElement | null>
  readonly addressInput: RefObject<HTMLInputElement | null>
}

/** The typed address always works, whatever a search of the network finds. */
export function AddressForm(props: AddressFormProps): ReactNode {
  const { form, checking, onCheck, checkButton, addressInput } = props
  const { t } = useTranslation()
  return (
    <Panel title={t('cameras.connect')}>
      <Stack gap={8}>
        <TextInput
          ref={addressInput}
          label={t('cameras.address')}
          description={t('cameras.addressHint')}
          placeholder="192.168.1.64"
          autoFocus
          autoComplete="off"
          spellCheck={false}
          withAsterisk
          {...form.getInputProps('address')}
          data-testid="address"
        />
        <div className="mc-two">
          <TextInput
            label={t('cameras.username')}
            autoComplete="off"
            spellCheck={false}
            {...form.getInputProps('username')}
            data-testid="username"
          />
          <PasswordInput
            label={t('cameras.password')}
            autoComplete="new-password"
            {...form.getInputProps('password')}
            data-testid="password"
          />
        </div>
        <Group gap="xs">
          <Button
            ref={checkButton}
            flex={1}
            type="submit"
            variant="light"
            loading={checking}
            onClick={(event) => {
              event.preventDefault()
              onCheck()
            }}
            leftSection={<IconPlugConnected size={16} aria-hidden />}
            data-testid="probe"
          >
            {t('cameras.check')}
          </Button>
        </Group>
      </Stack>
    </Panel>
  )
}
