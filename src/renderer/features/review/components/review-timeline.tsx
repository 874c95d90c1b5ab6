import type { TFunction } from 'i18next'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import type { FootageLock } from '#shared/retention/retention.model.ts'
import type { Bookmark } from '#shared/review/review.model.ts'
import { Timeline } from '#renderer/timeline/timeline.tsx'
import type { TimelineEvent, TimelineLane, TimelineMark } from '#renderer/timeline/timeline.model.ts'
import { actorName } from '#renderer/ui/actor-name.ts'
import { lockReason } from '#renderer/ui/lock-reason.ts'
import { formatTime } from '#renderer/ui/format.ts'
import { eventKey, firstView } from '../review.rules.ts'
import { useReview, useReviewState } from '../review-context.ts'

function toTimelineEvent(event: EventCoverage): TimelineEvent {
  return {
    id: eventKey(event),
    atMs: event.atMs,
    label: `${formatTime(event.atMs)} ${event.dossierCode}`,
    verdict: event.verdict,
    window: { fromMs: event.windowFromMs, toMs: event.windowToMs },
    missing: event.missing,
  }
}

function toTimelineMark(bookmark: Bookmark, locked: string): TimelineMark {
  const { id, fromMs, toMs, note, protects, createdBy } = bookmark
  const parts = [note, createdBy, protects ? locked : ''].filter((part) => part !== '')
  return { id, fromMs, toMs, isLocked: protects, label: parts.join(' · ') }
}

function lockMark(t: TFunction, { id, fromMs, toMs, reason, createdBy }: FootageLock): TimelineMark {
  const parts = [lockReason(t, reason), actorName(t, createdBy), t('review.locked')]
  return { id, fromMs, toMs, isLocked: true, label: parts.join(' · ') }
}

function useLanes(): readonly TimelineLane[] {
  const { t } = useTranslation()
  const { session } = useReview()
  const events = useReviewState((state) => state.events)
  const mainCameraId = useReviewState((state) => state.mainCameraId)
  return useMemo(() => {
    const footage = session.cameras.map(
      (camera): TimelineLane => ({
        kind: 'footage',
        id: camera.id,
        name: camera.name,
        spans: session.lanes.find((lane) => lane.cameraId === camera.id)?.spans ?? [],
        isMain: camera.id === mainCameraId,
      }),
    )
    const active = session.bookmarks.filter((bookmark) => bookmark.state === 'active')
    return [
      ...footage,
      { kind: 'events', id: 'events', name: t('review.laneEvents'), events: events.map(toTimelineEvent) },
      {
        kind: 'marks',
        id: 'marks',
        name: t('review.laneMarks'),
        marks: [
          ...session.locks.map((lock) => lockMark(t, lock)),
          ...active.map((bookmark) => toTimelineMark(bookmark, t('review.locked'))),
        ],
      },
    ]
  }, [session, events, mainCameraId, t])
}

export function ReviewTimeline(): ReactNode {
  const { session, commands, store } = useReview()
  const lanes = useLanes()
  const atMs = useReviewState((state) => state.atMs)
  const marks = useReviewState((state) => state.marks)
  const selectedKey = useReviewState((state) => state.selectedKey)
  const [initialView] = useState(() => firstView(session.lanes, store.getState().events, session.bounds))
  return (
    <Timeline
      bounds={session.bounds}
      initialView={initialView}
      atMs={atMs}
      lanes={lanes}
      marks={marks}
      selectedEventId={selectedKey}
      onSeek={(instantMs) => commands.seekTo(instantMs)}
      onPickEvent={(key) => commands.pickByKey(key)}
    />
  )
}
