import { Alert, Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { firstAdministratorSchema } from '#shared/users/users.model.ts'
import { useErrorSentence } from '#renderer/api/app-error.ts'
import { orpc } from '#renderer/api/client.ts'
import { zodForm } from '#renderer/ui/zod-form.ts'
import { useEnter } from './use-enter.ts'

/** A station that nobody can log in to yet: whoever sits at it becomes its administrator. */
export function FirstAdministratorForm(): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useErrorSentence()
  const enter = useEnter()
  const form = useForm({
    initialValues: { unitName: '', displayName: '', username: 'quantri', password: '' },
    validate: zodForm(firstAdministratorSchema, t, {
      username: t('login.first.usernameRule'),
      password: t('login.first.passwordRule'),
    }),
  })
  const create = useMutation(orpc.users.createFirst.mutationOptions({ onSuccess: enter }))
  return (
    <form className="mc-login-form" onSubmit={form.onSubmit((values) => create.mutate(values))}>
      <Stack gap="sm">
        <Title order={1}>{t('login.first.title')}</Title>
        <Text size="sm">{t('login.first.advice')}</Text>
        <TextInput
          label={t('login.first.unitName')}
          placeholder={t('login.first.unitExample')}
          withAsterisk
          autoFocus
          {...form.getInputProps('unitName')}
        />
        <TextInput label={t('login.first.displayName')} withAsterisk {...form.getInputProps('displayName')} />
        <TextInput
          label={t('login.username')}
          withAsterisk
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          {...form.getInputProps('username')}
        />
        <PasswordInput
          label={t('login.password')}
          description={t('login.first.passwordRule')}
          withAsterisk
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={create.isPending} fullWidth mt="xs">
          {t('login.first.submit')}
        </Button>
        {create.isError && (
          <Alert role="alert" color="red" title={t('login.failed')} icon={<IconAlertTriangle aria-hidden />}>
            {sentenceOf(create.error)}
          </Alert>
        )}
      </Stack>
    </form>
  )
}
