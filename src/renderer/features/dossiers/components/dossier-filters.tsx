import { Button, Group, Popover, Select, TextInput } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconAdjustmentsHorizontal, IconCalendar, IconSearch } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DossiersSearch } from '#renderer/api/dossiers-search.ts'
import { dayLabel } from '#renderer/ui/day-label.ts'
import { toDateInput } from '#renderer/ui/format.ts'
import { LIST_VERDICTS, listVerdictSchema } from '#shared/dossiers/dossier-list.model.ts'
import { DAY_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import { changeOf, countMore, type SearchChange } from '../dossier-search.ts'
import type { FiltersProps } from './filters-props.ts'
import { MoreFilters } from './more-filters.tsx'

const TYPING_PAUSE_MS = 350

/** What most look for by is always there; the rest behind one button, with how much of it is set. */
export function DossierFilters({ search, tree, onChange }: FiltersProps): ReactNode {
  const { t } = useTranslation()
  const more = countMore(search)
  const change = (part: SearchChange): void => onChange(changeOf(search, part))
  return (
    <Group gap="xs" role="search">
      <CodeInput code={search.code ?? ''} onCode={(code) => change({ code: code || undefined })} />
      <PlaceSelect search={search} tree={tree} onChange={onChange} />
      <PeriodInput search={search} onChange={change} />
      <Select
        w={158}
        clearable
        data={LIST_VERDICTS.map((value) => ({
          value,
          label: t(value === 'not-at-desk' ? 'dossiers.notAtDesk' : `ui.verdict.${value}`),
        }))}
        value={search.verdict ?? null}
        onChange={(value) => change({ verdict: listVerdictSchema.safeParse(value).data })}
        aria-label={t('dossiers.column.coverage')}
        placeholder={t('dossiers.column.coverage')}
      />
      <Popover position="bottom-end" width={560} shadow="md" trapFocus>
        <Popover.Target>
          <Button
            variant={more > 0 ? 'light' : 'default'}
            leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}
          >
            {more > 0 ? t('dossiers.filter.moreSet', { number: more }) : t('dossiers.filter.more')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <MoreFilters search={search} tree={tree} onChange={onChange} />
        </Popover.Dropdown>
      </Popover>
    </Group>
  )
}

type CodeInputProps = { readonly code: string; readonly onCode: (code: string) => void }

function CodeInput({ code, onCode }: CodeInputProps): ReactNode {
  const { t } = useTranslation()
  /** What is being typed; null when nobody types, and the address decides. */
  const [typed, setTyped] = useState<string | null>(null)
  const later = useDebouncedCallback((value: string) => onCode(value.trim()), TYPING_PAUSE_MS)
  return (
    <TextInput
      w={188}
      value={typed ?? code}
      onBlur={() => {
        if (typed !== null && typed.trim() !== code) onCode(typed.trim())
        setTyped(null)
      }}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        later(event.currentTarget.value)
      }}
      aria-label={t('dossiers.filter.code')}
      placeholder={t('dossiers.filter.code')}
      leftSection={<IconSearch size={15} aria-hidden />}
    />
  )
}

/** A commune or one of its rooms, in one list. */
function PlaceSelect({ search, tree, onChange }: FiltersProps): ReactNode {
  const { t } = useTranslation()
  const communes = tree?.units.filter(({ id }) => tree.rooms.some((room) => room.communeUnitId === id)) ?? []
  const data = communes.map((commune) => ({
    group: commune.name,
    items: [
      { value: `commune ${commune.id}`, label: t('dossiers.filter.wholeCommune', { name: commune.name }) },
      ...(tree?.rooms ?? [])
        .filter(({ communeUnitId }) => communeUnitId === commune.id)
        .map(({ id, name }) => ({ value: `room ${id}`, label: `${commune.name} › ${name}` })),
    ],
  }))
  const value =
    search.room === undefined
      ? search.commune === undefined
        ? null
        : `commune ${search.commune}`
      : `room ${search.room}`
  return (
    <Select
      w={196}
      clearable
      searchable
      data={data}
      value={value}
      onChange={(next) => {
        const [kind, id] = next?.split(' ') ?? []
        onChange(
          changeOf(search, {
            commune: kind === 'commune' ? id : undefined,
            room: kind === 'room' ? id : undefined,
            counter: undefined,
            source: undefined,
          }),
        )
      }}
      aria-label={t('dossiers.filter.place')}
      placeholder={t('dossiers.filter.allPlaces')}
    />
  )
}

type PeriodProps = {
  readonly search: DossiersSearch
  readonly onChange: (part: SearchChange) => void
}

function PeriodInput({ search, onChange }: PeriodProps): ReactNode {
  const { t } = useTranslation()
  /** The first of two days, until the second is chosen. */
  const [half, setHalf] = useState<string | null>(null)
  const from = search.from === undefined ? null : toDateInput(search.from)
  const to = search.to === undefined ? null : toDateInput(search.to - 1)
  return (
    <DatePickerInput
      type="range"
      w={214}
      clearable
      allowSingleDateInRange
      valueFormat="DD/MM/YYYY"
      value={half === null ? [from, to] : [half, null]}
      onChange={([first, last]) => {
        setHalf(first !== null && last === null ? first : null)
        if (first !== null && last === null) return
        onChange({
          from: first === null ? undefined : startOfVietnamDay(Date.parse(first)),
          to: last === null ? undefined : startOfVietnamDay(Date.parse(last)) + DAY_MS,
        })
      }}
      aria-label={dayLabel(t('dossiers.filter.period'), [from, to], t('dossiers.filter.allDays'))}
      placeholder={t('dossiers.filter.allDays')}
      leftSection={<IconCalendar size={15} aria-hidden />}
    />
  )
}
