import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { formatBytes, formatNumber, formatPercent } from '#renderer/ui/format.ts'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import type { Job } from '#shared/jobs/jobs.model.ts'
import type { StationStatus } from '#shared/recordings/recordings.model.ts'

const POLL_MS = 4000
const LOW_DISK_DAYS = 7

/** Camera, disk and jobs as they are now; each part leads to its page. */
export function StatusStrip(): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const status = useQuery(
    orpc.recordings.status.queryOptions({
      enabled: may('cameras.read'),
      refetchInterval: POLL_MS,
      retry: false,
    }),
  )
  const jobs = useQuery(orpc.jobs.list.queryOptions({ refetchInterval: POLL_MS, retry: false }))
  const unreachable = status.isError || jobs.isError

  return (
    <footer className="mc-strip" aria-label={t('strip.label')}>
      {unreachable && (
        <span className="mc-strip-part">
          <StatusMark tone="danger">{t('strip.unreachable')}</StatusMark>
        </span>
      )}
      {!unreachable && status.data === undefined && jobs.data === undefined && (
        <span className="mc-strip-part">{t('strip.waiting')}</span>
      )}
      {!unreachable && status.data !== undefined && <StationParts status={status.data} />}
      {!unreachable && jobs.data !== undefined && <JobsPart jobs={jobs.data} />}
    </footer>
  )
}

function StationParts({ status }: { readonly status: StationStatus }): ReactNode {
  const { t } = useTranslation()
  const { recorders, disk } = status
  const recording = recorders.filter(({ state }) => state === 'recording').length
  const lost = recorders.filter(({ state }) => state === 'retrying' || state === 'connecting').length
  const offSchedule = recorders.filter(({ state }) => state === 'off-schedule').length
  const full = recorders.some(({ state }) => state === 'disk-full')
  const low = full || (disk.daysLeft !== null && disk.daysLeft < LOW_DISK_DAYS)
  const total = recorders.length
  return (
    <>
      <Link to="/cameras" className="mc-strip-part">
        <StatusMark tone={recording === 0 ? 'neutral' : 'ok'}>
          {total === 0
            ? t('strip.noCameras')
            : t('strip.recording', { recording: formatNumber(recording), total: formatNumber(total) })}
        </StatusMark>
      </Link>
      {total > 0 && (
        <Link to="/cameras" className="mc-strip-part">
          <StatusMark tone={lost > 0 ? 'warning' : 'neutral'}>{t('strip.lost', { count: lost })}</StatusMark>
        </Link>
      )}
      {offSchedule > 0 && (
        <Link to="/cameras" className="mc-strip-part">
          <StatusMark tone="neutral">{t('strip.offSchedule', { count: offSchedule })}</StatusMark>
        </Link>
      )}
      <Link to="/" hash="disk" className="mc-strip-part">
        <StatusMark tone={low ? 'danger' : 'neutral'}>
          {disk.daysLeft === null
            ? t('strip.diskIdle', { free: formatBytes(disk.freeBytes) })
            : t('strip.disk', { days: formatNumber(Math.floor(disk.daysLeft)) })}
        </StatusMark>
      </Link>
    </>
  )
}

function JobsPart({ jobs }: { readonly jobs: readonly Job[] }): ReactNode {
  const { t } = useTranslation()
  const open = jobs.filter(({ state }) => state === 'queued' || state === 'running')
  const share = open.reduce((sum, { progress }) => sum + progress, 0) / Math.max(1, open.length)
  return (
    <Link to="/" hash="jobs" className="mc-strip-part">
      <StatusMark tone={open.length > 0 ? 'running' : 'neutral'}>
        {open.length === 0
          ? t('strip.noJobs')
          : t('strip.jobs', { count: open.length, percent: formatPercent(Math.round(share * 100) / 100) })}
      </StatusMark>
    </Link>
  )
}
