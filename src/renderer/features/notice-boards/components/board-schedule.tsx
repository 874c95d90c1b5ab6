import { Button, Group, Progress, Select, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DAY_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { Board } from '#shared/notice-boards/notice-boards.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { formatPercent } from '#renderer/ui/format.ts'
import { InstantInput } from '#renderer/ui/instant-input.tsx'
import { showDone, showFailure } from '#renderer/ui/notices.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import { minuteOfText, textOfMinute } from '../minute-text.ts'

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

function useBoardMutationOptions() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const sentenceOf = useSentenceOf()
  return {
    onError: (error: unknown) => showFailure(t('ui.actionFailed'), sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: orpc.noticeBoards.key() }),
  }
}

/** When pictures are taken from now on. */
export function ScheduleForm({ board }: { readonly board: Board }): ReactNode {
  const { t } = useTranslation()
  const { schedule, zone } = board
  const options = useBoardMutationOptions()
  const [day, setDay] = useState(schedule?.every === 'day' ? 'day' : String(schedule?.weekday ?? 1))
  const [time, setTime] = useState(textOfMinute(schedule?.minuteOfDay ?? 8 * 60 + 30))
  const minuteOfDay = minuteOfText(time)
  const set = useMutation(
    orpc.noticeBoards.setSchedule.mutationOptions({
      ...options,
      onSuccess: () => showDone(t('notice-boards.scheduled')),
    }),
  )
  const stop = useMutation(
    orpc.noticeBoards.stopSchedule.mutationOptions({
      ...options,
      onSuccess: () => showDone(t('notice-boards.stopped')),
    }),
  )
  const save = (): void => {
    if (minuteOfDay === null) return
    const times =
      day === 'day'
        ? { every: 'day' as const, weekday: null }
        : { every: 'week' as const, weekday: Number(day) }
    set.mutate({ zoneId: zone.id, minuteOfDay, ...times })
  }
  return (
    <Group gap="xs" align="flex-end">
      <Select
        label={t('notice-boards.every')}
        data={[
          { value: 'day', label: t('notice-boards.everyDay') },
          ...WEEKDAYS.map((each) => ({ value: String(each), label: t(`notice-boards.weekday.${each}`) })),
        ]}
        value={day}
        onChange={(value) => setDay(value ?? 'day')}
        allowDeselect={false}
        w={170}
      />
      <TextInput
        label={t('notice-boards.at')}
        value={time}
        error={minuteOfDay === null ? t('notice-boards.atWrong') : undefined}
        onChange={(event) => setTime(event.currentTarget.value)}
        w={90}
      />
      <Button disabled={minuteOfDay === null} loading={set.isPending} onClick={save}>
        {t(schedule ? 'notice-boards.change' : 'notice-boards.start')}
      </Button>
      {schedule && (
        <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate({ zoneId: zone.id })}>
          {t('notice-boards.stop')}
        </Button>
      )}
    </Group>
  )
}

/** Pictures of the past, out of footage that is still there. */
export function TakeForm({ board }: { readonly board: Board }): ReactNode {
  const { t } = useTranslation()
  const todayMs = startOfVietnamDay(useNow())
  const options = useBoardMutationOptions()
  const [fromMs, setFromMs] = useState<number | null>(todayMs - 30 * DAY_MS)
  const [toMs, setToMs] = useState<number | null>(todayMs)
  const take = useMutation(orpc.noticeBoards.take.mutationOptions(options))
  const cancel = useMutation(orpc.jobs.cancel.mutationOptions(options))
  const { job } = board
  if (job?.state === 'queued' || job?.state === 'running')
    return (
      <Group gap="xs" mt="xs" role="status">
        <span>
          {t(`today.jobState.${job.state}`)} {formatPercent(Math.round(job.progress * 100) / 100)}
        </span>
        <Progress value={job.progress * 100} flex={1} size="sm" aria-label={t('notice-boards.take')} />
        <Button size="compact-xs" variant="default" onClick={() => cancel.mutate({ id: job.id })}>
          {t('today.stopJob')}
        </Button>
      </Group>
    )
  const ready = fromMs !== null && toMs !== null && fromMs < toMs && board.schedule !== null
  return (
    <Group gap="xs" align="flex-end" mt="xs">
      <InstantInput label={t('notice-boards.from')} initialMs={fromMs} onChange={setFromMs} />
      <InstantInput label={t('notice-boards.to')} initialMs={toMs} onChange={setToMs} />
      <Button
        variant="default"
        disabled={!ready}
        loading={take.isPending}
        onClick={() => ready && take.mutate({ zoneId: board.zone.id, fromMs, toMs })}
      >
        {t('notice-boards.take')}
      </Button>
    </Group>
  )
}
