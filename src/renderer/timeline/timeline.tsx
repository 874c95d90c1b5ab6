import { type ReactNode, useEffect, useId, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formatVietnamDateTime, type InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { laneBoxes, timelineHeight } from './lane-boxes.ts'
import { TimelineHead } from './timeline-head.tsx'
import type { TimelineHit } from './timeline-hit.ts'
import { viewAround } from './timeline-layout.ts'
import { LaneNames } from './timeline-names.tsx'
import { spanText, TimelineTooltip } from './timeline-tooltip.tsx'
import type { InOutMarks, TimelineEvent, TimelineLane } from './timeline.model.ts'
import './timeline.css'
import { useElementWidth } from './use-element-width.ts'
import { useTextScale } from './use-text-scale.ts'
import { useThumbnail } from './use-thumbnail.ts'
import { useTimelineGestures } from './use-timeline-gestures.ts'
import { useTimelinePainting } from './use-timeline-painting.ts'
import { type TimelineViewControl, useTimelineView } from './use-timeline-view.ts'

/** A view that moves on is not told. */
const VIEW_REST_MS = 150

export type TimelineProps = {
  /** How far one can look. A changed session wants a new `key`. */
  readonly bounds: TimeRange
  /** What is open: marks stay inside, Home and End go to its ends. Inside of `bounds`. */
  readonly session: TimeRange
  readonly initialView: TimeRange
  readonly atMs: InstantMs
  readonly lanes: readonly TimelineLane[]
  /** Sorted and disjoint; empty where they are not known. */
  readonly officeHours: readonly TimeRange[]
  readonly marks: InOutMarks
  readonly selectedEventId: string | null
  /** What lies in view is still being read. */
  readonly isLoading: boolean
  /** Stands in the line above: what else belongs to the stretch that is marked. */
  readonly tools?: ReactNode
  readonly onSeek: (atMs: InstantMs) => void
  readonly onPickEvent: (event: TimelineEvent) => void
  readonly onMarks: (marks: InOutMarks) => void
  /** What is shown, whenever it has come to rest. */
  readonly onView: (view: TimeRange) => void
}

/** Footage, events and marks by station time. Our own canvas; what it shows is said in words, too. */
export function Timeline(props: TimelineProps): ReactNode {
  const { bounds, session, atMs, lanes, marks, onSeek, onMarks, onView } = props
  const { t } = useTranslation()
  const helpId = useId()
  const stage = useRef<HTMLDivElement>(null)
  const base = useRef<HTMLCanvasElement>(null)
  const overlay = useRef<HTMLCanvasElement>(null)
  const widthPx = useElementWidth(stage)
  const control = useTimelineView(bounds, props.initialView, atMs, widthPx)
  const scale = useTextScale()
  const boxes = useMemo(() => laneBoxes(lanes, scale), [lanes, scale])
  const heightPx = timelineHeight(boxes)
  useTimelinePainting({ base, overlay }, props, control.view, boxes, heightPx)
  const onPickEvent = usePick(props, control)
  const { hover, handlers, onKeyDown } = useTimelineGestures({
    canvas: overlay,
    control,
    boxes,
    session,
    atMs,
    marks,
    onSeek,
    onPickEvent,
    onMarks,
  })
  const camera = pictured(lanes, hover?.hit)
  const thumbnail = useThumbnail(camera?.id ?? null, hover?.hit.atMs ?? null, control.view, atMs)
  const { fromMs, toMs } = control.view
  useEffect(() => {
    const timer = window.setTimeout(() => onView({ fromMs, toMs }), VIEW_REST_MS)
    return () => window.clearTimeout(timer)
  }, [fromMs, toMs, onView])

  return (
    <section
      className="timeline"
      aria-label={t('timeline.label')}
      data-loading={props.isLoading || undefined}
    >
      <TimelineHead view={control.view} session={session} bounds={bounds} control={control}>
        {props.tools}
      </TimelineHead>
      <div className="timeline-body">
        <LaneNames boxes={boxes} />
        <div
          ref={stage}
          className="timeline-stage"
          data-testid="timeline"
          data-at-ms={atMs}
          data-view={`${fromMs}-${toMs}`}
          role="slider"
          tabIndex={0}
          aria-label={t('timeline.playhead')}
          aria-describedby={helpId}
          aria-valuemin={session.fromMs}
          aria-valuemax={session.toMs}
          aria-valuenow={atMs}
          aria-valuetext={useSpokenPosition(lanes, atMs)}
          style={{ height: heightPx }}
          onKeyDown={onKeyDown}
        >
          <canvas ref={base} className="timeline-canvas" />
          <canvas
            ref={overlay}
            className="timeline-canvas timeline-overlay"
            data-handle={hover?.handle ? true : undefined}
            {...handlers}
          />
          {hover && (
            <TimelineTooltip
              hover={hover}
              widthPx={widthPx}
              thumbnail={thumbnail}
              cameraName={camera?.name ?? null}
            />
          )}
          <span id={helpId} className="timeline-spoken">
            {t('timeline.help')}
          </span>
        </div>
      </div>
    </section>
  )
}

/** An event of its own is picked; of several together the stretch is brought nearer, so that they come apart. */
function usePick({ bounds, onPickEvent }: TimelineProps, control: TimelineViewControl) {
  return (event: TimelineEvent): void => {
    if (event.count === 1) onPickEvent(event)
    else control.show(viewAround(event.window, bounds))
  }
}

/** Whose picture is shown: the camera whose lane is under the pointer, else the main one. */
function pictured(
  lanes: readonly TimelineLane[],
  hit: TimelineHit | undefined,
): { readonly id: string; readonly name: string } | null {
  const cameras = lanes.filter((lane) => lane.kind === 'footage')
  const under = hit?.kind === 'footage' ? cameras.find(({ id }) => id === hit.laneId) : undefined
  return under ?? cameras.find(({ isMain }) => isMain) ?? null
}

/** What a screen reader says of the playhead: the time and the state of each camera there. */
function useSpokenPosition(lanes: readonly TimelineLane[], atMs: InstantMs): string {
  const { t } = useTranslation()
  const states = lanes.flatMap((lane) => {
    if (lane.kind !== 'footage') return []
    const span = lane.spans.find((one) => one.fromMs <= atMs && atMs < one.toMs)
    const state = span ? spanText(t, span) : t('timeline.noFootageYet')
    return [t('timeline.laneState', { name: lane.name, state })]
  })
  return t('timeline.position', { time: formatVietnamDateTime(atMs), states: states.join('. ') })
}
