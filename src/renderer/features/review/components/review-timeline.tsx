import { IconKeyboard } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { contains, type TimeRange } from '#shared/kernel/time-range.ts'
import type { ReviewSearch } from '#renderer/api/review-search.ts'
import { Timeline } from '#renderer/timeline/timeline.tsx'
import { keepInside, pageTo } from '#renderer/timeline/timeline-layout.ts'
import type { InOutMarks, TimelineEvent } from '#renderer/timeline/timeline.model.ts'
import { limitsOf, viewOf } from '../review-address.rules.ts'
import { dayRange, firstView } from '../review.rules.ts'
import { useReview, useReviewState } from '../review-context.ts'
import { useTimelineData } from '../use-timeline-data.ts'
import { useTimelineLanes } from '../use-timeline-lanes.ts'
import { MarkTimes } from './mark-times.tsx'
import { ToolButton } from './tool-buttons.tsx'

type Opening = { readonly limits: TimeRange; readonly view: TimeRange }

/** Where the timeline stands at first: as the address says, else where anything is known. */
function useOpening(search: ReviewSearch): Opening {
  const { session, store } = useReview()
  const [opening] = useState((): Opening => {
    const { bounds, lanes } = session
    const { atMs, events } = store.getState()
    const limits = limitsOf(bounds, Date.now())
    const view = viewOf(search, limits) ?? pageTo(firstView(lanes, events, bounds), atMs, bounds)
    return { limits, view: keepInside(view, limits) }
  })
  return opening
}

/** Another day is opened at once, with the timeline left as it is. */
function useOtherDay(): (atMs: InstantMs) => void {
  const navigate = useNavigate()
  const { session, store } = useReview()
  return useCallback(
    (atMs) => {
      const { view, mainCameraId } = store.getState()
      const others = session.cameras.map(({ id }) => id).filter((id) => id !== mainCameraId)
      const day = dayRange(atMs)
      const next: ReviewSearch = {
        room: session.room.id,
        ...(mainCameraId === null ? {} : { cameras: [mainCameraId, ...others].join(',') }),
        at: atMs,
        from: day.fromMs,
        to: day.toMs,
        ...(view === null ? {} : { viewFrom: view.fromMs, viewTo: view.toMs }),
      }
      void navigate({ to: '/review', search: next })
    },
    [navigate, session, store],
  )
}

export function ReviewTimeline({ search }: { readonly search: ReviewSearch }): ReactNode {
  const { t } = useTranslation()
  const { session, commands, store } = useReview()
  const { bounds } = session
  const { limits, view } = useOpening(search)
  const atMs = useReviewState((state) => state.atMs)
  const marks = useReviewState((state) => state.marks)
  const selectedKey = useReviewState((state) => state.selectedKey)
  const shown = useReviewState((state) => state.view)
  const data = useTimelineData(session, shown ?? view, limits)
  const lanes = useTimelineLanes(data)
  const openDay = useOtherDay()
  const onView = useCallback((next: TimeRange) => store.setState({ view: next }), [store])
  const onMarks = useCallback((next: InOutMarks) => store.setState({ marks: next }), [store])
  const onSeek = (instantMs: InstantMs): void => {
    if (contains(bounds, instantMs)) commands.seekTo(instantMs)
    else if (instantMs < Date.now()) openDay(instantMs)
  }
  const onPickEvent = (event: TimelineEvent): void => {
    if (contains(bounds, event.atMs)) commands.pickByKey(event.id)
    else openDay(event.atMs)
  }
  return (
    <Timeline
      bounds={limits}
      session={bounds}
      initialView={view}
      atMs={atMs}
      lanes={lanes}
      officeHours={data.officeHours}
      marks={marks}
      selectedEventId={selectedKey}
      isLoading={data.isLoading}
      tools={
        <>
          <MarkTimes />
          <ToolButton
            label={t('review.showKeys')}
            keyName="?"
            onClick={() => commands.open({ kind: 'keys' })}
          >
            <IconKeyboard size={17} aria-hidden />
          </ToolButton>
        </>
      }
      onSeek={onSeek}
      onPickEvent={onPickEvent}
      onMarks={onMarks}
      onView={onView}
    />
  )
}
