import { Button, PasswordInput, Select, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconPlugConnected } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { roomLabel } from '#renderer/ui/place.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { type BulkItem, isSettled, type RowChange } from '../bulk-items.ts'
import { NO_RUN, runOfReport } from '../ladder-run.ts'
import { RungList } from './rung-list.tsx'

type BulkRowDetailProps = {
  readonly item: BulkItem
  readonly tree: UnitTree | undefined
  readonly busy: boolean
  readonly onChange: (row: number, change: RowChange) => void
  readonly onProbe: (row: number) => void
}

/** A row opened: what can be mended at the left, its whole ladder at the right. */
export function BulkRowDetail({ item, tree, busy, onChange, onProbe }: BulkRowDetailProps): ReactNode {
  const { t } = useTranslation()
  const { row, state, report } = item
  return (
    <div className="mc-bulk-detail-body">
      <RowForm
        key={`${row.row}-${row.address}-${row.roomId}`}
        item={item}
        tree={tree}
        busy={busy}
        onChange={onChange}
        onProbe={onProbe}
      />
      {report === null && state !== 'waiting' ? (
        <Text size="sm" c="dimmed">
          {t('cameras.many.noLadder')}
        </Text>
      ) : (
        <RungList run={report === null ? NO_RUN : runOfReport(report)} busy={state === 'waiting'} />
      )}
    </div>
  )
}

function RowForm({ item, tree, busy, onChange, onProbe }: BulkRowDetailProps): ReactNode {
  const { t } = useTranslation()
  const { row, state } = item
  const { name, address, username, password, roomId } = row
  const form = useForm({ initialValues: { name, address, username, password, roomId } })
  const locked = busy || isSettled(item) || state === 'waiting'
  return (
    <form
      onSubmit={form.onSubmit((values) => {
        const { roomId: nextRoomId, ...others } = values
        // A room that stays keeps its counters.
        onChange(row.row, nextRoomId === roomId ? others : values)
        form.resetDirty()
      })}
      autoComplete="off"
    >
      <Stack gap={6}>
        <TextInput size="xs" label={t('cameras.name')} disabled={locked} {...form.getInputProps('name')} />
        <TextInput
          size="xs"
          label={t('cameras.address')}
          spellCheck={false}
          disabled={locked}
          {...form.getInputProps('address')}
        />
        <div className="mc-two">
          <TextInput
            size="xs"
            label={t('cameras.username')}
            disabled={locked}
            {...form.getInputProps('username')}
          />
          <PasswordInput
            size="xs"
            label={t('cameras.password')}
            autoComplete="new-password"
            disabled={locked}
            {...form.getInputProps('password')}
          />
        </div>
        <Select
          size="xs"
          label={t('cameras.room')}
          data={(tree?.rooms ?? []).map((room) => ({ value: room.id, label: roomLabel(tree, room) }))}
          searchable
          disabled={locked}
          {...form.getInputProps('roomId')}
        />
        <div className="mc-line">
          <Button size="xs" type="submit" variant="default" disabled={locked || !form.isDirty()}>
            {t('cameras.many.mend')}
          </Button>
          <Button
            size="xs"
            variant="light"
            leftSection={<IconPlugConnected size={14} aria-hidden />}
            disabled={locked || state === 'bad' || form.isDirty()}
            onClick={() => onProbe(row.row)}
          >
            {t('cameras.many.probeRow')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
