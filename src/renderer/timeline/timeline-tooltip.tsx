import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatVietnamTime } from '#shared/kernel/instant.ts'
import { formatDateTime, formatDuration } from '#renderer/ui/format.ts'
import { footageWord } from '#renderer/ui/footage-word.ts'
import type { FootageSpan } from '#shared/recordings/recordings.model.ts'
import type { TimelineHit } from './timeline-hit.ts'
import type { Hover } from './use-timeline-gestures.ts'

const MAX_NAMED = 5
const WIDTH_PX = 300

export function spanText(t: TFunction, span: FootageSpan): string {
  const cause = footageWord(t, span.state, span.reason)
  if (span.state === 'recorded' || span.state === 'backfilled') return t('timeline.footage', { cause })
  return t('timeline.gap', {
    cause,
    from: formatVietnamTime(span.fromMs),
    to: formatVietnamTime(span.toMs),
    duration: formatDuration(span.toMs - span.fromMs),
  })
}

function linesOf(t: TFunction, hit: TimelineHit): string[] {
  switch (hit.kind) {
    case 'ruler':
      return []
    case 'footage':
      return [hit.name, hit.span ? spanText(t, hit.span) : t('timeline.noFootageYet')]
    case 'events': {
      const named = hit.events
        .slice(0, MAX_NAMED)
        .map((event) => `${event.label} · ${t(`ui.verdict.${event.verdict}`)}`)
      const more = hit.events.length - named.length
      return more > 0 ? [...named, t('timeline.andMore', { count: more })] : named
    }
    case 'marks':
      return hit.marks.map((mark) => mark.label)
  }
}

/** The time under the pointer and what lies there. */
export function TimelineTooltip({
  hover,
  widthPx,
}: {
  readonly hover: Hover
  readonly widthPx: number
}): ReactNode {
  const { t } = useTranslation()
  const left = Math.max(0, Math.min(hover.x + 12, widthPx - WIDTH_PX))
  return (
    <div
      className="timeline-tooltip"
      role="tooltip"
      style={{ left, bottom: `calc(100% - ${Math.max(0, hover.y - 10)}px)` }}
    >
      <strong>{formatDateTime(hover.hit.atMs)}</strong>
      {linesOf(t, hover.hit).map((line, index) => (
        <div key={`${index}-${line}`}>{line}</div>
      ))}
    </div>
  )
}
