import { Group, Select, TextInput } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconCalendar, IconSearch } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DossiersSearch } from '#renderer/api/dossiers-search.ts'
import { toDateInput } from '#renderer/ui/format.ts'
import { startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { Room, UnitTree } from '#shared/units/units.model.ts'
import { roomLabel } from '#renderer/ui/place.ts'

const TYPING_PAUSE_MS = 350

type DossierFiltersProps = {
  readonly search: DossiersSearch
  readonly rooms: readonly Room[]
  readonly tree: UnitTree | undefined
  readonly onChange: (search: DossiersSearch) => void
}

export function DossierFilters({ search, rooms, tree, onChange }: DossierFiltersProps): ReactNode {
  const { t } = useTranslation()
  /** What is being typed; null when nobody types, and the address decides. */
  const [typed, setTyped] = useState<string | null>(null)

  function change(part: { readonly [Key in keyof DossiersSearch]?: DossiersSearch[Key] | undefined }): void {
    const { room, day, code: wanted } = { ...search, ...part }
    onChange({
      ...(room === undefined ? {} : { room }),
      ...(day === undefined ? {} : { day }),
      ...(wanted === undefined || wanted === '' ? {} : { code: wanted }),
    })
  }
  const changeCode = useDebouncedCallback((value: string) => change({ code: value.trim() }), TYPING_PAUSE_MS)

  return (
    <Group gap="sm" role="search">
      <TextInput
        w={230}
        value={typed ?? search.code ?? ''}
        onBlur={() => {
          if (typed !== null && typed.trim() !== (search.code ?? '')) change({ code: typed.trim() })
          setTyped(null)
        }}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          changeCode(event.currentTarget.value)
        }}
        aria-label={t('dossiers.filter.code')}
        placeholder={t('dossiers.filter.code')}
        leftSection={<IconSearch size={15} aria-hidden />}
      />
      <Select
        w={250}
        clearable
        searchable
        data={rooms.map((room) => ({ value: room.id, label: roomLabel(tree, room) }))}
        value={search.room ?? null}
        onChange={(room) => change({ room: room ?? undefined })}
        aria-label={t('dossiers.filter.room')}
        placeholder={t('dossiers.filter.allRooms')}
      />
      <DatePickerInput
        w={190}
        clearable
        valueFormat="DD/MM/YYYY"
        value={search.day === undefined ? null : toDateInput(search.day)}
        onChange={(day) => change({ day: day === null ? undefined : startOfVietnamDay(Date.parse(day)) })}
        aria-label={t('dossiers.filter.day')}
        placeholder={t('dossiers.filter.allDays')}
        leftSection={<IconCalendar size={15} aria-hidden />}
      />
    </Group>
  )
}
