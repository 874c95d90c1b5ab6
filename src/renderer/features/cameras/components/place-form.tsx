import { Checkbox, MultiSelect, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/ui/panel.tsx'
import { unitName } from '#renderer/ui/place.ts'
import type { DeviceIdentity, ProbeReport } from '#shared/cameras/cameras.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { type CameraForm, suggestedName } from '../camera-form.ts'
import { ScheduleFields } from './schedule-fields.tsx'

type PlaceFormProps = {
  readonly form: CameraForm
  readonly tree: UnitTree | undefined
  /** Of the newest check; null until it ended. */
  readonly report: ProbeReport | null
}

/** Commune, room, counters; the room's owner is shown, since it decides who may view. */
export function PlaceForm({ form, tree, report }: PlaceFormProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Panel title={t('cameras.place')}>
      <Stack gap={8}>
        <RoomFields form={form} tree={tree} device={report?.device ?? null} />
        <TextInput
          label={t('cameras.name')}
          placeholder={t('cameras.nameHint')}
          withAsterisk
          {...form.getInputProps('name')}
          data-testid="camera-name"
        />
        <StreamChoice form={form} report={report} />
        <ScheduleFields
          value={form.values.schedule}
          onChange={(schedule) => form.setFieldValue('schedule', schedule)}
        />
        <Checkbox label={t('cameras.recordAtOnce')} {...form.getInputProps('record', { type: 'checkbox' })} />
      </Stack>
    </Panel>
  )
}

type RoomFieldsProps = {
  readonly form: CameraForm
  readonly tree: UnitTree | undefined
  readonly device: DeviceIdentity | null
}

function RoomFields({ form, tree, device }: RoomFieldsProps): ReactNode {
  const { t } = useTranslation()
  const { communeUnitId, roomId, counterIds, name } = form.values
  const rooms = tree?.rooms ?? []
  const communes = tree?.units.filter(({ id }) => rooms.some((room) => room.communeUnitId === id)) ?? []
  const roomsHere = rooms.filter((candidate) => candidate.communeUnitId === communeUnitId)
  const room = rooms.find(({ id }) => id === roomId)
  const namedByUs = name === '' || name === suggestedName(room, counterIds, device)

  /** The name follows the place as long as nobody typed another one. */
  function place(nextRoomId: string | null, nextCounterIds: string[]): void {
    const nextRoom = rooms.find(({ id }) => id === nextRoomId)
    form.setValues({
      roomId: nextRoomId,
      counterIds: nextCounterIds,
      ...(namedByUs ? { name: suggestedName(nextRoom, nextCounterIds, device) } : {}),
    })
    form.clearFieldError('roomId')
  }

  return (
    <>
      <div className="mc-two">
        <Select
          label={t('cameras.commune')}
          data={communes.map(({ id, name: label }) => ({ value: id, label }))}
          value={communeUnitId}
          onChange={(id) => {
            form.setFieldValue('communeUnitId', id)
            const only = rooms.filter((candidate) => candidate.communeUnitId === id)
            place(only.length === 1 ? (only[0]?.id ?? null) : null, [])
          }}
          searchable
          withAsterisk
          data-testid="commune"
        />
        <Select
          label={t('cameras.room')}
          data={roomsHere.map(({ id, name: label }) => ({ value: id, label }))}
          value={roomId}
          onChange={(id) => place(id, [])}
          error={form.errors.roomId}
          disabled={communeUnitId === null}
          withAsterisk
          data-testid="room"
        />
      </div>
      {room !== undefined && room.counters.length > 0 && (
        <MultiSelect
          label={t('cameras.counters')}
          description={t('cameras.countersHint')}
          data={room.counters.map(({ id, name: label }) => ({ value: id, label }))}
          value={counterIds}
          onChange={(ids) => place(roomId, ids)}
        />
      )}
      {room !== undefined && (
        <Text size="xs" c="dimmed">
          {t('cameras.owner', { unit: unitName(tree, room.ownerUnitId) })}
        </Text>
      )}
    </>
  )
}

type StreamChoiceProps = { readonly form: CameraForm; readonly report: ProbeReport | null }

function StreamChoice({ form, report }: StreamChoiceProps): ReactNode {
  const { t } = useTranslation()
  const { recordedStream } = form.values
  const lacksSub = report !== null && report.subStream === null
  return (
    <div>
      <Text size="sm" fw={500} id="recorded-stream">
        {t('cameras.stream.label')}
      </Text>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-labelledby="recorded-stream"
        data={[
          { value: 'main', label: t('cameras.stream.main') },
          { value: 'sub', label: t('cameras.stream.sub'), disabled: lacksSub },
        ]}
        value={recordedStream}
        onChange={(value) => form.setFieldValue('recordedStream', value === 'sub' ? value : 'main')}
      />
      <Text size="xs" c={recordedStream === 'sub' ? 'var(--mc-warning)' : 'dimmed'} mt={2}>
        {lacksSub
          ? t('cameras.stream.noSub')
          : recordedStream === 'sub'
            ? t('cameras.stream.subHint')
            : t('cameras.stream.mainHint')}
      </Text>
    </div>
  )
}
