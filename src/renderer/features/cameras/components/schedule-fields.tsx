import { NumberInput, Select } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { MAX_ROLL_MINUTES, type ScheduleValues } from '../schedule-values.ts'

type ScheduleFieldsProps = {
  readonly value: ScheduleValues
  readonly onChange: (value: ScheduleValues) => void
}

/** Around the clock, or office hours with the minutes before and after each session. */
export function ScheduleFields({ value, onChange }: ScheduleFieldsProps): ReactNode {
  const { t } = useTranslation()
  const minutes = {
    min: 0,
    max: MAX_ROLL_MINUTES,
    step: 5,
    allowDecimal: false,
    clampBehavior: 'strict',
  } as const
  return (
    <div className="mc-schedule">
      <Select
        label={t('cameras.schedule.label')}
        data={[
          { value: 'always', label: t('cameras.schedule.always') },
          { value: 'office-hours', label: t('cameras.schedule.office') },
        ]}
        value={value.kind}
        onChange={(kind) => onChange({ ...value, kind: kind === 'office-hours' ? kind : 'always' })}
        allowDeselect={false}
        data-testid="schedule-kind"
      />
      <NumberInput
        label={t('cameras.schedule.before')}
        value={value.preMinutes}
        onChange={(preMinutes) => onChange({ ...value, preMinutes })}
        disabled={value.kind === 'always'}
        {...minutes}
      />
      <NumberInput
        label={t('cameras.schedule.after')}
        value={value.postMinutes}
        onChange={(postMinutes) => onChange({ ...value, postMinutes })}
        disabled={value.kind === 'always'}
        {...minutes}
      />
    </div>
  )
}
