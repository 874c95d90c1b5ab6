import { Checkbox, Group, SegmentedControl, Select } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { reportPeriod, type ReportsSearch } from '#renderer/api/reports-search.ts'
import { formatDate, toDateInput } from '#renderer/ui/format.ts'
import { timelinessBasisSchema } from '#shared/dossiers/timeliness.model.ts'
import { PERIOD_KINDS } from '#shared/reports/period.rules.ts'
import type { UnitTree } from '#shared/units/units.model.ts'

const KINDS = [...PERIOD_KINDS, 'custom'] as const
const kindSchema = z.enum(KINDS)
const { instant: instantSchema, resolution: resolutionSchema } = timelinessBasisSchema.shape
const FAVOURS = ['withdrawn', 'supplement', 'noDue'] as const

type ReportFiltersProps = {
  readonly search: ReportsSearch
  readonly nowMs: number
  readonly tree: UnitTree | undefined
  readonly onChange: (next: Partial<ReportsSearch>) => void
}

/** Period, place, basis and the vendor's favours: all of it stands in the address. */
export function ReportFilters(props: ReportFiltersProps): ReactNode {
  return (
    <div className="reports-filters">
      <PeriodChoice {...props} />
      <BasisChoice {...props} />
    </div>
  )
}

function PeriodChoice({ search, nowMs, tree, onChange }: ReportFiltersProps): ReactNode {
  const { t } = useTranslation()
  const period = reportPeriod(search, nowMs)
  const [from, to] = [toDateInput(period.fromMs), toDateInput(period.toMs - 1)]
  const communes = (tree?.units ?? []).filter(({ kind }) => kind === 'commune')
  return (
    <Group gap="sm" align="flex-end">
      <Select
        label={t('reports.period.label')}
        data={KINDS.map((kind) => ({ value: kind, label: t(`reports.period.${kind}`) }))}
        value={search.period ?? 'month'}
        allowDeselect={false}
        w={140}
        onChange={(next) => onChange({ period: kindSchema.catch('month').parse(next), from, to })}
      />
      {search.period === 'custom' ? (
        <DatePickerInput
          type="range"
          label={t('reports.days')}
          valueFormat="DD/MM/YYYY"
          w={230}
          value={[search.from ?? from, search.to ?? to]}
          onChange={([first, last]) => onChange({ from: first ?? undefined, to: last ?? undefined })}
        />
      ) : (
        <DatePickerInput
          label={t('reports.day')}
          valueFormat="DD/MM/YYYY"
          w={150}
          value={search.day ?? toDateInput(nowMs)}
          onChange={(day) => onChange({ day: day ?? undefined })}
        />
      )}
      <Select
        label={t('reports.commune')}
        placeholder={t('reports.allCommunes')}
        data={communes.map(({ id, name }) => ({ value: id, label: name }))}
        value={search.commune ?? null}
        searchable
        clearable
        w={210}
        onChange={(next) => onChange({ commune: next ?? undefined })}
      />
      <strong className="mc-nowrap reports-period">
        {formatDate(period.fromMs)} – {formatDate(period.toMs - 1)}
      </strong>
    </Group>
  )
}

function BasisChoice({ search, onChange }: ReportFiltersProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Group gap="lg" align="center">
      <Group gap="xs" role="group" aria-label={t('reports.basisLabel')}>
        <span className="mc-quiet">{t('reports.basisLabel')}</span>
        <SegmentedControl
          size="xs"
          aria-label={t('reports.instantLabel')}
          data={instantSchema.options.map((value) => ({ value, label: t(`reports.instant.${value}`) }))}
          value={search.instant ?? 'finished'}
          onChange={(next) => onChange({ instant: instantSchema.catch('finished').parse(next) })}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('reports.resolutionLabel')}
          data={resolutionSchema.options.map((value) => ({ value, label: t(`reports.resolution.${value}`) }))}
          value={search.resolution ?? 'date'}
          onChange={(next) => onChange({ resolution: resolutionSchema.catch('date').parse(next) })}
        />
      </Group>
      <Group gap="md" role="group" aria-label={t('reports.favours')}>
        {FAVOURS.map((favour) => (
          <Checkbox
            key={favour}
            size="xs"
            label={t(`reports.favour.${favour}`)}
            checked={search[favour] === undefined}
            onChange={(event) => onChange({ [favour]: event.currentTarget.checked ? undefined : 'off' })}
          />
        ))}
      </Group>
    </Group>
  )
}
