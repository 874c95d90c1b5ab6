import { Group, NumberInput, Select } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PERIOD_PRESETS, PERIODS_IN_YEAR, type ReportPeriod } from '#shared/receptions/report.model.ts'

type PeriodChoiceProps = {
  readonly period: ReportPeriod
  readonly onChange: (period: ReportPeriod) => void
}

/** Month, quarter, half, nine months or year. */
export function PeriodChoice({ period, onChange }: PeriodChoiceProps): ReactNode {
  const { t } = useTranslation()
  const { preset, year, index } = period
  const count = PERIODS_IN_YEAR[preset]
  return (
    <Group gap="sm">
      <Select
        w={130}
        allowDeselect={false}
        aria-label={t('receptions.report.preset')}
        data={PERIOD_PRESETS.map((each) => ({ value: each, label: t(`receptions.report.presets.${each}`) }))}
        value={preset}
        onChange={(chosen) =>
          onChange({ preset: PERIOD_PRESETS.find((each) => each === chosen) ?? preset, year, index: 1 })
        }
      />
      {count > 1 && (
        <Select
          w={80}
          allowDeselect={false}
          aria-label={t('receptions.report.index')}
          data={Array.from({ length: count }, (_, each) => String(each + 1))}
          value={String(index)}
          onChange={(chosen) => onChange({ preset, year, index: Number(chosen ?? 1) })}
        />
      )}
      <NumberInput
        w={90}
        min={2000}
        max={2100}
        allowDecimal={false}
        thousandSeparator=""
        aria-label={t('receptions.report.year')}
        value={year}
        onChange={(value) => {
          const typed = Number(value)
          if (typed >= 2000 && typed <= 2100) onChange({ preset, year: typed, index })
        }}
      />
    </Group>
  )
}
