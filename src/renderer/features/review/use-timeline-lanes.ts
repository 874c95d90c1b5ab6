import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { EventCoverage, EventOverview } from '#shared/coverage/coverage.model.ts'
import type { Finding } from '#shared/findings/findings.model.ts'
import type { FootageLock } from '#shared/retention/retention.model.ts'
import type { Bookmark } from '#shared/review/review.model.ts'
import type {
  TimelineEvent,
  TimelineLane,
  TimelineMark,
  TimelineSign,
} from '#renderer/timeline/timeline.model.ts'
import { actorName } from '#renderer/ui/actor-name.ts'
import { formatDateTime, formatNumber, formatTime } from '#renderer/ui/format.ts'
import { lockReason } from '#renderer/ui/lock-reason.ts'
import { eventKey } from './review.rules.ts'
import { type ReviewSession, useReview, useReviewState } from './review-context.ts'
import type { TimelineData } from './use-timeline-data.ts'

function toTimelineEvent(event: EventCoverage): TimelineEvent {
  return {
    id: eventKey(event),
    atMs: event.atMs,
    label: `${formatTime(event.atMs)} ${event.dossierCode}`,
    verdict: event.verdict,
    count: 1,
    window: { fromMs: event.windowFromMs, toMs: event.windowToMs },
    missing: event.missing,
  }
}

function toTimelineGroup(t: TFunction, group: EventOverview['groups'][number]): TimelineEvent {
  const { fromMs, toMs, covered, partial, missing } = group
  const count = covered + partial + missing
  const verdict = missing > 0 ? 'missing' : partial > 0 ? 'partial' : 'covered'
  const label = t('review.eventsTogether', {
    at: formatDateTime(fromMs),
    count,
    covered: formatNumber(covered),
  })
  return { id: `group:${fromMs}`, atMs: fromMs, label, verdict, count, window: { fromMs, toMs }, missing: [] }
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

/** What was dismissed is not shown; what a person accepted is a confirmed one. */
function signsOf(t: TFunction, findings: readonly Finding[]): TimelineSign[] {
  return findings
    .filter(({ state }) => state !== 'dismissed')
    .map(({ id, kind, atMs, fromMs, toMs, state }) => ({
      id,
      atMs,
      fromMs,
      toMs,
      isConfirmed: state === 'accepted',
      label: `${formatTime(atMs)} ${t(`findings.kind.${kind}`)} · ${t(state === 'accepted' ? 'review.signConfirmed' : 'review.signOpen')}`,
    }))
    .toSorted((left, right) => left.atMs - right.atMs)
}

function densityLane(t: TFunction, density: TimelineData['density']): TimelineLane {
  const absence =
    density === null
      ? t('review.activityUnknown')
      : density.hasZones
        ? density.cells.length === 0
          ? t('review.activityNotLooked')
          : null
        : t('review.activityNoZones')
  return {
    kind: 'density',
    id: 'activity',
    name: t('review.laneActivity'),
    cells: density?.cells ?? [],
    absence,
  }
}

function eventsLane(
  t: TFunction,
  events: readonly EventCoverage[],
  overview: EventOverview | null,
): TimelineLane {
  const name = t('review.laneEvents')
  if (overview === null)
    return { kind: 'events', id: 'events', name, events: events.map(toTimelineEvent), windows: null }
  const { covered, missing } = overview
  const groups = overview.groups.map((group) => toTimelineGroup(t, group))
  return { kind: 'events', id: 'events', name, events: groups, windows: { covered, missing } }
}

function marksLane(
  t: TFunction,
  bookmarks: readonly Bookmark[],
  locks: readonly FootageLock[],
): TimelineLane {
  const active = bookmarks.filter((bookmark) => bookmark.state === 'active')
  return {
    kind: 'marks',
    id: 'marks',
    name: t('review.laneMarks'),
    marks: [
      ...locks.map((lock) => lockMark(t, lock)),
      ...active.map((bookmark) => toTimelineMark(bookmark, t('review.locked'))),
    ],
  }
}

function footageLanes(
  { cameras }: ReviewSession,
  lanes: ReviewSession['lanes'],
  mainCameraId: string | null,
): TimelineLane[] {
  return cameras.map((camera) => ({
    kind: 'footage',
    id: camera.id,
    name: camera.name,
    spans: lanes.find((lane) => lane.cameraId === camera.id)?.spans ?? [],
    isMain: camera.id === mainCameraId,
  }))
}

/** The lanes from the top: cameras, activity, dossiers, what was noticed, marks. Each is made anew for its own changes only. */
export function useTimelineLanes(data: TimelineData): readonly TimelineLane[] {
  const { t } = useTranslation()
  const { session } = useReview()
  const ownEvents = useReviewState((state) => state.events)
  const mainCameraId = useReviewState((state) => state.mainCameraId)
  const { wide, findings, findingsTotal, density } = data
  const events = useMemo(
    () => eventsLane(t, wide?.events ?? ownEvents, wide?.overview ?? null),
    [t, wide, ownEvents],
  )
  const marks = useMemo(
    () => marksLane(t, wide?.bookmarks ?? session.bookmarks, wide?.locks ?? session.locks),
    [t, wide, session.bookmarks, session.locks],
  )
  const signs = useMemo(
    (): TimelineLane => ({
      kind: 'signs',
      id: 'signs',
      name:
        findingsTotal > findings.length
          ? t('review.laneSignsSome', {
              shown: formatNumber(findings.length),
              total: formatNumber(findingsTotal),
            })
          : t('review.laneSigns'),
      signs: signsOf(t, findings),
    }),
    [t, findings, findingsTotal],
  )
  return useMemo(
    () => [
      ...footageLanes(session, wide?.lanes ?? session.lanes, mainCameraId),
      densityLane(t, density),
      events,
      signs,
      marks,
    ],
    [session, wide, mainCameraId, t, density, events, signs, marks],
  )
}
