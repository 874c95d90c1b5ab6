import { Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { ErrorState } from '#renderer/ui/error-state.tsx'
import { showDone } from '#renderer/ui/notices.ts'
import { zodForm } from '#renderer/ui/zod-form.ts'
import {
  newRoomSchema,
  ROOM_KINDS,
  roomKindSchema,
  type Unit,
  type UnitTree,
} from '#shared/units/units.model.ts'

type RoomFormProps = {
  readonly tree: UnitTree
  readonly commune: Unit
  readonly onDone: () => void
}

type RoomValues = { readonly kind: string; readonly name: string; readonly ownerUnitId: string | null }

export function RoomForm({ tree, commune, onDone }: RoomFormProps): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const check = zodForm(newRoomSchema, t, { ownerUnitId: t('ui.field.required') })
  const toNewRoom = ({ kind, name, ownerUnitId }: RoomValues) => ({
    communeUnitId: commune.id,
    kind: roomKindSchema.catch('one-stop-desk').parse(kind),
    name,
    ownerUnitId: ownerUnitId ?? '',
  })
  const form = useForm<RoomValues>({
    initialValues: { kind: 'one-stop-desk', name: '', ownerUnitId: null },
    validate: (values) => check(toNewRoom(values)),
  })
  const create = useMutation(
    orpc.units.createRoom.mutationOptions({
      onSuccess: async ({ name }) => {
        showDone(t('units.created', { name }))
        await queryClient.invalidateQueries({ queryKey: orpc.units.key() })
        onDone()
      },
    }),
  )
  const owners = tree.units.filter(({ validToMs }) => validToMs === null)

  return (
    <form onSubmit={form.onSubmit((values) => create.mutate(toNewRoom(values)))}>
      <Stack gap="sm">
        {create.isError && <ErrorState title={t('ui.actionFailed')} message={sentenceOf(create.error)} />}
        <TextInput label={t('units.commune')} value={commune.name} readOnly variant="filled" />
        <Select
          label={t('units.roomKindLabel')}
          data={ROOM_KINDS.map((kind) => ({ value: kind, label: t(`units.roomKind.${kind}`) }))}
          allowDeselect={false}
          {...form.getInputProps('kind')}
        />
        <TextInput label={t('units.roomName')} data-autofocus withAsterisk {...form.getInputProps('name')} />
        <Select
          label={t('units.ownerLabel')}
          description={t('units.ownerHint')}
          data={owners.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          withAsterisk
          {...form.getInputProps('ownerUnitId')}
        />
        <Group justify="flex-end" mt="xs">
          <Button type="submit" loading={create.isPending}>
            {t('units.addRoom')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
