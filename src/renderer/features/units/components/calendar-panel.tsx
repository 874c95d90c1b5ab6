import { Button, Group, Stack, Text } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Unit, UnitTree } from '#shared/units/units.model.ts'
import { type UnitCalendar, workingCalendarBodySchema } from '#shared/units/working-calendar.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { ErrorState } from '#renderer/ui/error-state.tsx'
import { formatDate, toDateInput } from '#renderer/ui/format.ts'
import { showDone } from '#renderer/ui/notices.ts'
import { unitName } from '#renderer/ui/place.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { zodForm } from '#renderer/ui/zod-form.ts'
import { type CalendarValues, fromMsOf, toBody, toValues } from '../calendar-form.ts'
import { CalendarDays } from './calendar-days.tsx'
import { CalendarDeadlines } from './calendar-deadlines.tsx'
import { CalendarPreview } from './calendar-preview.tsx'
import { CalendarSessions } from './calendar-sessions.tsx'

type CalendarPanelProps = { readonly unit: Unit; readonly tree: UnitTree; readonly onDone: () => void }

/** When a unit's offices are open: what holds now, and the form for what is to hold from a day on. */
export function CalendarPanel({ unit, tree, onDone }: CalendarPanelProps): ReactNode {
  const calendar = useQuery(orpc.units.calendar.queryOptions({ input: { unitId: unit.id } }))
  return (
    <QueryView query={calendar} rows={10}>
      {(data) => <CalendarForm calendar={data} tree={tree} onDone={onDone} />}
    </QueryView>
  )
}

type CalendarFormProps = {
  readonly calendar: UnitCalendar
  readonly tree: UnitTree
  readonly onDone: () => void
}

function CalendarForm({ calendar, tree, onDone }: CalendarFormProps): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const [today] = useState(() => toDateInput(Date.now()))
  const check = zodForm(workingCalendarBodySchema, t)
  const form = useForm<CalendarValues>({
    initialValues: toValues(calendar.today, today),
    validate: (values) => formErrors(check(toBody(values)), values, t),
  })
  const save = useMutation(
    orpc.units.setCalendar.mutationOptions({
      onSuccess: async () => {
        showDone(t('units.calendar.saved'))
        await queryClient.invalidateQueries({ queryKey: orpc.units.key() })
        await queryClient.invalidateQueries({ queryKey: orpc.ledger.key() })
        await queryClient.invalidateQueries({ queryKey: orpc.reports.key() })
        onDone()
      },
    }),
  )
  const submit = (values: CalendarValues): void => {
    const fromMs = fromMsOf(values)
    if (fromMs !== null) save.mutate({ unitId: calendar.unitId, fromMs, calendar: toBody(values) })
  }

  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack gap="md">
        {save.isError && <ErrorState title={t('ui.actionFailed')} message={sentenceOf(save.error)} />}
        <WhatHolds calendar={calendar} tree={tree} />
        <DatePickerInput
          label={t('units.calendar.from')}
          description={t('units.calendar.fromHint')}
          valueFormat="DD/MM/YYYY"
          withAsterisk
          maw={340}
          {...form.getInputProps('from')}
        />
        <CalendarSessions form={form} />
        <CalendarDays form={form} />
        <CalendarDeadlines form={form} />
        <CalendarPreview values={form.values} />
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            {t('units.calendar.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** The schema speaks of minutes, the form of times. */
function formErrors(
  errors: Readonly<Record<string, string>>,
  values: CalendarValues,
  t: TFunction,
): Record<string, string> {
  const named: Record<string, string> = values.from === null ? { from: t('ui.field.required') } : {}
  for (const [field, error] of Object.entries(errors)) {
    if (field === 'deadlines.cutOff.minute') named['deadlines.cutOffTime'] = t('units.calendar.cutOffWrong')
    const time = /^(sessions\.\d+\.)(from|to)Minute$/.exec(field)
    named[time ? `${time[1]}${time[2]}` : field] = time ? t('units.calendar.timeWrong') : error
  }
  return named
}

function WhatHolds({
  calendar,
  tree,
}: {
  readonly calendar: UnitCalendar
  readonly tree: UnitTree
}): ReactNode {
  const { t } = useTranslation()
  const { unitId, own, today } = calendar
  const source =
    today.fromUnitId === null
      ? t('units.calendar.builtIn')
      : today.fromUnitId === unitId
        ? t('units.calendar.ownOne')
        : t('units.calendar.fromAbove', { unit: unitName(tree, today.fromUnitId) })
  return (
    <div>
      <Text size="sm">{source}</Text>
      {own.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('units.calendar.history', {
            days: own.map(({ validFromMs }) => formatDate(validFromMs)).join(', '),
          })}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {t('units.calendar.confirm')}
      </Text>
    </div>
  )
}
