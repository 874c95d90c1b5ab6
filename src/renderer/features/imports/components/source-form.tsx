import { Button, Group, NumberInput, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { ErrorState } from '#renderer/ui/error-state.tsx'
import { zodForm } from '#renderer/ui/zod-form.ts'
import { type LogSource, newLogSourceSchema } from '#shared/dossiers/dossiers.model.ts'
import { MINUTE_MS, SECOND_MS } from '#shared/kernel/instant.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { roomLabel } from '#renderer/ui/place.ts'

type SourceFormProps = {
  readonly tree: UnitTree | undefined
  readonly onCreated: (source: LogSource) => void
}

type SourceValues = {
  readonly name: string
  readonly roomId: string | null
  readonly beforeMinutes: number | string
  readonly afterMinutes: number | string
  readonly offsetSeconds: number | string
  readonly uncertaintySeconds: number | string
}

const INITIAL: SourceValues = {
  name: '',
  roomId: null,
  beforeMinutes: 15,
  afterMinutes: 5,
  offsetSeconds: 0,
  uncertaintySeconds: 60,
}

const inMs = (value: number | string, unitMs: number): number => Math.round(Number(value) * unitMs)

function toNewSource(values: SourceValues) {
  return {
    name: values.name,
    roomId: values.roomId ?? '',
    windowBeforeMs: inMs(values.beforeMinutes, MINUTE_MS),
    windowAfterMs: inMs(values.afterMinutes, MINUTE_MS),
    offsetMs: inMs(values.offsetSeconds, SECOND_MS),
    uncertaintyMs: inMs(values.uncertaintySeconds, SECOND_MS),
  }
}

export function SourceForm({ tree, onCreated }: SourceFormProps): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const check = zodForm(newLogSourceSchema, t, { roomId: t('ui.field.required') })
  const form = useForm<SourceValues>({
    initialValues: INITIAL,
    validate: (values) => check(toNewSource(values)),
  })
  const create = useMutation(
    orpc.dossiers.createSource.mutationOptions({
      onSuccess: async (source) => {
        await queryClient.invalidateQueries({ queryKey: orpc.dossiers.sources.key() })
        onCreated(source)
      },
    }),
  )
  const rooms = tree?.rooms.filter(({ kind }) => kind === 'one-stop-desk') ?? []

  return (
    <form onSubmit={form.onSubmit((values) => create.mutate(toNewSource(values)))}>
      <Stack gap="sm">
        {create.isError && <ErrorState title={t('ui.actionFailed')} message={sentenceOf(create.error)} />}
        <TextInput
          label={t('imports.source.name')}
          placeholder={t('imports.source.namePlaceholder')}
          data-autofocus
          withAsterisk
          {...form.getInputProps('name')}
        />
        <Select
          label={t('imports.source.room')}
          data={rooms.map((room) => ({ value: room.id, label: roomLabel(tree, room) }))}
          nothingFoundMessage={t('ui.none')}
          searchable
          withAsterisk
          {...form.getInputProps('roomId')}
        />
        <SimpleGrid cols={2}>
          <NumberInput
            label={t('imports.source.before')}
            description={t('imports.source.beforeHint')}
            suffix={t('imports.source.minutes')}
            min={0}
            max={1440}
            {...form.getInputProps('beforeMinutes')}
          />
          <NumberInput
            label={t('imports.source.after')}
            description={t('imports.source.afterHint')}
            suffix={t('imports.source.minutes')}
            min={0}
            max={1440}
            {...form.getInputProps('afterMinutes')}
          />
          <NumberInput
            label={t('imports.source.offset')}
            description={t('imports.source.offsetHint')}
            suffix={t('imports.source.seconds')}
            decimalSeparator=","
            decimalScale={1}
            {...form.getInputProps('offsetSeconds')}
          />
          <NumberInput
            label={t('imports.source.uncertainty')}
            description={t('imports.source.uncertaintyHint')}
            suffix={t('imports.source.seconds')}
            decimalSeparator=","
            decimalScale={1}
            min={0}
            {...form.getInputProps('uncertaintySeconds')}
          />
        </SimpleGrid>
        <Group justify="flex-end" mt="xs">
          <Button type="submit" loading={create.isPending}>
            {t('imports.source.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
