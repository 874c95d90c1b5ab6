import { Skeleton, Text, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FootageStrip } from '#renderer/ui/footage-strip.tsx'
import { formatDuration, formatTime } from '#renderer/ui/format.ts'
import { VerdictBadge } from '#renderer/ui/verdict-badge.tsx'
import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import { eventSpans, mainCause } from '../event-spans.ts'

type CoverageCellProps = {
  readonly events: readonly EventCoverage[]
  /** Only walk-in dossiers are seen at the desk. */
  readonly atDesk: boolean
  readonly waiting: boolean
}

/** A bar per desk event: what was recorded and what is missing, by cause; and the figure or the cause in words. */
export function CoverageCell({ events, atDesk, waiting }: CoverageCellProps): ReactNode {
  const { t } = useTranslation()
  if (!atDesk || events.length === 0) {
    if (atDesk && waiting) return <Skeleton height={12} width={180} />
    return (
      <Text size="sm" c="dimmed" component="span">
        {t(atDesk ? 'dossiers.noEvent' : 'dossiers.notAtDesk')}
      </Text>
    )
  }
  return (
    <span className="dossier-coverage">
      {events.map((event) => (
        <EventBar key={event.kind} event={event} />
      ))}
    </span>
  )
}

function EventBar({ event }: { readonly event: EventCoverage }): ReactNode {
  const { t } = useTranslation()
  const cause = mainCause(event.missing)
  const covered = t('dossiers.coveredOf', {
    covered: formatDuration(event.coveredMs),
    window: formatDuration(event.windowToMs - event.windowFromMs),
  })
  return (
    <Tooltip label={<EventDetail event={event} />}>
      <span className="dossier-coverage-event">
        <FootageStrip
          small
          label={`${t(`dossiers.event.${event.kind}`)} ${formatTime(event.atMs)}: ${covered}`}
          window={{ fromMs: event.windowFromMs, toMs: event.windowToMs }}
          spans={eventSpans(event)}
          marks={[event.atMs]}
        />
        <span className="dossier-coverage-word" data-verdict={event.verdict}>
          {cause === null ? t(`ui.verdict.${event.verdict}`) : t(`ui.footage.${cause}`)}
          {event.verdictDependsOnClock ? ' ≈' : ''}
        </span>
      </span>
    </Tooltip>
  )
}

function EventDetail({ event }: { readonly event: EventCoverage }): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <div>
        {t(`dossiers.event.${event.kind}`)} {formatTime(event.atMs)}{' '}
        <VerdictBadge verdict={event.verdict} dependsOnClock={event.verdictDependsOnClock} />
      </div>
      <div>
        {t('dossiers.coveredOf', {
          covered: formatDuration(event.coveredMs),
          window: formatDuration(event.windowToMs - event.windowFromMs),
        })}
      </div>
      {event.missing.map(({ fromMs, toMs, cause }) => (
        <div key={fromMs}>
          {formatTime(fromMs)}–{formatTime(toMs)}: {t(`ui.footage.${cause}`)}
        </div>
      ))}
    </>
  )
}
