import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { ErrorState } from '#renderer/ui/error-state.tsx'
import { showDone } from '#renderer/ui/notices.ts'
import { zodForm } from '#renderer/ui/zod-form.ts'
import { newCounterSchema, type Room } from '#shared/units/units.model.ts'

type CounterFormProps = { readonly room: Room; readonly onDone: () => void }

export function CounterForm({ room, onDone }: CounterFormProps): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const next = room.counters.length + 1
  const check = zodForm(newCounterSchema, t)
  const form = useForm({
    initialValues: { code: String(next), name: t('units.counterName', { number: next }) },
    validate: (values) => check({ ...values, roomId: room.id }),
  })
  const create = useMutation(
    orpc.units.createCounter.mutationOptions({
      onSuccess: async ({ name }) => {
        showDone(t('units.created', { name }))
        await queryClient.invalidateQueries({ queryKey: orpc.units.key() })
        onDone()
      },
    }),
  )

  return (
    <form onSubmit={form.onSubmit((values) => create.mutate({ ...values, roomId: room.id }))}>
      <Stack gap="sm">
        {create.isError && <ErrorState title={t('ui.actionFailed')} message={sentenceOf(create.error)} />}
        <TextInput label={t('units.room')} value={room.name} readOnly variant="filled" />
        <Group grow align="flex-start">
          <TextInput
            label={t('units.counterCode')}
            description={t('units.counterCodeHint')}
            withAsterisk
            {...form.getInputProps('code')}
          />
          <TextInput
            label={t('units.counterLabel')}
            description={t('units.counterLabelHint')}
            data-autofocus
            withAsterisk
            {...form.getInputProps('name')}
          />
        </Group>
        <Group justify="flex-end" mt="xs">
          <Button type="submit" loading={create.isPending}>
            {t('units.addCounter')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
