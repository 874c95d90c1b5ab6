import { Button, Group, Modal, Progress, Stack, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { ErrorState } from '#renderer/ui/error-state.tsx'
import { formatNumber } from '#renderer/ui/format.ts'
import { showDone } from '#renderer/ui/notices.ts'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { INITIAL_SCHEDULE, scheduleOf, valuesOfSchedule } from '../schedule-values.ts'
import { type NotSet, useSetSchedules } from '../use-set-schedules.ts'
import { ScheduleFields } from './schedule-fields.tsx'

type ScheduleDialogProps = {
  readonly cameras: readonly Camera[]
  readonly opened: boolean
  readonly onClose: () => void
}

/** One schedule for the chosen cameras, from now on. */
export function ScheduleDialog({ cameras, opened, onClose }: ScheduleDialogProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Modal opened={opened} onClose={onClose} title={t('cameras.schedule.title', { count: cameras.length })}>
      {opened && <ScheduleForm cameras={cameras} onClose={onClose} />}
    </Modal>
  )
}

function ScheduleForm({ cameras, onClose }: Omit<ScheduleDialogProps, 'opened'>): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const [first] = cameras
  const [values, setValues] = useState(first ? valuesOfSchedule(first.schedule) : INITIAL_SCHEDULE)
  const [notSet, setNotSet] = useState<readonly NotSet[]>([])
  const save = useSetSchedules((failed) => {
    setNotSet(failed)
    if (failed.length > 0) return
    showDone(t('cameras.schedule.saved', { count: cameras.length }))
    onClose()
  })
  return (
    <Stack gap="sm">
      <Text size="sm">
        {cameras.length === 1
          ? first?.name
          : t('cameras.schedule.forMany', {
              count: cameras.length,
              names: cameras
                .slice(0, 4)
                .map(({ name }) => name)
                .join(', '),
            })}
      </Text>
      {notSet.length > 0 && (
        <ErrorState
          title={t('cameras.schedule.notSaved', { count: notSet.length })}
          message={notSet.map(({ camera, error }) => `${camera.name}: ${sentenceOf(error)}`).join(' ')}
        />
      )}
      <ScheduleFields value={values} onChange={setValues} />
      <Text size="xs" c="dimmed">
        {t('cameras.schedule.hint')}
      </Text>
      {save.isPending && (
        <Progress
          value={(save.done / cameras.length) * 100}
          aria-label={t('cameras.schedule.progress', {
            done: formatNumber(save.done),
            total: formatNumber(cameras.length),
          })}
        />
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('ui.cancel')}
        </Button>
        <Button
          loading={save.isPending}
          onClick={() => save.mutate({ cameras, schedule: scheduleOf(values) })}
          data-testid="schedule-save"
        >
          {t('ui.save')}
        </Button>
      </Group>
    </Stack>
  )
}
