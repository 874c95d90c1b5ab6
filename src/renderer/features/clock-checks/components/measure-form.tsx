import { Alert, Button, Group, Progress } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClockCheck } from '#shared/clock-checks/clock-checks.model.ts'
import type { Job } from '#shared/jobs/jobs.model.ts'
import { MINUTE_MS } from '#shared/kernel/instant.ts'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { formatPercent } from '#renderer/ui/format.ts'
import { InstantInput } from '#renderer/ui/instant-input.tsx'
import { showFailure } from '#renderer/ui/notices.ts'

/** Which stretch of footage the codes are looked for in, how far that is, and why it found nothing. */
export function MeasureForm({ check }: { readonly check: ClockCheck }): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const client = useQueryClient()
  const [fromMs, setFromMs] = useState<number | null>(check.openedAtMs)
  const [toMs, setToMs] = useState<number | null>(check.openedAtMs + 5 * MINUTE_MS)
  const onError = (error: unknown): void => showFailure(t('ui.actionFailed'), sentenceOf(error))
  const onSettled = () => client.invalidateQueries({ queryKey: orpc.clockChecks.key() })
  const measure = useMutation(orpc.clockChecks.measure.mutationOptions({ onError, onSettled }))
  const cancel = useMutation(orpc.jobs.cancel.mutationOptions({ onError, onSettled }))
  const ready = fromMs !== null && toMs !== null && fromMs < toMs
  const { job } = check
  if (job?.state === 'queued' || job?.state === 'running')
    return <RunningJob job={job} stopping={cancel.isPending} onStop={() => cancel.mutate({ id: job.id })} />
  return (
    <>
      {job?.state === 'failed' && (
        <Alert color="red" my="xs" title={t('clock-checks.failed')}>
          {t([`errors.${job.errorCode ?? 'unknown'}`, 'errors.unknown'], { code: job.errorCode })}
        </Alert>
      )}
      <p className="mc-quiet">{t('clock-checks.readAdvice')}</p>
      <Group gap="xs" align="flex-end">
        <InstantInput label={t('clock-checks.from')} initialMs={fromMs} onChange={setFromMs} />
        <InstantInput label={t('clock-checks.to')} initialMs={toMs} onChange={setToMs} />
        <Button
          variant="default"
          disabled={!ready}
          loading={measure.isPending}
          onClick={() => ready && measure.mutate({ id: check.id, fromMs, toMs })}
        >
          {t('clock-checks.read')}
        </Button>
      </Group>
    </>
  )
}

type RunningJobProps = { readonly job: Job; readonly stopping: boolean; readonly onStop: () => void }

function RunningJob({ job, stopping, onStop }: RunningJobProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Group gap="xs" mt="xs" role="status">
      <span>
        {t(`today.jobState.${job.state}`)} {formatPercent(Math.round(job.progress * 100) / 100)}
      </span>
      <Progress value={job.progress * 100} flex={1} size="sm" aria-label={t('clock-checks.read')} />
      <Button size="compact-xs" variant="default" loading={stopping} onClick={onStop}>
        {t('today.stopJob')}
      </Button>
    </Group>
  )
}
