import { Button, Group, Select, Stack, Textarea } from '@mantine/core'
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
import { roomLabel, unitName } from '#renderer/ui/place.ts'
import { zodForm } from '#renderer/ui/zod-form.ts'
import { DAY_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { newRoomGrantSchema } from '#shared/users/users.model.ts'

type GrantFormProps = { readonly tree: UnitTree | undefined; readonly onDone: () => void }

type GrantValues = {
  readonly roomId: string | null
  readonly granteeUnitId: string | null
  readonly reason: string
  /** Last day on which the grant holds. */
  readonly validTo: string | null
}

const toNewGrant = ({ roomId, granteeUnitId, reason, validTo }: GrantValues) => ({
  roomId: roomId ?? '',
  granteeUnitId: granteeUnitId ?? '',
  reason,
  validToMs: validTo === null ? null : startOfVietnamDay(Date.parse(validTo)) + DAY_MS,
})

export function GrantForm({ tree, onDone }: GrantFormProps): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const [today] = useState(() => toDateInput(Date.now()))
  const required = t('ui.field.required')
  const check = zodForm(newRoomGrantSchema, t, { roomId: required, granteeUnitId: required })
  const form = useForm<GrantValues>({
    initialValues: { roomId: null, granteeUnitId: null, reason: '', validTo: null },
    validate: (values) => check(toNewGrant(values)),
  })
  const create = useMutation(
    orpc.users.createGrant.mutationOptions({
      onSuccess: async () => {
        showDone(t('users.grant.created'))
        await queryClient.invalidateQueries({ queryKey: orpc.users.grants.key() })
        onDone()
      },
    }),
  )
  const room = tree?.rooms.find(({ id }) => id === form.values.roomId)
  const grantees =
    tree?.units.filter(({ id, validToMs }) => validToMs === null && id !== room?.ownerUnitId) ?? []

  return (
    <form onSubmit={form.onSubmit((values) => create.mutate(toNewGrant(values)))}>
      <Stack gap="sm">
        {create.isError && <ErrorState title={t('ui.actionFailed')} message={sentenceOf(create.error)} />}
        <Select
          label={t('users.grant.room')}
          description={
            room === undefined
              ? t('users.grant.roomHint')
              : t('users.grant.owner', { unit: unitName(tree, room.ownerUnitId) })
          }
          data={(tree?.rooms ?? []).map((one) => ({ value: one.id, label: roomLabel(tree, one) }))}
          searchable
          data-autofocus
          withAsterisk
          {...form.getInputProps('roomId')}
        />
        <Select
          label={t('users.grant.grantee')}
          data={grantees.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          withAsterisk
          {...form.getInputProps('granteeUnitId')}
        />
        <Textarea
          label={t('users.grant.reason')}
          description={t('users.grant.reasonHint')}
          autosize
          minRows={2}
          withAsterisk
          {...form.getInputProps('reason')}
        />
        <DatePickerInput
          label={t('users.grant.lastDay')}
          description={t('users.grant.lastDayHint')}
          valueFormat="DD/MM/YYYY"
          minDate={today}
          clearable
          {...form.getInputProps('validTo')}
        />
        <Group justify="flex-end" mt="xs">
          <Button type="submit" loading={create.isPending}>
            {t('users.grant.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
