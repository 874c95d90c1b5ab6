import { Checkbox, Group, Select } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { IconCalendar } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { petitionKindSchema, receptionRegimeSchema } from '#shared/imports/import-rows.model.ts'
import { DAY_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import type { ReceptionsSearch } from '#renderer/api/receptions-search.ts'
import { dayLabel } from '#renderer/ui/day-label.ts'
import { toDateInput } from '#renderer/ui/format.ts'
import { roomLabel } from '#renderer/ui/place.ts'
import { receptionRooms } from '../reception-rooms.ts'
import { useReceptionsSearch } from '../use-receptions.ts'

type RegisterFiltersProps = { readonly tree: UnitTree | undefined; readonly withRegime: boolean }

const dayOf = (day: string | null): number | undefined =>
  day === null ? undefined : startOfVietnamDay(Date.parse(day))

/** What the host is asked for. */
export function filterOf({ room, commune, from, to, kind, removed }: ReceptionsSearch) {
  return {
    ...(room === undefined ? {} : { roomId: room }),
    ...(commune === undefined ? {} : { communeUnitId: commune }),
    ...(from === undefined ? {} : { fromMs: from }),
    ...(to === undefined ? {} : { toMs: to + DAY_MS }),
    ...(kind === undefined ? {} : { kind }),
    removed: removed ?? false,
  }
}

/** Room, days, kind and regime of a register; all of it stands in the address. */
export function RegisterFilters({ tree, withRegime }: RegisterFiltersProps): ReactNode {
  const { t } = useTranslation()
  const { search, go } = useReceptionsSearch()
  const days: [string | null, string | null] = [
    search.from === undefined ? null : toDateInput(search.from),
    search.to === undefined ? null : toDateInput(search.to),
  ]
  return (
    <Group gap="sm" role="search">
      <Select
        w={220}
        clearable
        searchable
        data={receptionRooms(tree).map((room) => ({ value: room.id, label: roomLabel(tree, room) }))}
        value={search.room ?? null}
        onChange={(room) => go({ room: room ?? undefined })}
        aria-label={t('receptions.filter.room')}
        placeholder={t('receptions.filter.allRooms')}
      />
      <DatePickerInput
        type="range"
        w={200}
        clearable
        allowSingleDateInRange
        valueFormat="DD/MM/YYYY"
        value={days}
        onChange={([first, last]) => go({ from: dayOf(first), to: dayOf(last) })}
        aria-label={dayLabel(t('receptions.filter.days'), days, t('receptions.filter.allDays'))}
        placeholder={t('receptions.filter.allDays')}
        leftSection={<IconCalendar size={15} aria-hidden />}
      />
      <Select
        w={150}
        clearable
        data={petitionKindSchema.options.map((kind) => ({
          value: kind,
          label: t(`receptions.kind.${kind}`),
        }))}
        value={search.kind ?? null}
        onChange={(kind) =>
          go({
            kind: petitionKindSchema
              .optional()
              .catch(undefined)
              .parse(kind ?? undefined),
          })
        }
        aria-label={t('receptions.filter.kind')}
        placeholder={t('receptions.filter.allKinds')}
      />
      {withRegime && (
        <Select
          w={150}
          clearable
          data={receptionRegimeSchema.options.map((regime) => ({
            value: regime,
            label: t(`receptions.regime.${regime}`),
          }))}
          value={search.regime ?? null}
          onChange={(regime) =>
            go({
              regime: receptionRegimeSchema
                .optional()
                .catch(undefined)
                .parse(regime ?? undefined),
            })
          }
          aria-label={t('receptions.filter.regime')}
          placeholder={t('receptions.filter.allRegimes')}
        />
      )}
      <Checkbox
        label={t('receptions.filter.removed')}
        checked={search.removed ?? false}
        onChange={(event) => go({ removed: event.currentTarget.checked ? true : undefined, open: undefined })}
      />
    </Group>
  )
}
