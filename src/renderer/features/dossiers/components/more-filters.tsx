import { MultiSelect, Select, SimpleGrid } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { formatNumber } from '#renderer/ui/format.ts'
import { LIST_TIMELINESS, listTimelinessSchema } from '#shared/dossiers/dossier-list.model.ts'
import { channelSchema, DOSSIER_STATUSES, dossierStatusSchema } from '#shared/dossiers/dossiers.model.ts'
import { findingKindSchema } from '#shared/findings/findings.model.ts'
import { changeOf, type SearchChange } from '../dossier-search.ts'
import { DOSSIER_FINDINGS } from '../dossier-findings.ts'
import type { FiltersProps } from './filters-props.ts'

/** Filters that are not always in sight. */
export function MoreFilters({ search, tree, onChange }: FiltersProps): ReactNode {
  const { t } = useTranslation()
  // Inside the popover, which a click elsewhere would close.
  const inside = { comboboxProps: { withinPortal: false }, placeholder: t('ui.all') }
  const change = (part: SearchChange): void => onChange(changeOf(search, part))
  const place = {
    ...(search.commune === undefined ? {} : { communeUnitId: search.commune }),
    ...(search.room === undefined ? {} : { roomId: search.room }),
  }
  const choices = useQuery(orpc.dossiers.choices.queryOptions({ input: place, staleTime: 60_000 }))
  const sources = useQuery(orpc.dossiers.sources.queryOptions())
  const named = (values: readonly { value: string; count: number }[] | undefined) =>
    (values ?? []).map(({ value, count }) => ({ value, label: `${value} (${formatNumber(count)})` }))
  const counters = (tree?.rooms ?? [])
    .filter(
      ({ id, communeUnitId }) =>
        id === (search.room ?? id) && communeUnitId === (search.commune ?? communeUnitId),
    )
    .map((room) => ({
      group: `${tree?.units.find(({ id }) => id === room.communeUnitId)?.name ?? ''} › ${room.name}`,
      items: room.counters.map(({ id, name }) => ({ value: id, label: name })),
    }))
    .filter(({ items }) => items.length > 0)
  return (
    <SimpleGrid cols={2} spacing="sm">
      <MultiSelect
        {...inside}
        clearable
        label={t('dossiers.column.status')}
        data={DOSSIER_STATUSES.map((value) => ({ value, label: t(`dossiers.status.${value}`) }))}
        value={search.status ?? []}
        onChange={(values) =>
          change({ status: values.flatMap((value) => dossierStatusSchema.safeParse(value).data ?? []) })
        }
      />
      <Select
        {...inside}
        clearable
        label={t('dossiers.column.timeliness')}
        data={LIST_TIMELINESS.map((value) => ({ value, label: t(`dossiers.timeliness.${value}`) }))}
        value={search.time ?? null}
        onChange={(value) => change({ time: listTimelinessSchema.safeParse(value).data })}
      />
      <Select
        {...inside}
        clearable
        label={t('dossiers.column.channel')}
        data={channelSchema.options.map((value) => ({ value, label: t(`dossiers.channel.${value}`) }))}
        value={search.channel ?? null}
        onChange={(value) => change({ channel: channelSchema.safeParse(value).data })}
      />
      <Select
        {...inside}
        clearable
        searchable
        label={t('dossiers.column.counter')}
        data={counters}
        value={search.counter ?? null}
        onChange={(value) => change({ counter: value ?? undefined })}
      />
      <Select
        {...inside}
        clearable
        searchable
        label={t('dossiers.column.procedure')}
        nothingFoundMessage={t('dossiers.filter.nothing')}
        data={named(choices.data?.procedures)}
        value={search.procedure ?? null}
        onChange={(value) => change({ procedure: value ?? undefined })}
      />
      <Select
        {...inside}
        clearable
        searchable
        label={t('dossiers.list.officer')}
        nothingFoundMessage={t('dossiers.filter.nothing')}
        data={named(choices.data?.officers)}
        value={search.officer ?? null}
        onChange={(value) => change({ officer: value ?? undefined })}
      />
      <Select
        {...inside}
        clearable
        label={t('dossiers.list.finding')}
        data={DOSSIER_FINDINGS.map((value) => ({ value, label: t(`findings.kind.${value}`) }))}
        value={search.finding ?? null}
        onChange={(value) => change({ finding: findingKindSchema.safeParse(value).data })}
      />
      <Select
        {...inside}
        clearable
        label={t('dossiers.list.source')}
        data={(sources.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={search.source ?? null}
        onChange={(value) => change({ source: value ?? undefined })}
      />
    </SimpleGrid>
  )
}
