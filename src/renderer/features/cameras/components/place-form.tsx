import { Checkbox, MultiSelect, Select, Stack, Text, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/ui/panel.tsx'
import { unitName } from '#renderer/ui/place.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import type { CameraForm } from '../camera-form.ts'

type PlaceFormProps = {
  readonly form: CameraForm
  readonly tree: UnitTree | undefined
  /** The check held, so the camera can be added once it has a place. */
  readonly passed: boolean
}

/** Commune, room, counters; the room's owner is shown, since it decides who may view. */
export function PlaceForm({ form, tree, passed }: PlaceFormProps): ReactNode {
  const { t } = useTranslation()
  const { communeUnitId, roomId } = form.values
  const rooms = tree?.rooms ?? []
  const communes = tree?.units.filter(({ id }) => rooms.some((room) => room.communeUnitId === id)) ?? []
  const room = rooms.find(({ id }) => id === roomId)

  return (
    <Panel title={t('cameras.place')}>
      <Stack gap="sm">
        <TextInput
          label={t('cameras.name')}
          description={t('cameras.nameHint')}
          withAsterisk
          {...form.getInputProps('name')}
        />
        <div className="mc-two">
          <Select
            label={t('cameras.commune')}
            data={communes.map(({ id, name }) => ({ value: id, label: name }))}
            value={communeUnitId}
            onChange={(id) => form.setValues({ communeUnitId: id, roomId: null, counterIds: [] })}
            searchable
            withAsterisk
          />
          <Select
            label={t('cameras.room')}
            data={rooms
              .filter((candidate) => candidate.communeUnitId === communeUnitId)
              .map(({ id, name }) => ({ value: id, label: name }))}
            value={roomId}
            onChange={(id) => form.setValues({ roomId: id, counterIds: [] })}
            error={form.errors.roomId}
            disabled={communeUnitId === null}
            withAsterisk
          />
        </div>
        {room !== undefined && room.counters.length > 0 && (
          <MultiSelect
            label={t('cameras.counters')}
            description={t('cameras.countersHint')}
            data={room.counters.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps('counterIds')}
          />
        )}
        <Text size="sm" c="dimmed" mih={20}>
          {room === undefined ? '' : t('cameras.owner', { unit: unitName(tree, room.ownerUnitId) })}
        </Text>
        <Checkbox label={t('cameras.recordAtOnce')} {...form.getInputProps('record', { type: 'checkbox' })} />
        {!passed && (
          <Text size="sm" c="dimmed">
            {t('cameras.checkFirst')}
          </Text>
        )}
      </Stack>
    </Panel>
  )
}
