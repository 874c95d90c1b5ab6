import { Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { ErrorState } from '#renderer/ui/error-state.tsx'
import { showDone } from '#renderer/ui/notices.ts'
import type { Camera } from '#shared/cameras/cameras.model.ts'

type CredentialsFormProps = { readonly camera: Pick<Camera, 'id' | 'username'>; readonly onDone: () => void }

/** After the camera's password was changed: tried on the camera before it is kept. */
export function CredentialsForm({ camera, onDone }: CredentialsFormProps): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const form = useForm({
    initialValues: { username: camera.username, password: '' },
    validate: { password: (value) => (value === '' ? t('ui.field.required') : null) },
  })
  const save = useMutation(
    orpc.cameras.setCredentials.mutationOptions({
      onSuccess: async ({ name }) => {
        showDone(t('cameras.credentialsSaved', { name }))
        await queryClient.invalidateQueries({ queryKey: orpc.cameras.key() })
        onDone()
      },
    }),
  )
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate({ id: camera.id, ...values }))} autoComplete="off">
      <Stack gap="sm">
        {save.isError && <ErrorState title={t('ui.actionFailed')} message={sentenceOf(save.error)} />}
        <Text size="sm">{t('cameras.credentialsHint')}</Text>
        <TextInput label={t('cameras.username')} spellCheck={false} {...form.getInputProps('username')} />
        <PasswordInput
          label={t('cameras.password')}
          autoComplete="new-password"
          data-autofocus
          withAsterisk
          {...form.getInputProps('password')}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            {t('ui.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('cameras.credentialsSave')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
