import { Group, Select, TextInput } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconCalendar, IconSearch } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { DAY_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { BookmarkFacets } from '#shared/review/review.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { type BookmarksSearch, bookmarksSearchSchema } from '#renderer/api/bookmarks-search.ts'
import { useCriterionOptions } from '#renderer/api/criterion-options.ts'
import { dayLabel } from '#renderer/ui/day-label.ts'
import { actorName } from '#renderer/ui/actor-name.ts'
import { formatNumber, toDateInput } from '#renderer/ui/format.ts'
import { roomLabel } from '#renderer/ui/place.ts'

const TYPING_PAUSE_MS = 350

type FiltersProps = {
  readonly search: BookmarksSearch
  readonly onChange: (search: BookmarksSearch) => void
  readonly facets: BookmarkFacets | undefined
  readonly tree: UnitTree | undefined
  readonly cameras: readonly Camera[] | undefined
}

type Part = { readonly [Key in keyof BookmarksSearch]?: BookmarksSearch[Key] | undefined }

/** Each value with how many bookmarks have it; a value that nothing has any more stays, so that it can be taken off. */
function withCounts(
  counts: BookmarkFacets['tags'] | undefined,
  chosen: string | undefined,
  nameOf: (value: string) => string = (value) => value,
) {
  const known = counts ?? []
  const lost = chosen !== undefined && !known.some(({ value }) => value === chosen)
  return [...known, ...(lost ? [{ value: chosen, count: 0 }] : [])].map(({ value, count }) => ({
    value,
    label: `${nameOf(value)} (${formatNumber(count)})`,
  }))
}

export function BookmarkFilters({ search, onChange, facets, tree, cameras }: FiltersProps): ReactNode {
  const { t } = useTranslation()
  const criteria = useCriterionOptions().flatMap(({ items }) => items)
  const change = (part: Part): void => {
    const merged = Object.entries({ ...search, ...part }).filter(
      ([, value]) => value !== undefined && value !== '',
    )
    onChange(bookmarksSearchSchema.parse(Object.fromEntries(merged)))
  }
  const rooms = (tree?.rooms ?? []).filter(({ id }) => cameras?.some(({ roomId }) => roomId === id))
  const select = (label: string, width: number) => ({
    'aria-label': label,
    placeholder: label,
    w: width,
    searchable: true,
    clearable: true,
    nothingFoundMessage: t('bookmarks.filter.nothing'),
  })
  return (
    <Group gap="xs" px="sm" pt="xs" role="search" aria-label={t('bookmarks.filter.label')} wrap="wrap">
      <CodeInput code={search.dossier ?? ''} onCode={(dossier) => change({ dossier })} />
      <Select
        {...select(t('bookmarks.filter.room'), 210)}
        data={rooms.map((room) => ({ value: room.id, label: roomLabel(tree, room) }))}
        value={search.room ?? null}
        onChange={(room) => change({ room: room ?? undefined })}
      />
      <PeriodInput search={search} onChange={change} />
      <Select
        {...select(t('bookmarks.filter.tag'), 150)}
        data={withCounts(facets?.tags, search.tag)}
        value={search.tag ?? null}
        onChange={(tag) => change({ tag: tag ?? undefined })}
      />
      <Select
        {...select(t('bookmarks.filter.criterion'), 150)}
        comboboxProps={{ width: 340, position: 'bottom-start' }}
        data={withCounts(
          facets?.criteria,
          search.criterion,
          (code) => criteria.find(({ value }) => value === code)?.label ?? code,
        )}
        value={search.criterion ?? null}
        onChange={(criterion) => change({ criterion: criterion ?? undefined })}
      />
      <Select
        {...select(t('bookmarks.filter.person'), 150)}
        data={withCounts(facets?.people, search.person, (label) => actorName(t, label))}
        value={search.person ?? null}
        onChange={(person) => change({ person: person ?? undefined })}
      />
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
      w={160}
      value={typed ?? code}
      onBlur={() => setTyped(null)}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        later(event.currentTarget.value)
      }}
      aria-label={t('bookmarks.filter.dossier')}
      placeholder={t('bookmarks.filter.dossier')}
      leftSection={<IconSearch size={15} aria-hidden />}
    />
  )
}

type PeriodProps = { readonly search: BookmarksSearch; readonly onChange: (part: Part) => void }

function PeriodInput({ search, onChange }: PeriodProps): ReactNode {
  const { t } = useTranslation()
  /** The first of two days, until the second is chosen. */
  const [half, setHalf] = useState<string | null>(null)
  const from = search.from === undefined ? null : toDateInput(search.from)
  const to = search.to === undefined ? null : toDateInput(search.to - 1)
  return (
    <DatePickerInput
      type="range"
      w={216}
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
      aria-label={dayLabel(t('bookmarks.filter.period'), [from, to])}
      placeholder={t('bookmarks.filter.period')}
      leftSection={<IconCalendar size={15} aria-hidden />}
    />
  )
}
