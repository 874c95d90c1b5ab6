import { Button, Group, PasswordInput, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { ErrorState } from '#renderer/ui/error-state.tsx'
import { showDone } from '#renderer/ui/notices.ts'
import { zodForm } from '#renderer/ui/zod-form.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { newUserSchema, ROLES, roleSchema } from '#shared/users/users.model.ts'

type UserFormProps = { readonly tree: UnitTree | undefined; readonly onDone: () => void }

type UserValues = {
  readonly displayName: string
  readonly username: string
  readonly unitId: string | null
  readonly role: string
  readonly password: string
}

const toNewUser = ({ unitId, role, ...others }: UserValues) => ({
  ...others,
  unitId: unitId ?? '',
  role: roleSchema.catch('office-staff').parse(role),
})

export function UserForm({ tree, onDone }: UserFormProps): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const check = zodForm(newUserSchema, t, {
    username: t('users.usernameWrong'),
    unitId: t('ui.field.required'),
    password: t('users.passwordRule'),
  })
  const form = useForm<UserValues>({
    initialValues: { displayName: '', username: '', unitId: null, role: 'inspector', password: '' },
    validate: (values) => check(toNewUser(values)),
  })
  const create = useMutation(
    orpc.users.create.mutationOptions({
      onSuccess: async ({ displayName }) => {
        showDone(t('users.created', { name: displayName }))
        await queryClient.invalidateQueries({ queryKey: orpc.users.list.key() })
        onDone()
      },
    }),
  )

  return (
    <form onSubmit={form.onSubmit((values) => create.mutate(toNewUser(values)))} autoComplete="off">
      <Stack gap="sm">
        {create.isError && <ErrorState title={t('ui.actionFailed')} message={sentenceOf(create.error)} />}
        <TextInput
          label={t('users.displayName')}
          placeholder={t('users.displayNameExample')}
          data-autofocus
          withAsterisk
          {...form.getInputProps('displayName')}
        />
        <TextInput
          label={t('users.username')}
          description={t('users.usernameHint')}
          autoCapitalize="none"
          spellCheck={false}
          withAsterisk
          {...form.getInputProps('username')}
        />
        <Group grow align="flex-start">
          <Select
            label={t('users.roleLabel')}
            data={ROLES.map((role) => ({ value: role, label: t(`users.role.${role}`) }))}
            allowDeselect={false}
            {...form.getInputProps('role')}
          />
          <Select
            label={t('users.unit')}
            data={(tree?.units ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            searchable
            withAsterisk
            {...form.getInputProps('unitId')}
          />
        </Group>
        <PasswordInput
          label={t('users.password')}
          description={t('users.passwordRule')}
          autoComplete="new-password"
          withAsterisk
          {...form.getInputProps('password')}
        />
        <Group justify="flex-end" mt="xs">
          <Button type="submit" loading={create.isPending}>
            {t('users.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
