import { ActionIcon, Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import type { UseFormReturnType } from '@mantine/form'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { dayLabel } from '#renderer/ui/day-label.ts'
import type { CalendarValues } from '../calendar-form.ts'
import { WEEKDAYS } from './calendar-sessions.tsx'

type CalendarDaysProps = { readonly form: UseFormReturnType<CalendarValues> }

/** Days off, and days that are worked in their place. */
export function CalendarDays({ form }: CalendarDaysProps): ReactNode {
  return (
    <>
      <Holidays form={form} />
      <MakeUpDays form={form} />
    </>
  )
}

function Holidays({ form }: CalendarDaysProps): ReactNode {
  const { t } = useTranslation()
  return (
    <fieldset className="units-fieldset">
      <legend>{t('units.calendar.holidays')}</legend>
      <Stack gap={6}>
        <div className="units-days">
          {form.values.holidays.map((_, index) => (
            <Group key={index} gap={6} wrap="nowrap" align="flex-start">
              <DatePickerInput
                aria-label={dayLabel(t('units.calendar.day'), [form.values.holidays[index]?.day || null])}
                valueFormat="DD/MM/YYYY"
                size="xs"
                w={110}
                {...form.getInputProps(`holidays.${index}.day`)}
              />
              <TextInput
                aria-label={t('units.calendar.dayName')}
                size="xs"
                flex={1}
                {...form.getInputProps(`holidays.${index}.name`)}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('units.calendar.removeDay')}
                onClick={() => form.removeListItem('holidays', index)}
              >
                <IconTrash size={15} aria-hidden />
              </ActionIcon>
            </Group>
          ))}
        </div>
        <Button
          size="compact-xs"
          variant="subtle"
          className="units-add"
          leftSection={<IconPlus size={12} aria-hidden />}
          onClick={() => form.insertListItem('holidays', { day: null, name: '' })}
        >
          {t('units.calendar.addHoliday')}
        </Button>
      </Stack>
    </fieldset>
  )
}

function MakeUpDays({ form }: CalendarDaysProps): ReactNode {
  const { t } = useTranslation()
  return (
    <fieldset className="units-fieldset">
      <legend>{t('units.calendar.makeUpDays')}</legend>
      <Stack gap={6}>
        {form.values.makeUpDays.map((_, index) => (
          <Group key={index} gap={6} wrap="nowrap" align="flex-start">
            <DatePickerInput
              aria-label={dayLabel(t('units.calendar.day'), [form.values.makeUpDays[index]?.day || null])}
              valueFormat="DD/MM/YYYY"
              size="xs"
              w={110}
              {...form.getInputProps(`makeUpDays.${index}.day`)}
            />
            <Select
              aria-label={t('units.calendar.likeWeekday')}
              size="xs"
              data={WEEKDAYS.map((weekday) => ({
                value: weekday,
                label: t('units.calendar.like', { weekday: t(`units.calendar.weekday.${weekday}`) }),
              }))}
              allowDeselect={false}
              {...form.getInputProps(`makeUpDays.${index}.likeWeekday`)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('units.calendar.removeDay')}
              onClick={() => form.removeListItem('makeUpDays', index)}
            >
              <IconTrash size={15} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <Button
          size="compact-xs"
          variant="subtle"
          className="units-add"
          leftSection={<IconPlus size={12} aria-hidden />}
          onClick={() => form.insertListItem('makeUpDays', { day: null, likeWeekday: '1' })}
        >
          {t('units.calendar.addMakeUpDay')}
        </Button>
      </Stack>
    </fieldset>
  )
}
