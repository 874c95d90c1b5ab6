import { ActionIcon, Tooltip, useComputedColorScheme } from '@mantine/core'
import { IconArrowsHorizontal, IconMinus, IconPlus } from '@tabler/icons-react'
import { type ReactNode, type RefObject, useEffect, useId, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formatVietnamTime, type InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { FootageState } from '#shared/recordings/recordings.model.ts'
import { footageFill } from './paint-footage.ts'
import { type LaneBox, laneBoxes, timelineHeight } from './timeline-layout.ts'
import { paintTimeline } from './timeline-paint.ts'
import { readPalette } from './timeline-palette.ts'
import { spanText, TimelineTooltip } from './timeline-tooltip.tsx'
import type { InOutMarks, TimelineLane, TimelineView } from './timeline.model.ts'
import './timeline.css'
import { useElementWidth } from './use-element-width.ts'
import { useTimelineGestures } from './use-timeline-gestures.ts'
import { useTimelineView } from './use-timeline-view.ts'

export type TimelineProps = {
  /** How far one can go. A changed session wants a new `key`. */
  readonly bounds: TimeRange
  /** What is shown at first; the bounds when absent. */
  readonly initialView?: TimeRange
  readonly atMs: InstantMs
  readonly lanes: readonly TimelineLane[]
  readonly marks: InOutMarks
  readonly selectedEventId: string | null
  readonly onSeek: (atMs: InstantMs) => void
  readonly onPickEvent: (eventId: string) => void
}

/** Footage, events and marks by station time. Our own canvas; what it shows is said in words, too. */
export function Timeline(props: TimelineProps): ReactNode {
  const { bounds, initialView = bounds, atMs, lanes, onSeek, onPickEvent } = props
  const { t } = useTranslation()
  const helpId = useId()
  const stage = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const widthPx = useElementWidth(stage)
  const control = useTimelineView(bounds, initialView, atMs, widthPx)
  const boxes = useMemo(() => laneBoxes(lanes), [lanes])
  const heightPx = timelineHeight(lanes)
  useTimelinePainting(canvas, props, control.view, boxes, heightPx)
  const { hover, handlers, onKeyDown } = useTimelineGestures({
    canvas,
    control,
    boxes,
    atMs,
    onSeek,
    onPickEvent,
  })

  return (
    <div className="timeline">
      <LaneNames boxes={boxes} onZoom={control.zoom} onZoomAll={() => control.show(bounds)} />
      <div
        ref={stage}
        className="timeline-stage"
        data-testid="timeline"
        data-at-ms={atMs}
        role="slider"
        tabIndex={0}
        aria-label={t('timeline.label')}
        aria-describedby={helpId}
        aria-valuemin={bounds.fromMs}
        aria-valuemax={bounds.toMs}
        aria-valuenow={atMs}
        aria-valuetext={useSpokenPosition(lanes, atMs)}
        style={{ height: heightPx }}
        onKeyDown={onKeyDown}
      >
        <canvas ref={canvas} className="timeline-canvas" {...handlers} />
        {hover && <TimelineTooltip hover={hover} widthPx={widthPx} />}
        <span id={helpId} className="timeline-spoken">
          {t('timeline.help')}
        </span>
      </div>
    </div>
  )
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
  return t('timeline.position', { time: formatVietnamTime(atMs), states: states.join('. ') })
}

/** A context whose unit is a CSS pixel, sharp on any screen. */
function contextOf(
  canvas: HTMLCanvasElement,
  widthPx: number,
  heightPx: number,
): CanvasRenderingContext2D | null {
  const ratio = window.devicePixelRatio || 1
  const [width, height] = [Math.round(widthPx * ratio), Math.round(heightPx * ratio)]
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  const context = canvas.getContext('2d')
  context?.setTransform(ratio, 0, 0, ratio, 0, 0)
  return context
}

function useTimelinePainting(
  canvas: RefObject<HTMLCanvasElement | null>,
  { atMs, marks, selectedEventId }: TimelineProps,
  view: TimelineView,
  boxes: readonly LaneBox[],
  heightPx: number,
): void {
  const scheme = useComputedColorScheme('light')
  const { fromMs, toMs, widthPx } = view
  useEffect(() => {
    const element = canvas.current
    const context = element && widthPx > 0 ? contextOf(element, widthPx, heightPx) : null
    if (!element || !context) return
    const patterns = new Map<FootageState, CanvasPattern | string>()
    paintTimeline(context, {
      view: { fromMs, toMs, widthPx },
      heightPx,
      boxes,
      palette: readPalette(element, scheme),
      patternOf: (state) => {
        const made = patterns.get(state) ?? footageFill(context, state, scheme)
        patterns.set(state, made)
        return made
      },
      atMs,
      marks,
      selectedEventId,
    })
  }, [canvas, fromMs, toMs, widthPx, heightPx, boxes, scheme, atMs, marks, selectedEventId])
}

type LaneNamesProps = {
  readonly boxes: readonly LaneBox[]
  readonly onZoom: (factor: number) => void
  readonly onZoomAll: () => void
}

function LaneNames({ boxes, onZoom, onZoomAll }: LaneNamesProps): ReactNode {
  const { t } = useTranslation()
  const buttons = [
    { label: t('timeline.zoomOut'), icon: <IconMinus size={13} aria-hidden />, act: () => onZoom(1.8) },
    { label: t('timeline.zoomIn'), icon: <IconPlus size={13} aria-hidden />, act: () => onZoom(1 / 1.8) },
    { label: t('timeline.zoomAll'), icon: <IconArrowsHorizontal size={13} aria-hidden />, act: onZoomAll },
  ]
  return (
    <div className="timeline-names">
      <div className="timeline-zoom">
        {buttons.map(({ label, icon, act }) => (
          <Tooltip key={label} label={label}>
            <ActionIcon size={20} variant="subtle" color="gray" aria-label={label} onClick={act}>
              {icon}
            </ActionIcon>
          </Tooltip>
        ))}
      </div>
      {boxes.map(({ lane, y, height }) => (
        <div
          key={lane.id}
          className="timeline-name"
          data-main={(lane.kind === 'footage' && lane.isMain) || undefined}
          title={lane.name}
          style={{ top: y, height, lineHeight: `${height}px` }}
        >
          {lane.name}
        </div>
      ))}
    </div>
  )
}
