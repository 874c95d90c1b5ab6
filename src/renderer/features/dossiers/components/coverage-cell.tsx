import { Group, Skeleton, Text, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDuration, formatTime } from '#renderer/ui/format.ts'
import { VerdictBadge } from '#renderer/ui/verdict-badge.tsx'
import type { EventCoverage } from '#shared/coverage/coverage.model.ts'

type CoverageCellProps = {
  readonly events: readonly EventCoverage[]
  /** Only walk-in dossiers are seen at the desk. */
  readonly atDesk: boolean
  readonly waiting: boolean
}

/** One badge per desk event; the pointer tells its window, what is covered, and why the rest is not. */
export function CoverageCell({ events, atDesk, waiting }: CoverageCellProps): ReactNode {
  const { t } = useTranslation()
  if (!atDesk) {
    return (
      <Text size="sm" c="dimmed">
        {t('dossiers.notAtDesk')}
      </Text>
    )
  }
  if (events.length === 0) {
    return waiting ? (
      <Skeleton height={18} width={90} />
    ) : (
      <Text size="sm" c="dimmed">
        {t('dossiers.noEvent')}
      </Text>
    )
  }
  return (
    <Group gap={6} wrap="nowrap">
      {events.map((event) => (
        <Tooltip key={event.kind} label={<EventDetail event={event} />}>
          <span>
            <VerdictBadge verdict={event.verdict} dependsOnClock={event.verdictDependsOnClock} />
          </span>
        </Tooltip>
      ))}
    </Group>
  )
}

function EventDetail({ event }: { readonly event: EventCoverage }): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <div>
        {t(`dossiers.event.${event.kind}`)} {formatTime(event.atMs)}
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
