import { ActionIcon, Button, Chip, Group, Stack, Text, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CalendarValues } from '../calendar-form.ts'

export const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const

/** Which weekdays, from when to when. */
export function CalendarSessions({ form }: { readonly form: UseFormReturnType<CalendarValues> }): ReactNode {
  const { t } = useTranslation()
  const { sessions } = form.values
  const add = (): void =>
    form.insertListItem('sessions', { weekdays: ['1', '2', '3', '4', '5'], from: '07:30', to: '11:30' })
  return (
    <fieldset className="units-fieldset">
      <legend>{t('units.calendar.sessions')}</legend>
      <Stack gap="xs">
        {sessions.map((_, index) => (
          <Group key={index} gap="sm" wrap="nowrap" align="flex-start">
            <Chip.Group multiple {...form.getInputProps(`sessions.${index}.weekdays`)}>
              <Group gap={4} wrap="nowrap" role="group" aria-label={t('units.calendar.weekdays')}>
                {WEEKDAYS.map((weekday) => (
                  <Chip key={weekday} value={weekday} size="xs" radius="sm">
                    {t(`units.calendar.weekday.${weekday}`)}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
            {form.errors[`sessions.${index}.weekdays`] !== undefined && (
              <Text size="xs" c="red" role="alert">
                {t('units.calendar.weekdaysNone')}
              </Text>
            )}
            <TextInput
              aria-label={t('units.calendar.sessionFrom')}
              placeholder="07:30"
              maxLength={5}
              size="xs"
              w={76}
              {...form.getInputProps(`sessions.${index}.from`)}
            />
            <TextInput
              aria-label={t('units.calendar.sessionTo')}
              placeholder="11:30"
              maxLength={5}
              size="xs"
              w={76}
              {...form.getInputProps(`sessions.${index}.to`)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('units.calendar.removeSession')}
              disabled={sessions.length === 1}
              onClick={() => form.removeListItem('sessions', index)}
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
          onClick={add}
        >
          {t('units.calendar.addSession')}
        </Button>
      </Stack>
    </fieldset>
  )
}
