import { Alert, Button, Group, Progress } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { formatDateTime, formatPercent } from '#renderer/ui/format.ts'
import { InstantInput } from '#renderer/ui/instant-input.tsx'
import { showFailure } from '#renderer/ui/notices.ts'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import type { Job } from '#shared/jobs/jobs.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { HOUR_MS } from '#shared/kernel/instant.ts'

const POLL_MS = 1500
const isOpen = ({ state }: Job): boolean => state === 'queued' || state === 'running'

/** Looks at footage that is there already: a range, then how far it is. */
export function LookForm({ cameraId, nowMs }: { readonly cameraId: Id; readonly nowMs: number }): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const lastHourMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS
  const [fromMs, setFromMs] = useState<number | null>(lastHourMs - HOUR_MS)
  const [toMs, setToMs] = useState<number | null>(lastHourMs)
  const jobs = useQuery(
    orpc.jobs.list.queryOptions({
      select: (all) => all.filter((job) => job.kind === 'presence' && job.subjectId === cameraId),
      refetchInterval: (query) =>
        query.state.data?.some((job) => job.kind === 'presence' && isOpen(job)) ? POLL_MS : false,
    }),
  )
  const onError = (error: unknown): void => showFailure(t('ui.actionFailed'), sentenceOf(error))
  const onSettled = () => queryClient.invalidateQueries({ queryKey: orpc.jobs.key() })
  const look = useMutation(orpc.presence.look.mutationOptions({ onError, onSettled }))
  const cancel = useMutation(orpc.jobs.cancel.mutationOptions({ onError, onSettled }))
  const newest = jobs.data?.[0]
  const ended = newest !== undefined && !isOpen(newest) ? newest.id : null
  useEffect(() => {
    if (ended !== null) void queryClient.invalidateQueries({ queryKey: orpc.presence.key() })
  }, [ended, queryClient])
  const ready = fromMs !== null && toMs !== null && fromMs < toMs
  return (
    <div className="presence-look">
      <strong>{t('presence.look.title')}</strong>
      <p className="mc-quiet">{t('presence.look.advice')}</p>
      <Group gap="xs" align="flex-end">
        <InstantInput label={t('presence.look.from')} initialMs={fromMs} onChange={setFromMs} />
        <InstantInput label={t('presence.look.to')} initialMs={toMs} onChange={setToMs} />
        <Button
          variant="default"
          disabled={!ready}
          loading={look.isPending}
          data-testid="presence-look"
          onClick={() => ready && look.mutate({ cameraId, fromMs, toMs })}
        >
          {t('presence.look.start')}
        </Button>
      </Group>
      {newest !== undefined && (
        <LookJob
          job={newest}
          onCancel={() => cancel.mutate({ id: newest.id })}
          cancelling={cancel.isPending}
        />
      )}
    </div>
  )
}

type LookJobProps = { readonly job: Job; readonly cancelling: boolean; readonly onCancel: () => void }

function LookJob({ job, cancelling, onCancel }: LookJobProps): ReactNode {
  const { t } = useTranslation()
  if (job.state === 'failed')
    return (
      <Alert color="red" mt="xs" title={t('today.jobState.failed')}>
        {t([`errors.${job.errorCode ?? 'unknown'}`, 'errors.unknown'], { code: job.errorCode })}
      </Alert>
    )
  if (!isOpen(job))
    return (
      <p className="mc-quiet">
        <StatusMark tone={job.state === 'succeeded' ? 'ok' : 'neutral'}>
          {t(`today.jobState.${job.state}`)}
        </StatusMark>{' '}
        {job.finishedAtMs !== null && formatDateTime(job.finishedAtMs)}
      </p>
    )
  return (
    <Group gap="xs" mt="xs" role="status">
      <span>
        {t(`today.jobState.${job.state}`)} {formatPercent(Math.round(job.progress * 100) / 100)}
      </span>
      <Progress value={job.progress * 100} flex={1} size="sm" aria-label={t('presence.look.title')} />
      <Button size="compact-xs" variant="default" loading={cancelling} onClick={onCancel}>
        {t('today.stopJob')}
      </Button>
    </Group>
  )
}
