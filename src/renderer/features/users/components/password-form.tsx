import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { ErrorState } from '#renderer/ui/error-state.tsx'
import { showDone } from '#renderer/ui/notices.ts'
import { newPasswordSchema, type User } from '#shared/users/users.model.ts'

type PasswordFormProps = { readonly user: User; readonly onDone: () => void }

export function PasswordForm({ user, onDone }: PasswordFormProps): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const form = useForm({
    initialValues: { password: '' },
    validate: {
      password: (value) => (newPasswordSchema.safeParse(value).success ? null : t('users.passwordRule')),
    },
  })
  const setPassword = useMutation(
    orpc.users.setPassword.mutationOptions({
      onSuccess: ({ displayName }) => {
        showDone(t('users.passwordSet', { name: displayName }))
        onDone()
      },
    }),
  )
  return (
    <form onSubmit={form.onSubmit(({ password }) => setPassword.mutate({ id: user.id, password }))}>
      <Stack gap="sm">
        {setPassword.isError && (
          <ErrorState title={t('ui.actionFailed')} message={sentenceOf(setPassword.error)} />
        )}
        <Text size="sm">{t('users.resetAdvice')}</Text>
        <PasswordInput
          label={t('users.newPassword')}
          description={t('users.passwordRule')}
          autoComplete="new-password"
          data-autofocus
          {...form.getInputProps('password')}
        />
        <Group justify="flex-end" mt="xs">
          <Button type="submit" loading={setPassword.isPending}>
            {t('users.reset')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
