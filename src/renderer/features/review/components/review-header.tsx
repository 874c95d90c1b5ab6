import { ActionIcon, Group, Select, Title, Tooltip } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { IconCalendar, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DAY_MS, fromVietnamDateTime, type InstantMs } from '#shared/kernel/instant.ts'
import type { Room, UnitTree } from '#shared/units/units.model.ts'
import { dayLabel } from '#renderer/ui/day-label.ts'
import { toDateInput } from '#renderer/ui/format.ts'
import { ExportProgress } from './export-progress.tsx'

type ReviewHeaderProps = {
  readonly tree: UnitTree
  readonly rooms: readonly Room[]
  readonly room: Room | null
  /** Midnight of the day under review. */
  readonly dayMs: InstantMs
  readonly onRoom: (roomId: string) => void
  readonly onDay: (dayMs: InstantMs) => void
}

/** Reads `yyyy-MM-dd` as midnight in Vietnam. */
function dayOfInput(text: string): InstantMs | null {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  return fromVietnamDateTime({ year, month, day, hour: 0, minute: 0, second: 0 })
}

/** Rooms by commune, as the select shows them. */
function roomGroups({ units }: UnitTree, rooms: readonly Room[]) {
  const communes = units.filter((unit) => rooms.some((room) => room.communeUnitId === unit.id))
  return communes.map((commune) => ({
    group: commune.name,
    items: rooms
      .filter((room) => room.communeUnitId === commune.id)
      .map((room) => ({ value: room.id, label: `${commune.name} › ${room.name}` })),
  }))
}

export function ReviewHeader({ tree, rooms, room, dayMs, onRoom, onDay }: ReviewHeaderProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Group component="header" className="review-header" gap="sm" wrap="nowrap">
      <Title order={1} size="h2">
        {t('review.title')}
      </Title>
      <Select
        size="xs"
        w={300}
        aria-label={t('review.room')}
        placeholder={t('review.room')}
        data={roomGroups(tree, rooms)}
        value={room?.id ?? null}
        allowDeselect={false}
        onChange={(roomId) => {
          if (roomId !== null) onRoom(roomId)
        }}
      />
      <Group gap={2} wrap="nowrap">
        <DayStep label={t('review.previousDay')} onClick={() => onDay(dayMs - DAY_MS)}>
          <IconChevronLeft size={16} aria-hidden />
        </DayStep>
        <DatePickerInput
          size="xs"
          w={132}
          aria-label={dayLabel(t('review.day'), [toDateInput(dayMs)])}
          valueFormat="DD/MM/YYYY"
          leftSection={<IconCalendar size={14} aria-hidden />}
          value={toDateInput(dayMs)}
          onChange={(value) => {
            const day = value === null ? null : dayOfInput(value)
            if (day !== null) onDay(day)
          }}
        />
        <DayStep label={t('review.nextDay')} onClick={() => onDay(dayMs + DAY_MS)}>
          <IconChevronRight size={16} aria-hidden />
        </DayStep>
      </Group>
      <ExportProgress />
    </Group>
  )
}

type DayStepProps = { readonly label: string; readonly onClick: () => void; readonly children: ReactNode }

function DayStep({ label, onClick, children }: DayStepProps): ReactNode {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size={30} aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
