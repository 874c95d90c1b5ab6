import { Button } from '@mantine/core'
import { IconDeviceCctv, IconListCheck, IconPlayerPlay } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay, useMe } from '#renderer/api/session.ts'
import { formatDate } from '#renderer/ui/format.ts'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { BookmarksPanel } from './bookmarks-panel.tsx'
import { CamerasPanel } from './cameras-panel.tsx'
import { CoveragePanel } from './coverage-panel.tsx'
import { DigestPanel } from './digest-panel.tsx'
import { DiskPanel } from './disk-panel.tsx'
import { JobsPanel } from './jobs-panel.tsx'
import { LackingPanel } from './lacking-panel.tsx'
import { ScorecardsPanel } from './scorecards-panel.tsx'
import './today.css'
import { useToday, useTodayQueries } from './use-today.ts'

/** The day at a glance: what each role has to look at first. */
export function TodayPage(): ReactNode {
  const { t } = useTranslation()
  const me = useMe()
  const may = useMay()
  const today = useToday()
  const { digest, status, cameras, tree, summary, events, jobs, bookmarks, scorecards } =
    useTodayQueries(today)

  return (
    <>
      <PageHeader
        title={t('today.title')}
        description={t('today.greeting', { date: formatDate(today.fromMs), unit: me?.unitName ?? '…' })}
        action={<MainAction />}
      />
      <div className="mc-today">
        <div className="mc-today-column">
          {may('coverage.read') && <CoveragePanel summary={summary} />}
          {may('coverage.read') && (
            <LackingPanel events={events} tree={tree.data} mayReview={may('recordings.view')} />
          )}
          {may('ledger.read') && may('health.read') && <DigestPanel digest={digest} tree={tree.data} />}
          {!may('coverage.read') && <CamerasPanel status={status} cameras={cameras} tree={tree.data} />}
        </div>
        <div className="mc-today-column">
          {may('coverage.read') && <CamerasPanel status={status} cameras={cameras} tree={tree.data} />}
          {may('scoring.read') && !may('recordings.view') && <ScorecardsPanel scorecards={scorecards} />}
          {may('recordings.view') && <BookmarksPanel bookmarks={bookmarks} tree={tree.data} />}
          <JobsPanel jobs={jobs} />
          {may('cameras.read') && <DiskPanel status={status} />}
        </div>
      </div>
    </>
  )
}

/** The one thing that a role most likely came for. */
function MainAction(): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  if (may('recordings.view')) {
    return (
      <Button component={Link} to="/review" leftSection={<IconPlayerPlay size={16} aria-hidden />}>
        {t('today.openReview')}
      </Button>
    )
  }
  if (may('scoring.read')) {
    return (
      <Button component={Link} to="/scoring" leftSection={<IconListCheck size={16} aria-hidden />}>
        {t('today.openScoring')}
      </Button>
    )
  }
  return (
    <Button component={Link} to="/cameras" leftSection={<IconDeviceCctv size={16} aria-hidden />}>
      {t('today.openCameras')}
    </Button>
  )
}
