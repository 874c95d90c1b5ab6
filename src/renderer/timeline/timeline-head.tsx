import { ActionIcon, Tooltip } from '@mantine/core'
import {
  IconArrowsHorizontal,
  IconCalendarMonth,
  IconClockHour4,
  IconMinus,
  IconPlus,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatVietnamDate, HOUR_MS, MINUTE_MS } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { formatRange } from '#renderer/ui/format.ts'
import { formatTenths } from './time-of-day.ts'
import { xOf, zoomAround } from './timeline-layout.ts'
import type { TimelineViewControl } from './use-timeline-view.ts'

const ICON_PX = 14
const BUTTON_ZOOM = 1.8

type TimelineHeadProps = {
  readonly view: TimeRange
  readonly session: TimeRange
  readonly bounds: TimeRange
  readonly control: TimelineViewControl
  readonly children: ReactNode
}

/** `22/11/2026 08:00:00 – 08:45:00`; by the tenth where less than a minute is shown, by days where it is days. */
function rangeText(view: TimeRange): string {
  const lengthMs = view.toMs - view.fromMs
  if (lengthMs < MINUTE_MS)
    return `${formatVietnamDate(view.fromMs)} ${formatTenths(view.fromMs)} – ${formatTenths(view.toMs)}`
  if (lengthMs > 48 * HOUR_MS)
    return `${formatVietnamDate(view.fromMs)} – ${formatVietnamDate(view.toMs - 1)}`
  return formatRange({ fromMs: view.fromMs, toMs: view.toMs - 1 })
}

/** How near one looks, and what stretch that is. */
export function TimelineHead({ view, session, bounds, control, children }: TimelineHeadProps): ReactNode {
  const { t } = useTranslation()
  const hour = (): void => {
    const middleX = xOf(control.view, (view.fromMs + view.toMs) / 2)
    const factor = HOUR_MS / (view.toMs - view.fromMs)
    control.show(zoomAround(control.view, middleX, factor, bounds))
  }
  const buttons = [
    { label: t('timeline.zoomOut'), Icon: IconMinus, act: () => control.zoom(BUTTON_ZOOM) },
    { label: t('timeline.zoomIn'), Icon: IconPlus, act: () => control.zoom(1 / BUTTON_ZOOM) },
    { label: t('timeline.zoomHour'), Icon: IconClockHour4, act: hour },
    { label: t('timeline.zoomAll'), Icon: IconArrowsHorizontal, act: () => control.show(session) },
    { label: t('timeline.zoomMonth'), Icon: IconCalendarMonth, act: () => control.zoom(Infinity) },
  ]
  return (
    <div className="timeline-head">
      <div className="timeline-zoom">
        {buttons.map(({ label, Icon, act }) => (
          <Tooltip key={label} label={label}>
            <ActionIcon size={22} variant="subtle" color="gray" aria-label={label} onClick={act}>
              <Icon size={ICON_PX} aria-hidden />
            </ActionIcon>
          </Tooltip>
        ))}
      </div>
      <span className="timeline-range" data-testid="timeline-range">
        {rangeText(view)}
      </span>
      <div className="timeline-tools">{children}</div>
    </div>
  )
}
