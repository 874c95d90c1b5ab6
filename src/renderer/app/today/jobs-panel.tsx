import { Button, Progress } from '@mantine/core'
import { type UseQueryResult, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorSentence } from '#renderer/api/app-error.ts'
import { orpc } from '#renderer/api/client.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatPercent, formatShortTime } from '#renderer/ui/format.ts'
import { showFailure } from '#renderer/ui/notices.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { StatusMark, type StatusTone } from '#renderer/ui/status-mark.tsx'
import type { Job } from '#shared/jobs/jobs.model.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'

const SHOWN = 4
const TONES: Readonly<Record<Job['state'], StatusTone>> = {
  queued: 'neutral',
  running: 'running',
  succeeded: 'ok',
  failed: 'danger',
  cancelled: 'neutral',
}

export function JobsPanel({ jobs }: { readonly jobs: UseQueryResult<Job[], Error> }): ReactNode {
  const { t } = useTranslation()
  return (
    <div id="jobs">
      <Panel title={t('today.jobs')}>
        <QueryView query={jobs} rows={3}>
          {(all) =>
            all.length === 0 ? (
              <EmptyState compact title={t('today.noJobs')} advice={t('today.noJobsAdvice')} />
            ) : (
              <ul className="mc-list">
                {all.slice(0, SHOWN).map((job) => (
                  <JobLine key={job.id} job={job} />
                ))}
              </ul>
            )
          }
        </QueryView>
      </Panel>
    </div>
  )
}

function JobLine({ job }: { readonly job: Job }): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useErrorSentence()
  const queryClient = useQueryClient()
  const cancel = useMutation(
    orpc.jobs.cancel.mutationOptions({
      onError: (error) => showFailure(t('ui.actionFailed'), sentenceOf(error)),
      onSettled: () => queryClient.invalidateQueries({ queryKey: orpc.jobs.key() }),
    }),
  )
  const open = job.state === 'queued' || job.state === 'running'
  return (
    <li>
      <div className="mc-line">
        <span>
          {t(`today.jobKind.${job.kind}`)}{' '}
          <span className="mc-quiet">{formatShortTime(job.createdAtMs)}</span>
        </span>
        <StatusMark tone={TONES[job.state]}>
          {t(`today.jobState.${job.state}`)}
          {job.state === 'running' && ` ${formatPercent(Math.round(job.progress * 100) / 100)}`}
        </StatusMark>
      </div>
      {open && (
        <div className="mc-line">
          <Progress
            value={job.progress * 100}
            flex={1}
            size="sm"
            aria-label={t(`today.jobKind.${job.kind}`)}
          />
          <Button
            size="compact-xs"
            variant="default"
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ id: job.id })}
          >
            {t('today.stopJob')}
          </Button>
        </div>
      )}
      {job.state === 'failed' && (
        <div className="mc-quiet">
          {t([`errors.${job.errorCode ?? 'unknown'}`, 'errors.unknown'], { code: job.errorCode })}
        </div>
      )}
    </li>
  )
}
