import { Alert, Button, PasswordInput, Stack, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorSentence } from '#renderer/api/app-error.ts'
import { orpc } from '#renderer/api/client.ts'
import { DemoAccounts, type DemoAccount } from './demo-accounts.tsx'
import { useEnter } from './use-enter.ts'

export function LoginForm({ accounts }: { readonly accounts: readonly DemoAccount[] }): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useErrorSentence()
  const enter = useEnter()
  const form = useForm({
    initialValues: { username: '', password: '' },
    validate: {
      username: (value) => (value.trim() === '' ? t('ui.field.required') : null),
      password: (value) => (value === '' ? t('ui.field.required') : null),
    },
  })
  const login = useMutation(
    orpc.users.login.mutationOptions({
      onSuccess: enter,
      onError: () => form.setFieldValue('password', ''),
    }),
  )
  return (
    <>
      <form
        className="mc-login-form"
        onSubmit={form.onSubmit((values) =>
          login.mutate({ username: values.username.trim(), password: values.password }),
        )}
      >
        <Stack gap="sm">
          <Title order={1}>{t('login.title')}</Title>
          <TextInput
            label={t('login.username')}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            data-autofocus
            autoFocus
            {...form.getInputProps('username')}
          />
          <PasswordInput
            label={t('login.password')}
            autoComplete="current-password"
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={login.isPending} fullWidth mt="xs">
            {t('login.submit')}
          </Button>
          {login.isError && (
            <Alert
              role="alert"
              color="red"
              title={t('login.failed')}
              icon={<IconAlertTriangle aria-hidden />}
            >
              {sentenceOf(login.error)}
            </Alert>
          )}
        </Stack>
      </form>
      <DemoAccounts
        accounts={accounts}
        busy={login.isPending}
        onChoose={({ username, password }) => login.mutate({ username, password })}
      />
    </>
  )
}
