import { Alert, Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorSentence } from '#renderer/api/app-error.ts'
import { orpc } from '#renderer/api/client.ts'
import { Brand } from '../layout/brand.tsx'
import { DemoAccounts } from './demo-accounts.tsx'
import { LaneOrnament } from './lane-ornament.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import './login.css'

export function LoginPage(): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useErrorSentence()
  const router = useRouter()
  const queryClient = useQueryClient()
  const { back } = useSearch({ from: '/login' })
  const station = useQuery(orpc.settings.station.queryOptions({ staleTime: Number.POSITIVE_INFINITY }))
  const form = useForm({
    initialValues: { username: '', password: '' },
    validate: {
      username: (value) => (value.trim() === '' ? t('ui.field.required') : null),
      password: (value) => (value === '' ? t('ui.field.required') : null),
    },
  })
  const login = useMutation(
    orpc.users.login.mutationOptions({
      onSuccess: (me) => {
        queryClient.clear()
        queryClient.setQueryData(orpc.users.me.queryKey(), me)
        router.history.push(back ?? '/')
      },
      onError: () => form.setFieldValue('password', ''),
    }),
  )

  useEffect(() => {
    document.title = `${t('login.title')} · ${t('product.name')}`
  }, [t])

  return (
    <div className="mc-login">
      <aside className="mc-login-side">
        <Brand large />
        <Text className="mc-login-line">{t('product.line')}</Text>
        <LaneOrnament />
        <div className="mc-login-station">
          <Text size="xs">{t('login.station')}</Text>
          <Text fw={600}>{station.data?.name ?? '…'}</Text>
          <Text size="xs">
            {station.data === undefined ? '…' : t('login.version', { version: station.data.version })}
          </Text>
        </div>
      </aside>
      <main className="mc-login-main">
        <div className="mc-login-language">
          <LanguageSwitch />
        </div>
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
          accounts={station.data?.demoAccounts ?? []}
          busy={login.isPending}
          onChoose={({ username, password }) => login.mutate({ username, password })}
        />
      </main>
    </div>
  )
}
