import { SegmentedControl, Text } from '@mantine/core'
import { type KeyboardEvent, memo, type ReactNode, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatTime } from '#renderer/ui/format.ts'
import { VerdictBadge } from '#renderer/ui/verdict-badge.tsx'
import { type EventFilter, eventKey, filterEvents } from '../review.rules.ts'
import { useReview, useReviewState } from '../review-context.ts'

const FILTERS: readonly EventFilter[] = ['all', 'missing', 'partial', 'covered']

function isFilter(value: string): value is EventFilter {
  return FILTERS.some((filter) => filter === value)
}

/** Dossiers that came to the desk, by time. ↑ ↓ move, Enter and a click play. */
export function EventList(): ReactNode {
  const { t } = useTranslation()
  const { store, commands } = useReview()
  const events = useReviewState((state) => state.events)
  const filter = useReviewState((state) => state.filter)
  const selectedKey = useReviewState((state) => state.selectedKey)
  const shown = useMemo(() => filterEvents(events, filter), [events, filter])
  const counts = useMemo(
    () => new Map(FILTERS.map((one) => [one, filterEvents(events, one).length])),
    [events],
  )
  const list = useRef<HTMLDivElement>(null)

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [selectedKey])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    commands.pickNeighbour(event.key === 'ArrowDown' ? 1 : -1)
  }

  return (
    <section className="review-list" aria-label={t('review.events')}>
      <SegmentedControl
        size="xs"
        fullWidth
        value={filter}
        aria-label={t('review.filter')}
        onChange={(value) => {
          if (isFilter(value)) store.setState({ filter: value })
        }}
        data={FILTERS.map((value) => ({
          value,
          label: `${t(`review.filters.${value}`)} ${counts.get(value) ?? 0}`,
        }))}
      />
      <div
        ref={list}
        className="review-rows"
        role={shown.length === 0 ? 'region' : 'listbox'}
        aria-label={t('review.events')}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {shown.map((event) => (
          <EventRow
            key={eventKey(event)}
            event={event}
            isSelected={eventKey(event) === selectedKey}
            onPick={() => commands.pick(event)}
          />
        ))}
        {shown.length === 0 && <NoEvents hasAny={events.length > 0} />}
      </div>
    </section>
  )
}

function NoEvents({ hasAny }: { readonly hasAny: boolean }): ReactNode {
  const { t } = useTranslation()
  if (hasAny)
    return <EmptyState compact title={t('review.noneOfFilter')} advice={t('review.noneOfFilterAdvice')} />
  return <EmptyState compact title={t('review.noEvents')} advice={t('review.noEventsAdvice')} />
}

type EventRowProps = {
  readonly event: EventCoverage
  readonly isSelected: boolean
  readonly onPick: () => void
}

const EventRow = memo(
  function EventRow({ event, isSelected, onPick }: EventRowProps): ReactNode {
    const { t } = useTranslation()
    return (
      <div
        role="option"
        aria-selected={isSelected}
        tabIndex={-1}
        className="review-row"
        data-testid="event-row"
        data-dossier-code={event.dossierCode}
        data-verdict={event.verdict}
        onClick={onPick}
        onKeyDown={(pressed) => {
          if (pressed.key === 'Enter') onPick()
        }}
      >
        <span className="review-row-time">{formatTime(event.atMs)}</span>
        <span className="review-row-code" title={event.dossierCode}>
          {event.dossierCode}
        </span>
        <Text
          component="span"
          size="xs"
          c="dimmed"
          className="review-row-what"
          title={event.procedureName ?? undefined}
        >
          {t(`review.kind.${event.kind}`)}
          {event.procedureName === null ? '' : ` · ${event.procedureName}`}
        </Text>
        <CoverageBar event={event} />
        <VerdictBadge verdict={event.verdict} dependsOnClock={event.verdictDependsOnClock} />
      </div>
    )
  },
  (before, after) => before.event === after.event && before.isSelected === after.isSelected,
)

/** The event's window with its missing parts, to scale. */
function CoverageBar({ event }: { readonly event: EventCoverage }): ReactNode {
  const lengthMs = event.windowToMs - event.windowFromMs
  const percent = (ms: number): string => `${(ms / lengthMs) * 100}%`
  return (
    <span className="review-bar" aria-hidden>
      {event.missing.map((part) => (
        <span
          key={part.fromMs}
          style={{ left: percent(part.fromMs - event.windowFromMs), width: percent(part.toMs - part.fromMs) }}
        />
      ))}
      <i style={{ left: percent(event.atMs - event.windowFromMs) }} />
    </span>
  )
}
