import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatVietnamTime } from '#shared/kernel/instant.ts'
import { formatDateTime, formatDuration, formatShare, formatTime } from '#renderer/ui/format.ts'
import { footageWord } from '#renderer/ui/footage-word.ts'
import type { FootageSpan } from '#shared/recordings/recordings.model.ts'
import { formatTenths } from './time-of-day.ts'
import type { TimelineHit } from './timeline-hit.ts'
import type { Hover } from './use-timeline-gestures.ts'
import type { HoverThumbnail } from './use-thumbnail.ts'

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

/** The first few, and how many more there are. */
function someOf(t: TFunction, lines: readonly string[], total = lines.length): string[] {
  const named = lines.slice(0, MAX_NAMED)
  const more = total - named.length
  return more > 0 ? [...named, t('timeline.andMore', { count: more })] : named
}

function linesOf(t: TFunction, hit: TimelineHit): string[] {
  switch (hit.kind) {
    case 'ruler':
      return []
    case 'footage':
      return [hit.name, hit.span ? spanText(t, hit.span) : t('timeline.noFootageYet')]
    case 'density': {
      if (hit.absence !== null) return [hit.absence]
      const share = hit.cell?.share ?? null
      return [share === null ? t('timeline.notLooked') : t('timeline.busy', { share: formatShare(share) })]
    }
    case 'events':
      return someOf(
        t,
        hit.events.map((event) => `${event.label} · ${t(`ui.verdict.${event.verdict}`)}`),
      )
    case 'signs':
      return someOf(
        t,
        hit.signs.map((sign) => sign.label),
      )
    case 'marks':
      return hit.marks.map((mark) => mark.label)
  }
}

type TimelineTooltipProps = {
  readonly hover: Hover
  readonly widthPx: number
  readonly thumbnail: HoverThumbnail | null
  readonly cameraName: string | null
}

/** The time under the pointer, the camera's picture of it, and what lies there. */
export function TimelineTooltip({ hover, widthPx, thumbnail, cameraName }: TimelineTooltipProps): ReactNode {
  const { t } = useTranslation()
  const left = Math.max(0, Math.min(hover.x + 12, widthPx - WIDTH_PX))
  const { atMs } = hover.hit
  return (
    <div
      className="timeline-tooltip"
      role="tooltip"
      style={{ left, bottom: `calc(100% - ${Math.max(0, hover.y - 10)}px)` }}
    >
      {thumbnail && <Picture thumbnail={thumbnail} cameraName={cameraName ?? ''} />}
      <strong>{hover.handle === null ? formatDateTime(atMs) : formatTenths(atMs)}</strong>
      {linesOf(t, hover.hit).map((line, index) => (
        <div key={`${index}-${line}`}>{line}</div>
      ))}
    </div>
  )
}

type PictureProps = { readonly thumbnail: HoverThumbnail; readonly cameraName: string }

/** Says its own time: it is that of the keyframe, not of the pointer. */
function Picture({ thumbnail, cameraName }: PictureProps): ReactNode {
  const { t } = useTranslation()
  const { picture, isLoading } = thumbnail
  if (!picture)
    return (
      <div className="timeline-thumbnail" data-empty data-testid="timeline-no-thumbnail">
        {isLoading ? t('timeline.thumbnailLoading') : t('timeline.noThumbnail')}
      </div>
    )
  return (
    <figure className="timeline-thumbnail" data-loading={isLoading || undefined}>
      <img
        src={picture.url}
        data-testid="timeline-thumbnail"
        data-at-ms={picture.atMs}
        alt={t('timeline.thumbnail', { camera: cameraName, time: formatTime(picture.atMs) })}
      />
      <figcaption>
        {cameraName} · {formatTime(picture.atMs)}
      </figcaption>
    </figure>
  )
}
