import { Group, Radio, Stack, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CalendarValues } from '../calendar-form.ts'

const CUT_OFFS = ['none', 'same-day', 'every'] as const
const STYLES = ['exact', 'session'] as const
const SUPPLEMENTS = ['pause', 'restart'] as const

/** How the office counts the time that it has for a dossier. */
export function CalendarDeadlines({ form }: { readonly form: UseFormReturnType<CalendarValues> }): ReactNode {
  const { t } = useTranslation()
  return (
    <fieldset className="units-fieldset">
      <legend>{t('units.calendar.deadlines')}</legend>
      <Stack gap="sm">
        <p className="mc-quiet">{t('units.calendar.deadlinesHint')}</p>
        <Radio.Group label={t('units.calendar.cutOffLabel')} {...form.getInputProps('deadlines.cutOff')}>
          <Group gap="md" mt={4}>
            {CUT_OFFS.map((value) => (
              <Radio key={value} value={value} size="xs" label={t(`units.calendar.cutOff.${value}`)} />
            ))}
          </Group>
        </Radio.Group>
        {form.values.deadlines.cutOff !== 'none' && (
          <TextInput
            label={t('units.calendar.cutOffTime')}
            placeholder="15:00"
            maxLength={5}
            size="xs"
            w={160}
            {...form.getInputProps('deadlines.cutOffTime')}
          />
        )}
        <Radio.Group label={t('units.calendar.styleLabel')} {...form.getInputProps('deadlines.style')}>
          <Stack gap={4} mt={4}>
            {STYLES.map((value) => (
              <Radio key={value} value={value} size="xs" label={t(`units.calendar.style.${value}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <Radio.Group
          label={t('units.calendar.supplementLabel')}
          {...form.getInputProps('deadlines.supplement')}
        >
          <Stack gap={4} mt={4}>
            {SUPPLEMENTS.map((value) => (
              <Radio key={value} value={value} size="xs" label={t(`units.calendar.supplement.${value}`)} />
            ))}
          </Stack>
        </Radio.Group>
      </Stack>
    </fieldset>
  )
}
