import { Button, Group, MultiSelect, Select, Stack, TextInput } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { ErrorState } from '#renderer/ui/error-state.tsx'
import { toDateInput } from '#renderer/ui/format.ts'
import { showDone } from '#renderer/ui/notices.ts'
import { zodForm } from '#renderer/ui/zod-form.ts'
import { startOfVietnamDay } from '#shared/kernel/instant.ts'
import {
  newUnitSchema,
  UNIT_KINDS,
  type Unit,
  type UnitTree,
  unitKindSchema,
  unitRoleSchema,
} from '#shared/units/units.model.ts'

type UnitFormProps = {
  readonly tree: UnitTree
  readonly parent: Unit | null
  readonly onDone: () => void
}

type UnitValues = {
  readonly kind: string
  readonly name: string
  readonly code: string
  readonly parentId: string | null
  readonly validFrom: string | null
  readonly roles: string[]
}

function toNewUnit({ kind, name, code, parentId, validFrom, roles }: UnitValues) {
  return {
    kind: unitKindSchema.catch('commune').parse(kind),
    name,
    code: code.trim() === '' ? null : code.trim().toUpperCase(),
    parentId,
    validFromMs: startOfVietnamDay(validFrom === null ? Date.now() : Date.parse(validFrom)),
    roles: unitRoleSchema.array().catch([]).parse(roles),
  }
}

export function UnitForm({ tree, parent, onDone }: UnitFormProps): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const check = zodForm(newUnitSchema, t, { code: t('units.codeWrong') })
  const [today] = useState(() => toDateInput(Date.now()))
  const form = useForm<UnitValues>({
    initialValues: {
      kind: 'commune',
      name: '',
      code: '',
      parentId: parent?.id ?? null,
      validFrom: today,
      roles: [],
    },
    validate: (values) => check(toNewUnit(values)),
  })
  const create = useMutation(
    orpc.units.createUnit.mutationOptions({
      onSuccess: async ({ name }) => {
        showDone(t('units.created', { name }))
        await queryClient.invalidateQueries({ queryKey: orpc.units.key() })
        onDone()
      },
    }),
  )

  return (
    <form onSubmit={form.onSubmit((values) => create.mutate(toNewUnit(values)))}>
      <Stack gap="sm">
        {create.isError && <ErrorState title={t('ui.actionFailed')} message={sentenceOf(create.error)} />}
        <TextInput label={t('units.name')} data-autofocus withAsterisk {...form.getInputProps('name')} />
        <Group grow align="flex-start">
          <Select
            label={t('units.kindLabel')}
            data={UNIT_KINDS.map((kind) => ({ value: kind, label: t(`units.kind.${kind}`) }))}
            allowDeselect={false}
            {...form.getInputProps('kind')}
          />
          <TextInput label={t('units.code')} placeholder="H42.18" {...form.getInputProps('code')} />
        </Group>
        <Select
          label={t('units.parent')}
          data={tree.units.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          clearable
          {...form.getInputProps('parentId')}
        />
        <Group grow align="flex-start">
          <DatePickerInput
            label={t('units.validFrom')}
            valueFormat="DD/MM/YYYY"
            {...form.getInputProps('validFrom')}
          />
          <MultiSelect
            label={t('units.roles')}
            data={unitRoleSchema.options.map((role) => ({ value: role, label: t(`units.role.${role}`) }))}
            {...form.getInputProps('roles')}
          />
        </Group>
        <Group justify="flex-end" mt="xs">
          <Button type="submit" loading={create.isPending}>
            {t('units.addUnit')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
